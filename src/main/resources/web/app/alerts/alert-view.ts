import {LitElement, css, html, nothing} from "lit";
import "@vaadin/button";
import "@vaadin/text-area";
import type {TextArea} from "@vaadin/text-area";
import {session} from "../access/session";
import {ask, get} from "../http/api";
import {feed} from "../live/feed";
import type {LiveAlert} from "../live/frames";
import {alertKind, alertWords} from "../parts/alert-words";
import {icon} from "../parts/icons";
import {Loaded} from "../parts/loaded";
import {severitySign, severityStyles} from "../parts/severity";
import "../parts/states";
import {base} from "../parts/styles";
import "../parts/time-ago";
import {toast, toastError} from "../parts/toast";
import {place} from "../shell/place";
import {count, duration, moment} from "../text/format";
import type {Alert, Step} from "./alert";
import {t} from "./texts";

const RENEW_MILLIS = 500;
const NOTE_LENGTH_MAX = 1_000;

/** One alert: where it is, the steps of its life, and what can be done. Fires `close`, `mute` (its detail: the alert). */
class AlertView extends LitElement {
  static properties = {alertId: {type: Number}, timeZone: {type: String}, note: {state: true}, sending: {state: true}};

  static styles = [base, severityStyles, css`
    :host { display: flex; flex-direction: column; gap: 14px; padding: var(--pad); }
    header { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 4px 10px; align-items: start; }
    .message { grid-column: 2 / 4; color: var(--quiet); overflow-wrap: anywhere; }
    dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 5px 14px; font-size: var(--small); }
    dt { color: var(--quiet); }
    dd { overflow-wrap: anywhere; }
    h3 { font-size: var(--small); font-weight: 620; color: var(--quiet); margin-bottom: 8px; }
    ol { list-style: none; margin: 0; padding: 0; }
    li { position: relative; padding: 0 0 14px 24px; font-size: var(--small); }
    li::before { content: ""; position: absolute; left: 4px; top: 5px; width: 9px; height: 9px; border-radius: 50%; background: var(--surface); border: 2px solid var(--line-strong); }
    li::after { content: ""; position: absolute; left: 9.5px; top: 20px; bottom: -2px; width: 2px; background: var(--line); }
    li:last-child::after { display: none; }
    li.RAISED::before { border-color: var(--warn); background: var(--warn); }
    li.ESCALATED::before { border-color: var(--bad); background: var(--bad); }
    li.ACKNOWLEDGED::before { border-color: var(--accent); background: var(--accent); }
    li.CLEARED::before { border-color: var(--good); background: var(--good); }
    li b { font-weight: 600; }
    li time { color: var(--quiet); float: right; font-variant-numeric: tabular-nums; }
    li q { display: block; quotes: none; margin-top: 3px; padding: 6px 10px; background: var(--raised); border-radius: var(--radius-small); overflow-wrap: anywhere; }
    .deeds { display: flex; flex-wrap: wrap; gap: 8px; }
    vaadin-text-area { width: 100%; }
    form { display: grid; gap: 8px; }
    .close { border: 0; background: none; color: var(--quiet); cursor: pointer; padding: 4px; border-radius: 6px; display: inline-flex; }
    .close:hover { background: var(--raised); color: var(--text); }
  `];

  declare alertId: number;
  declare timeZone: string;
  declare private note: string;
  declare private sending: boolean;

  private readonly alert = new Loaded(this, () => [this.alertId] as const,
    async ([id], signal) => {
      const [alert, steps] = await Promise.all([get<Alert>(`/api/alerts/${id}`, {}, signal), get<Step[]>(`/api/alerts/${id}/timeline`, {}, signal)]);
      return {alert, steps};
    }, RENEW_MILLIS);

  private readonly onAlerts = (event: Event) => {
    if ((event as CustomEvent<LiveAlert[]>).detail.some(alert => alert.id === this.alertId)) {
      this.alert.refresh();
    }
  };

  constructor() {
    super();
    this.note = "";
    this.sending = false;
  }

  connectedCallback(): void {
    super.connectedCallback();
    feed.addEventListener("alerts", this.onAlerts);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    feed.removeEventListener("alerts", this.onAlerts);
  }

