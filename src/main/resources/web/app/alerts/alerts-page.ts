import {LitElement, css, html, nothing} from "lit";
import {guard} from "lit/directives/guard.js";
import {repeat} from "lit/directives/repeat.js";
import "@vaadin/button";
import "@vaadin/checkbox";
import "@vaadin/menu-bar";
import type {MenuBarItem, MenuBarItemSelectedEvent} from "@vaadin/menu-bar";
import "@vaadin/select";
import type {Select} from "@vaadin/select";
import "@vaadin/text-field";
import type {TextField} from "@vaadin/text-field";
import {session} from "../access/session";
import {ask} from "../http/api";
import {feed} from "../live/feed";
import type {LiveAlert} from "../live/frames";
import {Watching} from "../live/watching";
import {ALERT_TYPES, alertKind, alertWords} from "../parts/alert-words";
import {icon} from "../parts/icons";
import {Loaded} from "../parts/loaded";
import "../parts/page-head";
import "../parts/pb-date";
import {SEVERITIES, severitySign, severityStyles, severityWord} from "../parts/severity";
import "../parts/states";
import {base, card, segments} from "../parts/styles";
import "../parts/time-ago";
import {toast, toastError} from "../parts/toast";
import {place, Placed} from "../shell/place";
import {atLeast, moment} from "../text/format";
import {alarm} from "./alarm";
import {folded, neighbour, renewed, type Alert} from "./alert";
import "./alert-view";
import {acknowledgeDialog, keysDialog, muteDialog} from "./dialogs";
import {queryOfPlace} from "./filters";
import "./linked-alerts";
import {t as parts} from "../parts/texts";
import {t} from "./texts";

const PAGE_SIZE = 100;
const SHOWN_MAX = 1_000;
const RENEW_MILLIS = 1_000;
const TYPING_MILLIS = 250;
/** Fields, lists of choices and menus: keys are theirs. */
const TYPED_INTO = /^vaadin-(?!button|checkbox)/;
const FILTERS = ["search", "severity", "type", "zone", "ack", "from", "to"] as const;

/** Alerts of the facility that is watched, as a list that is worked through by keyboard or by hand, and one of them beside it. */
class AlertsPage extends LitElement {
  static properties = {current: {state: true}, selected: {state: true}, expanded: {state: true}, more: {state: true}};

