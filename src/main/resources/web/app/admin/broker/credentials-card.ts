import {LitElement, css, html, nothing} from "lit";
import "@vaadin/button";
import {get} from "../../http/api";
import {Loaded} from "../../parts/loaded";
import {base, card} from "../../parts/styles";
import {toastError} from "../../parts/toast";
import {moment} from "../../text/format";
import type {Deed} from "../common/form-dialog";
import {t} from "../texts";
import {devicePath, issuing, revoking} from "./credentials";

interface Held { state: "NONE" | "ISSUED" | "LOST" | "REVOKED"; username: string; issued_at: string | null; issued_by: string | null; lost_since: string | null; is_possible: boolean }

const LOOKS = {NONE: "", ISSUED: "good", LOST: "bad", REVOKED: "warn"} as const;

/** What a device logs in with at the broker and over HTTP, for administrators: issued, renewed, revoked. */
class CredentialsCard extends LitElement {
  static properties = {device: {type: Number}, code: {type: String}, zone: {type: String}, active: {type: Boolean}, uplink: {type: Boolean}};

  static styles = [base, card, css`
    :host { display: block; }
    .line { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: center; padding: 0 var(--pad) var(--pad); }
    .line p { flex: 1 1 16rem; }
    .badge { display: inline-block; padding: 1px 8px; border-radius: 99px; background: var(--raised); font-size: var(--small); white-space: nowrap; }
    .badge.good { background: var(--good-soft); color: var(--good); } .badge.bad { background: var(--bad-soft); color: var(--bad); } .badge.warn { background: var(--warn-soft); color: var(--warn); }
  `];

  declare device: number;
  declare code: string;
  declare zone: string;
  declare active: boolean;
  /** Speaks through a network server, which has an account of its own. */
  declare uplink: boolean;

  private readonly held = new Loaded(this, () => [this.device, this.active] as const, ([device], signal) => get<Held>(devicePath(device), {}, signal));

  render() {
    return html`<section class="card"><header><h2>${t("credentials")}</h2></header>${this.held.view(held => html`<div class="line">
      <span class="badge ${LOOKS[held.state]}">${t(`credentials${held.state}`)}</span><p class="small quiet">${this.words(held)}</p>
      ${this.deeds(held).map(deed => html`<vaadin-button theme=${deed.danger ? "danger" : "primary"} @click=${() => this.do(deed)}>${deed.words}</vaadin-button>`)}</div>`)}</section>`;
  }

  private words(held: Held): unknown {
    const issued = held.issued_at === null ? nothing : t("issuedWhen", {when: moment(Date.parse(held.issued_at), this.zone), who: held.issued_by ?? ""});
    return held.state === "NONE" ? t(!held.is_possible ? "credentialsImpossible" : this.uplink ? "credentialsUplink" : "credentialsNoneWords")
      : held.state === "REVOKED" ? t("credentialsRevokedWords") : held.state === "LOST" ? html`${t("credentialsLostWords")} ${issued}` : issued;
  }

  private deeds(held: Held): readonly Deed[] {
    const path = devicePath(this.device);
    const has = held.state === "ISSUED" || held.state === "LOST";
    return [...this.active && held.is_possible ? [issuing(path, this.code, has)] : [], ...has ? [revoking(path, this.code)] : []];
  }

  private async do(deed: Deed): Promise<void> {
    try {
      await deed.run();
    } catch (error) {
      toastError(error);
    }
    this.held.run();
  }
}

customElements.define("credentials-card", CredentialsCard);
