import {LitElement, css, html, nothing} from "lit";
import "@vaadin/button";
import {base} from "../../parts/styles";
import {term} from "../terms";
import {t} from "../texts";

export interface AuditEntry {
  id: number; at: string; who_kind: string; who: string | null; address: string | null; request_id: string | null; action: string; subject: string; subject_id: string | null; name: string | null;
  before: unknown; after: unknown;
}

/** One entry whole, with what was before and after. */
class AuditEntryView extends LitElement {
  static properties = {entry: {attribute: false}};

  static styles = [base, css`
    :host { display: block; width: min(40rem, 84vw); }
    dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 4px 14px; }
    dt { color: var(--quiet); } dd { overflow-wrap: anywhere; }
    pre { background: var(--raised); border-radius: var(--radius-small); padding: 10px 12px; white-space: pre-wrap; overflow-wrap: anywhere; max-height: 30vh; overflow: auto; margin: 4px 0 0; }
    h3 { font-size: var(--small); margin-top: 12px; } footer { text-align: end; margin-top: 16px; }
  `];

  declare entry: AuditEntry;

  render() {
    const {entry} = this;
    const lines = [[t("who"), entry.who ?? term("Kind", entry.who_kind)], [t("address2"), entry.address], [t("subject"), entry.name ?? entry.subject_id], [t("request"), entry.request_id]] as const;
    return html`<dl>${lines.map(([name, value]) => value ? html`<dt>${name}</dt><dd>${value}</dd>` : nothing)}</dl>
      ${([[t("before"), entry.before], [t("after"), entry.after]] as const).map(([name, value]) => value === null || value === undefined ? nothing
        : html`<h3>${name}</h3><pre tabindex="0" aria-label=${name}>${JSON.stringify(value, null, 2)}</pre>`)}
      <footer><vaadin-button @click=${() => this.dispatchEvent(new CustomEvent("end", {detail: false}))}>${t("close")}</vaadin-button></footer>`;
  }
}

customElements.define("audit-entry", AuditEntryView);

declare global {
  interface HTMLElementTagNameMap {
    "audit-entry": AuditEntryView;
  }
}