  static styles = [base, card, segments, severityStyles, css`
    :host { display: grid; gap: 12px; align-content: start; }
    .filters { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
    .filters vaadin-text-field { flex: 1 1 170px; max-width: 240px; --vaadin-field-default-width: 100%; }
    .filters vaadin-select { width: 11.4rem; --vaadin-field-default-width: 100%; }
    .halves { display: grid; grid-template-columns: minmax(0, 1fr); gap: 12px; align-items: start; }
    .halves.open { grid-template-columns: minmax(0, 1fr) minmax(320px, 400px); }
    .side { position: sticky; top: 68px; max-height: calc(100vh - 90px); overflow-y: auto; }
    ul { list-style: none; margin: 0; padding: 0; }
    li { border-top: 1px solid var(--line); }
    li:first-child { border-top: 0; }
    li { content-visibility: auto; contain-intrinsic-block-size: auto 57px; }
    .row { display: grid; grid-template-columns: auto auto minmax(0, 1fr) auto auto; gap: 1px 12px; align-items: center; padding: 9px var(--pad); position: relative; min-height: 56px; }
    .row:hover { background: color-mix(in srgb, var(--raised) 55%, transparent); }
    .row.current { background: var(--accent-soft); box-shadow: inset 3px 0 var(--accent); }
    .row > vaadin-checkbox, .row > .severity, .row > .when, .row > .deed { grid-row: 1 / 3; }
    .row.plain { grid-template-columns: auto minmax(0, 1fr) auto auto; }
    .what { grid-row: 1; font-weight: 600; overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .what a { color: inherit; text-decoration: none; }
    .what a::after { content: ""; position: absolute; inset: 0; }
    .what a:focus-visible { outline: none; }
    .row:has(a:focus-visible) { outline: 2px solid var(--accent); outline-offset: -2px; border-radius: 4px; }
    .row > :is(vaadin-checkbox, .deed), .linked { position: relative; z-index: 1; }
    .where { font-weight: 450; color: var(--quiet); }
    .says { grid-row: 2; color: var(--quiet); font-size: var(--small); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .when { text-align: end; font-size: var(--small); white-space: nowrap; }
    .deed { min-width: 116px; display: flex; justify-content: flex-end; }
    .deed vaadin-button { --vaadin-button-padding: 4px 10px; font-size: var(--small); }
    .sign { display: inline-flex; align-items: center; gap: 5px; font-size: var(--small); color: var(--quiet); white-space: nowrap; }
    .sign.done { color: var(--good); }
    .times { font-weight: 600; font-size: var(--tiny); background: var(--raised); border-radius: 99px; padding: 1px 7px; margin-inline-start: 6px; color: var(--quiet); }
    .acknowledged .what { font-weight: 500; color: var(--quiet); }
    .acknowledged .severity { opacity: .65; }
    .linked { border: 0; background: none; font: inherit; font-size: var(--small); color: var(--accent); cursor: pointer; padding: 2px 4px; display: inline-flex; align-items: center; gap: 3px; }
    .linked svg { transition: rotate .15s; }
    .linked[aria-expanded="true"] svg { rotate: 90deg; }
    linked-alerts { margin: 0 var(--pad) 8px 56px; padding-inline-start: 12px; border-inline-start: 2px solid var(--line); }
    .bulk { display: flex; align-items: center; gap: 10px; padding: 8px var(--pad); background: var(--accent-soft); border-bottom: 1px solid var(--line); border-radius: var(--radius) var(--radius) 0 0; position: sticky; top: 54px; z-index: 3; }
    .bulk b { flex: 1; font-weight: 600; }
    .foot { display: flex; justify-content: center; padding: 10px; border-top: 1px solid var(--line); }
    .good { min-height: 300px; }
    .good::part(icon) { color: var(--good); opacity: 1; }
    vaadin-menu-bar { --vaadin-button-background: var(--surface); }
    @media (max-width: 1000px) {
      .halves.open { grid-template-columns: minmax(0, 1fr); }
      .halves.open > .list { display: none; }
      .side { position: static; max-height: none; }
    }
    @media (max-width: 760px) {
      .filters { flex-wrap: nowrap; overflow-x: auto; margin: 0 -12px; padding: 2px 12px; scrollbar-width: none; }
      .filters > * { flex: none; }
      .filters vaadin-text-field { flex: none; width: 170px; }
      .row, .row.plain { grid-template-columns: auto minmax(0, 1fr) auto; padding: 10px 12px; gap: 2px 10px; }
      .row > vaadin-checkbox { display: none; }
      .row > .deed { grid-row: 3; grid-column: 2 / 4; justify-content: flex-start; min-width: 0; }
      .row:not(:has(.deed > *)) > .deed { display: none; }
      .what, .says { white-space: normal; }
      linked-alerts { margin-inline-start: 24px; }
    }
  `];

  /** Where j and k are. */
  declare private current: number | undefined;
  declare private selected: ReadonlySet<number>;
  declare private expanded: ReadonlySet<number>;
  /** Whether there are more than are shown. */
  declare private more: boolean;

  private size = PAGE_SIZE;
  private typing = 0;
  private readonly alerts: Loaded<readonly [string | undefined], Alert[]> = new Loaded(this, () => [JSON.stringify(queryOfPlace()) as string | undefined] as const, async ([query], signal) => {
    const answer = await ask<Alert[]>("GET", "/api/alerts", {query: {...JSON.parse(query ?? "{}"), page_size: this.size}, signal});
    this.more = answer.next !== undefined;
    return renewed(this.alerts.value ?? [], answer.body);
  }, RENEW_MILLIS);

