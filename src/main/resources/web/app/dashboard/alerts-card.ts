import {LitElement, css, html, nothing} from "lit";
import {repeat} from "lit/directives/repeat.js";
import "@vaadin/button";
import {session} from "../access/session";
import {ask} from "../http/api";
import type {LiveAlert} from "../live/frames";
import {alertKind, alertWords} from "../parts/alert-words";
import {icon} from "../parts/icons";
import {severitySign, severityStyles} from "../parts/severity";
import "../parts/states";
import {base, card} from "../parts/styles";
import {toastError} from "../parts/toast";
import {place} from "../shell/place";
import {atLeast, duration} from "../text/format";
import {t} from "./texts";

const SHOWN = 30;
const RANKS: Record<string, number> = {CRITICAL: 0, WARNING: 1, INFO: 2};

/** What is wrong now: what nobody has acknowledged first, then the gravest, then the newest. Acknowledging happens in place; the feed brings it to all. */
class AlertsCard extends LitElement {
  static properties = {alerts: {attribute: false}, more: {type: Boolean}, now: {type: Number}, past: {type: Boolean}, sending: {state: true}};

  static styles = [base, card, severityStyles, css`
    :host { display: grid; min-height: 0; container-type: inline-size; }
    .card { min-height: 0; overflow: hidden; }
    ul { list-style: none; overflow-y: auto; flex: 1; border-top: 1px solid var(--line); }
    li { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 2px 10px; align-items: center; padding: 9px var(--pad); border-bottom: 1px solid var(--line); }
    li:last-child { border-bottom: 0; }
    li.acknowledged .what { color: var(--quiet); font-weight: 450; }
    .severity { grid-row: 1 / 3; align-self: start; margin-top: 1px; }
    .what { font-weight: 550; overflow-wrap: anywhere; }
    .where { font-weight: 400; font-size: var(--small); color: var(--quiet); }
    .second { grid-column: 2; }
    .what a { color: inherit; text-decoration: none; }
    .what a:hover { text-decoration: underline; }
    .part { display: inline-block; max-width: 100%; }
    .deed vaadin-button { --vaadin-button-padding: 3px 10px; font-size: var(--small); }
    .deed { grid-area: 1 / 3 / 3 / 4; }
    .done { display: inline-flex; align-items: center; gap: 4px; color: var(--good); font-size: var(--small); }
    .more { padding: 10px var(--pad); font-size: var(--small); }
    @container (max-width: 460px) { .deed { grid-area: 3 / 2 / 4 / 4; } .deed:empty { display: none; } }
    @media (max-width: 760px) { ul { max-height: 46vh; } }
  `];

  declare alerts: readonly LiveAlert[];
  /** There are more of them than are known. */
  declare more: boolean;
  /** Epoch seconds, for their age. */
  declare now: number;
  declare past: boolean;
  declare private sending: ReadonlySet<number>;

  constructor() {
    super();
    this.alerts = [];
    this.sending = new Set();
  }

  render() {
    const sorted = [...this.alerts].sort((a, b) => Number(a.acknowledged) - Number(b.acknowledged) || (RANKS[a.severity] ?? 3) - (RANKS[b.severity] ?? 3) || b.raised - a.raised || b.id - a.id);
    return html`<section class="card"><header><h2>${t("activeAlerts")} <span class="quiet number">${atLeast(sorted.length, this.more)}</span></h2>
        ${this.past ? html`<span class="quiet small">${t("alertsPast")}</span>` : nothing}<a class="small" href=${place.link("/alerts")}>${t("allAlerts")}</a></header>
      ${sorted.length === 0 ? html`<empty-state icon="check" heading=${t("quietHeading")} detail=${t("quietDetail")}></empty-state>`
        : html`<ul>${repeat(sorted.slice(0, SHOWN), alert => alert.id, alert => this.renderAlert(alert))}</ul>
          ${sorted.length > SHOWN ? html`<p class="more"><a href=${place.link("/alerts")}>${t("moreAlerts", {n: atLeast(sorted.length - SHOWN, this.more)})}</a></p>` : nothing}`}</section>`;
  }

  private renderAlert(alert: LiveAlert) {
    return html`<li class=${alert.acknowledged ? "acknowledged" : ""}>
      ${severitySign(alert.severity)}
      <span class="what"><a href=${place.link("/alerts", {alert: String(alert.id)})}>${alertKind(alert.type)}</a> <span class="where">${[alert.zone, alert.device].filter(Boolean).map((part, i) => html`${i > 0 ? " · " : nothing}<span class="part">${part}</span>`)}</span></span>
      <span class="where second">${alertWords(alert.type, alert)} · ${t("raisedAgo", {age: duration(this.now - alert.raised)})}</span>
      <span class="deed">${alert.acknowledged ? html`<span class="done">${icon("check", 16)}${t("acknowledged")}</span>`
        : !session.may("operator") ? nothing : html`<vaadin-button aria-label=${t("acknowledgeOne", {message: `${alertKind(alert.type)} ${alert.device ?? alert.zone ?? ""}`})} ?disabled=${this.sending.has(alert.id)} @click=${() => this.acknowledge(alert.id)}>${t("acknowledge")}</vaadin-button>`}</span></li>`;
  }

  private async acknowledge(id: number): Promise<void> {
    this.sending = new Set(this.sending).add(id);
    try {
      await ask("PATCH", `/api/alerts/${id}/acknowledge`);
    } catch (error) {
      toastError(error);
    }
    const rest = new Set(this.sending);
    rest.delete(id);
    this.sending = rest;
  }
}

customElements.define("alerts-card", AlertsCard);
