import {LitElement, css, html, nothing} from "lit";
import {get} from "../http/api";
import type {Picture} from "../live/picture";
import {alertWords} from "../parts/alert-words";
import {icon} from "../parts/icons";
import {Loaded} from "../parts/loaded";
import {base} from "../parts/styles";
import {place} from "../shell/place";
import {moment} from "../text/format";
import {symbol} from "./symbol";
import {t} from "./texts";
import {kindWords, stateWords} from "./words";

/** What of `/api/bays/{id}` is read. */
interface BayRow {
  device_code: string | null;
  max_stay_minutes: number | null;
}

/** All that is known of the chosen bay. Fires `closed`. */
class BayCard extends LitElement {
  static properties = {picture: {attribute: false}, bay: {type: Number}, shown: {type: Number}, now: {type: Number}, past: {type: Boolean}};

  static styles = [base, css`
    :host { display: block; background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow-high); padding: 12px 14px; }
    header { display: flex; align-items: flex-start; gap: 10px; }
    header > div { flex: 1; min-width: 0; }
    h3 { margin: 0; font-size: 15px; font-weight: 640; overflow-wrap: anywhere; }
    button { border: 0; background: none; color: var(--quiet); cursor: pointer; padding: 4px; border-radius: 6px; display: grid; margin: -4px -6px 0 0; min-width: 28px; min-height: 28px; place-items: center; }
    button:hover { background: var(--raised); color: var(--text); }
    .state { display: flex; align-items: center; gap: 8px; margin: 10px 0; font-weight: 560; }
    dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 4px 14px; font-size: var(--small); margin: 0; }
    dt { color: var(--quiet); }
    dd { text-align: end; overflow-wrap: anywhere; }
    ul { list-style: none; margin: 10px 0 0; padding: 8px 0 0; border-top: 1px solid var(--line); font-size: var(--small); display: grid; gap: 6px; max-height: 120px; overflow-y: auto; }
    li { display: flex; gap: 8px; align-items: flex-start; }
    li svg { flex: none; margin-top: 1px; }
    .CRITICAL svg { color: var(--bad); } .WARNING svg { color: var(--warn); } .INFO svg { color: var(--accent); }
    li a { color: var(--text); text-decoration: none; }
    li a:hover { text-decoration: underline; }
  `];

  declare picture: Picture;
  declare bay: number;
  declare shown: number;
  declare now: number;
  declare past: boolean;

  private readonly row = new Loaded(this, () => [this.picture?.bays.idOf(this.bay)] as const, ([id], signal) => get<BayRow>(`/api/bays/${id}`, undefined, signal));

  render() {
    const {bays} = this.picture;
    const zone = this.picture.zone(bays.zone[this.bay]);
    const since = bays.since[this.bay];
    const row = this.row.value;
    return html`<header><div><h3>${t("bay", {number: bays.number[this.bay]})}</h3><p class="quiet small">${zone?.name}${bays.kind[this.bay] === "STANDARD" ? nothing : ` · ${kindWords(bays.kind[this.bay])}`}</p></div>
        <button aria-label=${t("close")} title=${t("close")} @click=${() => this.dispatchEvent(new CustomEvent("closed"))}>${icon("cross", 18)}</button></header>
      <p class="state">${symbol(this.shown, 18)}<span>${stateWords(this.picture, this.bay, this.shown, this.now)}</span></p>
      <dl>
        ${Number.isNaN(since) ? nothing : html`<dt>${t("since")}</dt><dd class="number">${moment(since * 1_000, this.picture.facility?.time_zone ?? "UTC")}</dd>`}
        ${row?.max_stay_minutes ? html`<dt>${t("limit")}</dt><dd class="number">${t("minutes", {n: row.max_stay_minutes})}</dd>` : nothing}
        <dt>${t("device")}</dt><dd>${row === undefined ? "…" : row.device_code
          ? html`<a href=${place.link(`/devices/${encodeURIComponent(row.device_code)}`)} aria-label=${t("openDevice", {code: row.device_code})}>${row.device_code}</a>` : t("noDevice")}</dd>
      </dl>
      ${this.past ? nothing : this.renderAlerts()}`;
  }

  private renderAlerts() {
    const id = this.picture.bays.idOf(this.bay);
    const alerts = [...this.picture.alerts.values()].filter(alert => alert.bay_id === id);
    return alerts.length === 0 ? nothing : html`<ul aria-label=${t("openAlerts", {n: alerts.length})}>${alerts.map(alert => html`<li class=${alert.severity}>
      ${icon(alert.severity === "CRITICAL" ? "critical" : alert.severity === "WARNING" ? "warning" : "info", 16)}<a href=${place.link("/alerts", {alert: String(alert.id)})}>${alertWords(alert.type, alert)}</a></li>`)}</ul>`;
  }
}

customElements.define("bay-card", BayCard);