  private readonly onAlerts = (event: Event) => {
    if (this.alerts.value) {
      const changes = (event as CustomEvent<LiveAlert[]>).detail;
      this.alerts.value = this.wanted(folded(this.alerts.value, changes, this.isActive));
      this.requestUpdate();
    }
    this.alerts.refresh();
  };
  private readonly onSnapshot = () => this.alerts.refresh();
  private readonly onAlarm = () => this.requestUpdate();
  private readonly onKey = (event: KeyboardEvent) => this.key(event);

  constructor() {
    super();
    this.selected = new Set();
    this.expanded = new Set();
    this.more = false;
    new Placed(this);
    new Watching(this, 1_000);
  }

  connectedCallback(): void {
    super.connectedCallback();
    feed.addEventListener("alerts", this.onAlerts);
    feed.addEventListener("snapshot", this.onSnapshot);
    alarm.addEventListener("change", this.onAlarm);
    session.addEventListener("change", this.onAlarm);
    document.addEventListener("keydown", this.onKey);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    feed.removeEventListener("alerts", this.onAlerts);
    feed.removeEventListener("snapshot", this.onSnapshot);
    alarm.removeEventListener("change", this.onAlarm);
    session.removeEventListener("change", this.onAlarm);
    document.removeEventListener("keydown", this.onKey);
    clearTimeout(this.typing);
  }

  /** What is chosen is what is seen: an alert that has gone from the list is not acknowledged with the others. */
  protected willUpdate(): void {
    const ids = this.alerts.value && new Set(this.alerts.value.map(alert => alert.id));
    if (ids && [...this.selected].some(id => !ids.has(id))) {
      this.selected = new Set([...this.selected].filter(id => ids.has(id)));
    }
  }

  private get isActive(): boolean {
    return place.get("view") !== "history";
  }

  private get open(): number | undefined {
    return Number(place.get("alert")) || undefined;
  }

  private get timeZone(): string {
    return feed.picture?.facility?.time_zone ?? "UTC";
  }

  /** Those that the filter for acknowledgement leaves, without asking. */
  private wanted(alerts: Alert[]): Alert[] {
    const ack = place.get("ack");
    return ack === undefined ? alerts : alerts.filter(alert => String(alert.is_acknowledged) === ack);
  }

  // ---- keys

  private key(event: KeyboardEvent): void {
    const typing = event.composedPath().some(element => element instanceof HTMLElement && TYPED_INTO.test(element.localName));
    if (event.ctrlKey || event.metaKey || event.altKey || typing || document.querySelector("vaadin-dialog, vaadin-confirm-dialog")) {
      return;
    }
    const deed = this.deedOf(event.key);
    if (deed) {
      event.preventDefault();
      deed();
    }
  }

  private deedOf(key: string): (() => void) | undefined {
    const alert = this.alerts.value?.find(each => each.id === this.current);
    switch (key) {
      case "j": return () => this.step(1);
      case "k": return () => this.step(-1);
      case "?": return keysDialog;
      case "Escape": return this.selected.size > 0 ? () => { this.selected = new Set(); } : this.open ? () => this.close() : undefined;
      case "x": return alert && this.may ? () => this.select(alert.id) : undefined;
      case "m": return alert && this.may ? () => void muteDialog(alert, this.timeZone) : undefined;
      case "a": return !this.may ? undefined : this.selected.size > 0 ? () => void this.acknowledgeSelected() : alert && !alert.is_acknowledged ? () => void this.acknowledge(alert) : undefined;
      default: return undefined;
    }
  }

  private get may(): boolean {
    return session.may("operator");
  }

  private step(by: 1 | -1): void {
    const ids = (this.alerts.value ?? []).map(alert => alert.id);
    this.current = neighbour(ids, this.current, by);
    if (this.open !== undefined && this.current !== undefined) {
      place.want({alert: String(this.current)}, true);
    }
    this.focusRow(this.current);
  }