  protected willUpdate(changes: Map<string, unknown>): void {
    if (changes.has("alertId")) {
      this.note = "";
    }
  }

  render() {
    return this.alert.view(({alert, steps}) => this.renderAlert(alert, steps));
  }

  private renderAlert(alert: Alert, steps: readonly Step[]) {
    const over = alert.cleared_at === null ? undefined : Date.parse(alert.cleared_at);
    return html`
      <header>${severitySign(alert.severity, 22)}<h2>${alertKind(alert.alert_type)}</h2>
        <button class="close" aria-label=${t("close")} title=${t("close")} @click=${() => this.dispatchEvent(new CustomEvent("close"))}>${icon("cross", 18)}</button>
        <p class="message">${alertWords(alert.alert_type, alert)}</p></header>
      <dl>
        <dt>${t("place")}</dt><dd>${[alert.facility_code, alert.zone_name].filter(Boolean).join(" · ")}</dd>
        ${alert.bay_number ? html`<dt>${t("bay")}</dt><dd>${alert.bay_number}</dd>` : nothing}
        ${alert.device_code ? html`<dt>${t("device")}</dt><dd><a href=${place.link(`/devices/${alert.device_code}`)}>${alert.device_code}</a></dd>` : nothing}
        <dt>${t("since")}</dt><dd>${moment(Date.parse(alert.since), this.timeZone)}${alert.verified ? nothing : html` · ${t("unverified")}`}</dd>
        <dt>${over === undefined ? t("isActive") : t("duration")}</dt><dd>${over === undefined ? html`<time-ago plain .at=${alert.since}></time-ago>` : duration((over - Date.parse(alert.since)) / 1_000)}</dd>
        <dt>${t("occurrences")}</dt><dd class="number">${count(alert.occurrences)}${alert.occurrences > 1 ? html` <span class="quiet">· ${t("lastAt")} ${moment(Date.parse(alert.last_at), this.timeZone)}</span>` : nothing}</dd>
        ${alert.muted_until ? html`<dt>${t("muted")}</dt><dd>${t("mutedUntil", {time: moment(Date.parse(alert.muted_until), this.timeZone)})}</dd>` : nothing}
      </dl>
      ${session.may("operator") ? this.renderDeeds(alert) : nothing}
      <section><h3>${t("timeline")}</h3><ol>${steps.map(step => html`<li class=${step.kind}><time datetime=${step.at}>${moment(Date.parse(step.at), this.timeZone)}</time>
        <b>${t(step.kind)}</b>${step.who ? html` ${t("byWhom", {who: step.who})}` : nothing}${step.detail ? html`<q>${step.detail}</q>` : nothing}</li>`)}</ol></section>`;
  }

  private renderDeeds(alert: Alert) {
    return html`<form @submit=${(event: Event) => event.preventDefault()}>
      <vaadin-text-area label=${t("note")} maxlength=${NOTE_LENGTH_MAX} .value=${this.note} @value-changed=${(event: Event) => { this.note = (event.target as TextArea).value; }}></vaadin-text-area>
      <div class="deeds">
        ${alert.is_acknowledged ? nothing : html`<vaadin-button theme="primary" ?disabled=${this.sending} @click=${() => this.act("PATCH", "acknowledge", t("acknowledged"))}>${t("acknowledge")}</vaadin-button>`}
        <vaadin-button ?disabled=${this.sending || this.note.trim() === ""} @click=${() => this.act("POST", "notes", t("noted"))}>${t("addNote")}</vaadin-button>
        ${alert.is_active ? html`<vaadin-button @click=${() => this.dispatchEvent(new CustomEvent("mute", {detail: alert}))}>${t("mute")}</vaadin-button>` : nothing}
      </div></form>`;
  }

  private async act(method: "PATCH" | "POST", deed: "acknowledge" | "notes", done: string): Promise<void> {
    this.sending = true;
    try {
      const note = this.note.trim();
      await ask(method, `/api/alerts/${this.alertId}/${deed}`, {body: note ? {note} : {}});
      this.note = "";
      toast(done, "good");
      this.alert.run();
    } catch (error) {
      toastError(error);
    }
    this.sending = false;
  }
}

customElements.define("alert-view", AlertView);