  private focusRow(id: number | undefined): void {
    void this.updateComplete.then(() => {
      const link = this.renderRoot.querySelector<HTMLElement>(`[data-id="${id}"] .what a`);
      link?.focus();
      link?.scrollIntoView({block: "nearest"});
    });
  }

  private select(id: number): void {
    const selected = new Set(this.selected);
    if (!selected.delete(id)) {
      selected.add(id);
    }
    this.selected = selected;
    this.current = id;
  }

  // ---- deeds

  private async acknowledge(alert: Alert): Promise<void> {
    const next = this.neighbourOf(alert.id);
    try {
      await ask("PATCH", `/api/alerts/${alert.id}/acknowledge`);
      this.mark([alert.id]);
      toast(t("acknowledgedMany", {n: 1}), "good");
      if (place.get("ack") === "false") {
        this.current = next;
      }
    } catch (error) {
      toastError(error);
    }
  }

  private neighbourOf(id: number): number | undefined {
    const ids = (this.alerts.value ?? []).map(alert => alert.id);
    return ids[ids.indexOf(id) + 1] ?? ids[ids.indexOf(id) - 1];
  }

  private async acknowledgeSelected(): Promise<void> {
    const ids = [...this.selected];
    if (await acknowledgeDialog(ids)) {
      this.mark(ids);
      this.selected = new Set();
    }
  }

  /** Before the feed says so too. */
  private mark(ids: readonly number[]): void {
    if (this.alerts.value) {
      this.alerts.value = this.wanted(this.alerts.value.map(alert => ids.includes(alert.id) ? {...alert, is_acknowledged: true} : alert));
      this.requestUpdate();
    }
    this.alerts.refresh();
  }

  /** The keyboard goes back to where the alert stands in the list. */
  private close(): void {
    const {open} = this;
    place.want({alert: undefined});
    this.focusRow(open);
  }

  private showMore(): void {
    this.size = Math.min(SHOWN_MAX, this.size * 2);
    this.alerts.run();
  }

  // ---- what is seen

  render() {
    const {picture} = feed;
    return html`
      <page-head heading=${t("alerts")} detail=${picture ? t("summary", {active: atLeast(picture.alerts.size, picture.moreAlerts), open: atLeast(picture.unacknowledged, picture.moreAlerts)}) : ""}>
        <div class="segments" role="group" aria-label=${t("which")}>
          <button aria-pressed=${this.isActive} @click=${() => place.want({view: undefined, from: undefined, to: undefined})}>${t("active")}</button>
          <button aria-pressed=${!this.isActive} @click=${() => place.want({view: "history"})}>${t("history")}</button>
        </div>
        <vaadin-menu-bar .i18n=${{moreOptions: parts("moreOptions")}} .items=${this.alarmMenu()} @item-selected=${onAlarmItem}></vaadin-menu-bar>
        <vaadin-button @click=${keysDialog} aria-label=${t("keys")} title=${t("keys")}>?</vaadin-button>
      </page-head>
      ${this.renderFilters()}
      <div class="halves ${this.open ? "open" : ""}">
        <section class="card list" aria-label=${t("alerts")}>${this.renderBulk()}${this.alerts.view(alerts => alerts.length === 0 ? this.renderEmpty() : this.renderList(alerts))}</section>
        ${this.open ? html`<aside class="card side"><alert-view .alertId=${this.open} .timeZone=${this.timeZone} @close=${this.close}
          @mute=${(event: CustomEvent<Alert>) => void muteDialog(event.detail, this.timeZone)}></alert-view></aside>` : nothing}
      </div>`;
  }

  private alarmMenu(): MenuBarItem<{wish?: "sound" | "notification"}>[] {
    const {sound, notification} = alarm.wishes;
    return [{
      text: t("alarm"), children: [{text: t("sound"), checked: sound, wish: "sound"}, {text: t("notification"), checked: notification, wish: "notification"}]
    }];
  }

  private renderFilters() {
    const zones = feed.picture?.zonesOf(feed.picture.facility) ?? [];
    return html`<div class="filters" role="search" aria-label=${t("alerts")}>
      <vaadin-text-field clear-button-visible placeholder=${t("search")} accessible-name=${t("search")} maxlength="50" .value=${place.get("search") ?? ""}
        @value-changed=${this.onSearch}><span slot="prefix">${icon("search", 16)}</span></vaadin-text-field>
      ${select("severity", t("severity"), t("allSeverities"), SEVERITIES.map(each => [each, severityWord(each)]))}
      ${select("type", t("type"), t("allTypes"), ALERT_TYPES.map(each => [each, alertKind(each)]))}
      ${select("zone", t("zone"), t("allZones"), zones.map(zone => [zone.code, zone.name]))}
      ${select("ack", t("acknowledgement"), t("anyAcknowledgement"), [["false", t("unacknowledged")], ["true", t("acknowledged")]])}
      ${this.isActive ? nothing : html`
        <span class="quiet small" aria-hidden="true">${t("from")}</span><pb-date label=${t("from")} .value=${place.get("from") ?? ""} @day=${(event: CustomEvent<string>) => place.want({from: event.detail})}></pb-date>
        <span class="quiet small" aria-hidden="true">${t("until")}</span><pb-date label=${t("until")} .value=${place.get("to") ?? ""} @day=${(event: CustomEvent<string>) => place.want({to: event.detail})}></pb-date>`}
      ${this.filtered ? html`<vaadin-button theme="quiet" @click=${this.reset}>${t("resetFilters")}</vaadin-button>` : nothing}
    </div>`;
  }

  private get filtered(): boolean {
    return FILTERS.some(name => place.get(name) !== undefined);
  }

  private readonly reset = () => place.want(Object.fromEntries(FILTERS.map(name => [name, undefined])));

  private onSearch(event: Event): void {
    const {value} = event.target as TextField;
    clearTimeout(this.typing);
    this.typing = window.setTimeout(() => place.want({search: value.trim() || undefined}, true), TYPING_MILLIS);
  }

  private renderBulk() {
    return this.selected.size === 0 ? nothing : html`<div class="bulk" role="status"><b>${t("selected", {n: this.selected.size})}</b>
      <vaadin-button theme="primary" @click=${() => void this.acknowledgeSelected()}>${t("acknowledge")}</vaadin-button>
      <vaadin-button theme="quiet" @click=${() => { this.selected = new Set(); }}>${t("clearSelection")}</vaadin-button></div>`;
  }

  private renderEmpty() {
    if (this.filtered) {
      return html`<empty-state icon="search" heading=${t("noMatch")} detail=${t("noMatchDetail")}><vaadin-button @click=${this.reset}>${t("resetFilters")}</vaadin-button></empty-state>`;
    }
    return this.isActive ? html`<empty-state class="good" icon="check" heading=${t("quiet")} detail=${t("quietDetail")}></empty-state>`
      : html`<empty-state class="good" icon="check" heading=${t("noHistory")}></empty-state>`;
  }

  private renderList(alerts: readonly Alert[]) {
    return html`<ul>${repeat(alerts, alert => alert.id, alert => guard(this.seenOf(alert), () => this.renderAlert(alert)))}</ul>
      ${!this.more ? nothing : html`<div class="foot">${this.size < SHOWN_MAX ? html`<vaadin-button @click=${this.showMore}>${t("more")}</vaadin-button>`
        : html`<span class="quiet small">${t("newestOnly", {n: alerts.length})}</span>`}</div>`}`;
  }

  /** What a row's look depends on: hundreds of them stay as they are while one changes. */
  private seenOf(alert: Alert): unknown[] {
    return [alert, this.may, this.selected.has(alert.id), this.expanded.has(alert.id), alert.id === this.current || alert.id === this.open, location.search, this.timeZone];
  }

  private renderAlert(alert: Alert) {
    const {may} = this;
    const subject = alert.device_code ?? alert.bay_number ?? alert.zone_name ?? alert.facility_code;
    const what = `${alertKind(alert.alert_type)} ${subject}`;
    const here = alert.id === this.current || alert.id === this.open;
    return html`<li data-id=${alert.id}>
      <div class="row ${may ? "" : "plain"} ${alert.is_acknowledged ? "acknowledged" : ""} ${here ? "current" : ""}">
        ${may ? html`<vaadin-checkbox accessible-name=${t("select", {what})} .checked=${this.selected.has(alert.id)} @change=${() => this.select(alert.id)}></vaadin-checkbox>` : nothing}
        ${severitySign(alert.severity, 20)}
        <div class="what"><a href=${this.linkTo(alert.id)} aria-current=${here ? "true" : nothing} @focus=${() => { this.current = alert.id; }}>${alertKind(alert.alert_type)}</a>
          <span class="where">${[alert.zone_name, alert.bay_number, alert.device_code].filter(Boolean).join(" · ") || alert.facility_code}</span>${alert.occurrences > 1
            ? html`<span class="times number">${t("times", {n: alert.occurrences})}</span>` : nothing}</div>
        <div class="says">${alertWords(alert.alert_type, alert)}${alert.subject === "FACILITY" && alert.is_active ? html` <button class="linked" aria-expanded=${this.expanded.has(alert.id)} @click=${() => this.expand(alert.id)}>${icon("forward", 13)}${t("linked")}</button>` : nothing}</div>
        <div class="when">${this.isActive ? html`<time-ago .at=${alert.created_at} .zone=${this.timeZone}></time-ago>` : html`<span class="number">${moment(Date.parse(alert.created_at), this.timeZone)}</span>`}
          ${alert.muted_until && alert.is_active ? html`<br><span class="quiet" title=${t("mutedUntil", {time: moment(Date.parse(alert.muted_until), this.timeZone)})}>${t("muted")}</span>` : !this.isActive
            ? html`<br><span class="quiet">${alert.is_active ? t("isActive") : t("cleared")}</span>` : nothing}</div>
        <div class="deed">${alert.is_acknowledged ? html`<span class="sign done" title=${alert.acknowledged_by ? t("acknowledgedBy", {who: alert.acknowledged_by}) : nothing}>${icon("check", 16)}${t("acknowledged")}</span>`
          : may ? html`<vaadin-button aria-label=${t("acknowledgeOne", {what})} @click=${() => void this.acknowledge(alert)}>${t("acknowledge")}</vaadin-button>` : nothing}</div>
      </div>
      ${this.expanded.has(alert.id) ? html`<linked-alerts .parent=${alert.id}></linked-alerts>` : nothing}</li>`;
  }

  /** The same view with this alert beside it. */
  private linkTo(id: number): string {
    const wanted = new URLSearchParams(location.search);
    wanted.set("alert", String(id));
    return `${location.pathname}?${wanted}`;
  }

  private expand(id: number): void {
    const expanded = new Set(this.expanded);
    if (!expanded.delete(id)) {
      expanded.add(id);
    }
    this.expanded = expanded;
  }
}

function select(name: string, label: string, all: string, choices: readonly (readonly [string, string])[]) {
  return html`<vaadin-select accessible-name=${label} placeholder=${all} .items=${[["", all] as const, ...choices].map(([value, words]) => ({value, label: words}))}
    .value=${place.get(name) ?? ""} @change=${(event: Event) => place.want({[name]: (event.target as Select).value})}></vaadin-select>`;
}

async function onAlarmItem(event: MenuBarItemSelectedEvent<MenuBarItem<{wish?: "sound" | "notification"}>>): Promise<void> {
  const {wish} = event.detail.value;
  if (wish) {
    const wanted = !alarm.wishes[wish];
    await alarm.wish({[wish]: wanted});
    if (wanted && !alarm.wishes[wish]) {
      toast(t("notificationRefused"), "bad");
    }
  }
}

customElements.define("alerts-page", AlertsPage);
