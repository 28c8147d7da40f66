import {LitElement, css, html, nothing, render} from "lit";
import {guard} from "lit/directives/guard.js";
import {styleMap} from "lit/directives/style-map.js";
import type {RouterLocation} from "@vaadin/router";
import "@vaadin/button";
import "@vaadin/grid";
import type {GridItemModel} from "@vaadin/grid";
import "@vaadin/grid/vaadin-grid-column";
import type {GridColumn} from "@vaadin/grid/vaadin-grid-column";
import {session} from "../access/session";
import type {Alert} from "../alerts/alert";
import {ApiError, ask, get, queryOf} from "../http/api";
import {feed} from "../live/feed";
import {alertKind, alertWords} from "../parts/alert-words";
import {icon} from "../parts/icons";
import {Loaded} from "../parts/loaded";
import "../parts/page-head";
import "../parts/pb-chart";
import {severitySign, severityStyles} from "../parts/severity";
import "../parts/states";
import {base, card, segments} from "../parts/styles";
import {serverNow} from "../parts/time-ago";
import {place, Placed} from "../shell/place";
import {count, day, decimal, duration, moment, percent, percentage} from "../text/format";
import {lines, timeline, type Line} from "./charts";
import {mood, type Device} from "./device";
import {beginOf, lasting, line, rangeIn, RANGES, steps, type Factor, type Gap, type Point, type Range, type Reading, type Series, type Stay} from "./history";
import {signStyles, statusBadge} from "./signs";
import {t} from "./texts";

const STAYS_MAX = 500;
const READINGS_PAGE = 50;
const SLOW_MILLIS = 30_000;

interface Facts {
  device: Device;
  factors: Factor[];
}

/** One device: how it is and why, and what it has said in the last day, week or month. */
class DevicePage extends LitElement {
  static properties = {location: {attribute: false}, page: {state: true}};

  static styles = [base, card, segments, signStyles, severityStyles, css`
    :host { display: grid; gap: 14px; align-content: start; }
    .top { display: grid; grid-template-columns: minmax(0, 1.15fr) minmax(0, 1fr); gap: 14px; }
    .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 400px), 1fr)); gap: 14px; }
    .halves { display: grid; grid-template-columns: minmax(0, 1fr) minmax(0, 1fr); gap: 14px; align-items: start; }
    .now { display: flex; flex-wrap: wrap; gap: 10px 28px; padding: 14px var(--pad); border-bottom: 1px solid var(--line); align-items: center; }
    .now > div { display: grid; gap: 3px; }
    .label { color: var(--quiet); font-size: var(--small); }
    .bay { display: inline-flex; align-items: center; gap: 6px; font-weight: 600; }
    .bay i { width: 11px; height: 11px; border-radius: 3px; }
    .bay.occupied i { background: var(--occupied); }
    .bay.free i { border: 2px solid var(--free); }
    .bay.unknown i { border: 2px dashed var(--unknown); }
    dl { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: 12px 18px; padding: 14px var(--pad); }
    dt { color: var(--quiet); font-size: var(--small); }
    dd { font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
    .score { display: flex; align-items: baseline; gap: 8px; }
    .score b { font-size: 30px; line-height: 1; font-weight: 680; letter-spacing: -.02em; font-variant-numeric: tabular-nums; }
    .score.bad b { color: var(--bad); }
    .score.warn b { color: var(--warn); }
    .factors { display: grid; gap: 9px; padding: 0 var(--pad) var(--pad); }
    .factor { display: grid; grid-template-columns: 84px minmax(0, 1fr) auto; gap: 2px 12px; align-items: center; font-size: var(--small); }
    .factor .track { height: 7px; border-radius: 99px; background: color-mix(in srgb, var(--quiet) 18%, transparent); overflow: hidden; }
    .factor .track i { display: block; height: 100%; border-radius: 99px; }
    .factor.good .track i { background: var(--good); }
    .factor.warn .track i { background: var(--warn); }
    .factor.bad .track i { background: var(--bad); }
    pb-chart { height: 190px; margin: 0 var(--pad) var(--pad); }
    pb-chart.timeline { height: 104px; min-height: 104px; }
    vaadin-grid { border: 0; border-top: 1px solid var(--line); max-height: 400px; border-radius: 0 0 var(--radius) var(--radius); }
    ul { list-style: none; margin: 0; padding: 0; max-height: 400px; overflow-y: auto; border-top: 1px solid var(--line); }
    li { display: grid; grid-template-columns: auto minmax(0, 1fr) auto; gap: 1px 10px; padding: 8px var(--pad); border-bottom: 1px solid var(--line); align-items: center; font-size: var(--small); }
    li:last-child { border: 0; }
    li a { font-weight: 600; color: inherit; }
    .foot { display: flex; justify-content: flex-end; gap: 8px; padding: 8px var(--pad); border-top: 1px solid var(--line); }
    .export { display: inline-flex; align-items: center; gap: 6px; text-decoration: none; color: var(--text); border: 1px solid var(--line-strong); border-radius: var(--radius-small); padding: 6px 12px; font-weight: 550; background: var(--surface); }
    .export:hover { background: var(--raised); }
    .over { color: var(--overstay); font-weight: 600; }
    @media (max-width: 900px) { .top, .halves { grid-template-columns: minmax(0, 1fr); } }
  `];

  /** Set by the router. */
  declare location: RouterLocation | undefined;
  /** Of the readings, from 1. */
  declare private page: number;
  /** The device whose readings they are. */
  private paged: string | undefined;

  private readonly facts = new Loaded(this, () => [this.code] as const, async ([code], signal): Promise<Facts> => {
    const [device] = await get<Device[]>("/api/devices", {code}, signal);
    if (!device) {
      throw new ApiError(404, t("noSuchDevice", {code: code ?? ""}));
    }
    return {device, factors: await get<Factor[]>(`/api/devices/${device.id}/health`, {}, signal)};
  });
  private readonly series = new Loaded(this, () => [this.device?.id, this.range] as const,
    ([id, range], signal) => get<Series>(`/api/devices/${id}/series`, this.span(range), signal), SLOW_MILLIS);
  private readonly stays = new Loaded(this, () => [this.device?.id, this.range] as const, async ([, range], signal) => {
    const bay = this.device?.bay_id;
    const answer = bay ? await ask<Stay[]>("GET", `/api/bays/${bay}/stays`, {query: {...this.span(range), page_size: STAYS_MAX}, signal}) : {body: [], next: undefined};
    return {stays: answer.body, more: answer.next !== undefined, ...this.times(range)};
  });
  private readonly alerts = new Loaded(this, () => [this.device?.device_code, this.range] as const,
    ([device, range], signal) => get<Alert[]>("/api/alerts", {device, from: this.span(range).from}, signal));
  private readonly gaps = new Loaded(this, () => [this.device?.id, this.range] as const,
    ([id, range], signal) => get<Gap[]>(`/api/devices/${id}/gaps`, this.span(range), signal), SLOW_MILLIS);
  private readonly readings = new Loaded(this, () => [this.device?.id, this.range, this.page] as const, async ([id, range, page], signal) => {
    const {body, next} = await ask<Reading[]>("GET", `/api/devices/${id}/readings`, {query: {...this.span(range), page, page_size: READINGS_PAGE}, signal});
    return {readings: body, more: next !== undefined};
  });
  private readonly onHeard = () => {
    [this.facts, this.series, this.stays, this.gaps].forEach(loaded => loaded.refresh());
    if (this.page === 1) {
      this.readings.refresh();
    }
  };
  private readonly onAlerts = () => this.alerts.refresh();
  private readonly onSession = () => this.requestUpdate();

  constructor() {
    super();
    this.page = 1;
    new Placed(this);
  }

  connectedCallback(): void {
    super.connectedCallback();
    feed.addEventListener("delta", this.onHeard);
    feed.addEventListener("alerts", this.onAlerts);
    session.addEventListener("change", this.onSession);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    feed.removeEventListener("delta", this.onHeard);
    feed.removeEventListener("alerts", this.onAlerts);
    session.removeEventListener("change", this.onSession);
  }

  /** The router keeps the page for another device. */
  protected willUpdate(): void {
    if (this.code !== this.paged) {
      this.paged = this.code;
      this.page = 1;
    }
  }

  private get code(): string | undefined {
    const {code} = this.location?.params ?? {};
    return code === undefined ? undefined : String(code);
  }

  private get device(): Device | undefined {
    return this.facts.value?.device.device_code === this.code ? this.facts.value?.device : undefined;
  }

  private get range(): Range {
    return rangeIn(place.get("range"));
  }

  private get timeZone(): string {
    return feed.picture?.facilities.find(facility => facility.id === this.device?.facility_id)?.time_zone ?? "UTC";
  }

  private times(range: Range): {from: number, to: number} {
    const to = Math.ceil(serverNow());
    return {from: beginOf(range, to), to};
  }

  private span(range: Range): {from: string, to: string} {
    const {from, to} = this.times(range);
    return {from: new Date(from).toISOString(), to: new Date(to).toISOString()};
  }

  private choose(range: Range): void {
    this.page = 1;
    place.want({range: range === "24h" ? undefined : range});
  }

  render() {
    const {device} = this;
    return html`
      <page-head heading=${this.code ?? ""} detail=${device ? [device.model, device.facility_name].join(" · ") : ""}>
        <div class="segments" role="group" aria-label=${t("range")}>${(Object.keys(RANGES) as Range[]).map(range => html`
          <button aria-pressed=${this.range === range} @click=${() => this.choose(range)}>${t(`range${range}`)}</button>`)}</div>
        ${device ? html`<a class="export" download=${`${device.device_code}.csv`} router-ignore href=${`/api/devices/${device.id}/readings/export${queryOf(this.span(this.range))}`}>${icon("download", 17)}${t("exportReadings")}</a>` : nothing}
      </page-head>
      ${this.facts.view(facts => html`${this.renderTop(facts)}${this.renderCredentials(facts.device)}${facts.device.last_seen_at === null ? nothing : this.renderOccupancy(facts.device)}
        ${facts.device.last_seen_at === null ? html`<section class="card"><empty-state icon="devices" heading=${t("neverHeard")} detail=${t("neverHeardDetail")}></empty-state></section>`
          : html`${this.renderCharts()}<div class="halves">${this.renderAlerts()}${this.renderGaps(facts.device)}</div>${this.renderReadings()}`}`)}`;
  }

  private renderTop({device, factors}: Facts) {
    const bay = device.bay_id === null ? undefined : device.occupied === null || device.status !== "ONLINE" && device.occupied_since === null ? "unknown" : device.occupied ? "occupied" : "free";
    return html`<div class="top">
      <section class="card"><div class="now">
          ${statusBadge(device.status)}
          <div><span class="label">${t("last_seen")}</span><time-ago .at=${device.last_seen_at} .zone=${this.timeZone}></time-ago></div>
          ${bay ? html`<div><span class="label">${t("bay")} ${device.slot_number}</span><span class="bay ${bay}"><i></i>${t(bay)}${device.occupied_since ? html`<span class="quiet small"> <time-ago plain .at=${device.occupied_since} .zone=${this.timeZone}></time-ago></span>` : nothing}</span></div>` : nothing}
          ${device.quarantined_until === null ? nothing : html`<div><span class="label">${t("quarantine")}</span><span class="warn">${session.may("operator")
            ? html`<a href=${place.link("/admin/quarantine", {search: device.device_code})}>${t("notHeardUntil", {when: moment(Date.parse(device.quarantined_until), this.timeZone)})}</a>`
            : t("notHeardUntil", {when: moment(Date.parse(device.quarantined_until), this.timeZone)})}</span></div>`}
          ${device.open_alerts > 0 ? html`<div><span class="label">${t("alerts")}</span><a href=${place.link("/alerts", {search: device.device_code})}>${t("openAlerts", {n: device.open_alerts})}</a></div>` : nothing}
        </div>
        <dl>
          ${fact(t("zone"), device.zone_code ? html`<a href=${place.link("/", {facility: device.facility_code, zone: device.zone_code})}>${device.zone_name}</a>` : t("gateway"))}
          ${fact(t("voltage"), device.voltage === null ? undefined : t("volts", {value: decimal(device.voltage)}))}
          ${fact(t("power"), device.power === null ? undefined : t("watts", {value: decimal(device.power)}))}
          ${fact(t("battery"), device.battery === null ? undefined : percentage(device.battery))}
          ${fact(t("rssi"), device.rssi === null ? undefined : `${t("dbm", {value: decimal(device.rssi)})}${device.snr === null ? "" : ` · ${decimal(device.snr)} dB`}`)}
          ${fact(t("temperature"), device.temperature === null ? undefined : `${decimal(device.temperature)} °C`)}
          ${fact(t("clock_skew"), device.clock_skew_ms === null ? undefined : t("seconds", {value: decimal(device.clock_skew_ms / 1_000)}), t("skewHint"))}
          ${fact(t("missing"), count(device.missing), t("missingHint"))}
          ${fact(t("firmware"), device.firmware ?? undefined)}
          ${fact("DevEUI", device.dev_eui ?? undefined)}
          ${fact(t("interval"), device.expected_interval_seconds === null ? undefined : duration(device.expected_interval_seconds))}
          ${fact(t("installed"), day(Date.parse(device.installed_at), this.timeZone))}
        </dl></section>
      <section class="card"><header><h2>${t("health")}</h2></header>
        ${device.health_score === null ? html`<empty-state heading=${t("noHealth")}></empty-state>` : html`<div class="factors">
          <div class="score ${mood(device.health_score)}"><b>${count(device.health_score)}</b><span class="quiet">${t("ofHundred")}</span></div>
          ${factors.map(renderFactor)}</div>`}</section></div>`;
  }

  private renderCredentials(device: Device) {
    if (!session.may("administrator")) {
      return nothing;
    }
    void import("../admin/broker/credentials-card");
    return html`<credentials-card .device=${device.id} .code=${device.device_code} .zone=${this.timeZone} .active=${device.is_active} .uplink=${device.dev_eui !== null}></credentials-card>`;
  }

  private renderOccupancy(device: Device) {
    return device.bay_id === null ? nothing : html`<section class="card"><header><h2>${t("occupancy")}</h2></header>
      ${this.stays.view(({stays, more, from, to}) => {
        const spells = stays.map(stay => [Date.parse(stay.arrived_at), stay.departed_at === null ? undefined : Date.parse(stay.departed_at)] as const);
        const silent = (this.alerts.value ?? []).filter(alert => alert.alert_type === "DEVICE_OFFLINE").map(alert => [Date.parse(alert.since), alert.cleared_at === null ? undefined : Date.parse(alert.cleared_at)] as const);
        const words = t("occupiedShare", {share: percent(lasting(spells, from, to), to - from), stays: t("stays", {n: stays.length})});
        return html`<p class="small quiet" style="padding: 0 var(--pad)">${words}${more ? ` · ${t("newestOnly", {n: STAYS_MAX})}` : ""}</p>
          <pb-chart class="timeline" label=${`${t("occupancy")}: ${words}`} .option=${guard([stays, this.alerts.value, this.timeZone],
            () => timeline(steps(spells, from, to), steps(silent, from, to), [t("occupied"), t("offline")], from, to, this.timeZone))}></pb-chart>
          ${stays.length === 0 ? nothing : html`<vaadin-grid theme="no-border" all-rows-visible=${stays.length < 8 ? "" : nothing} .items=${stays} aria-label=${t("staysList")}>
            <vaadin-grid-column width="165px" .header=${t("arrived")} .renderer=${this.arrived}></vaadin-grid-column>
            <vaadin-grid-column width="165px" .header=${t("departed")} .renderer=${this.departed}></vaadin-grid-column>
            <vaadin-grid-column width="210px" .header=${t("length")} .renderer=${this.length}></vaadin-grid-column></vaadin-grid>`}`;
      })}</section>`;
  }

  private readonly arrived = cell<Stay>(stay => moment(Date.parse(stay.arrived_at), this.timeZone));
  private readonly departed = cell<Stay>(stay => stay.departed_at === null ? html`<span class="quiet">${t("stillThere")}</span>` : moment(Date.parse(stay.departed_at), this.timeZone));
  private readonly length = cell<Stay>(stay => html`${duration(((stay.departed_at === null ? serverNow() : Date.parse(stay.departed_at)) - Date.parse(stay.arrived_at)) / 1_000)}${
    stay.overstay_seconds === null ? nothing : html` <span class="over">· ${t("tooLong", {by: duration(stay.overstay_seconds)})}</span>`}`);

  private renderCharts() {
    return this.series.view(series => {
      const of = (pick: (point: Point) => number | null) => line(series.points, pick, series.bucket_seconds);
      // bounds say more than the mean where a bucket holds some heartbeats
      const several = series.points.reduce((sum, point) => sum + point.heartbeats, 0) > 2 * series.points.length;
      const charts: readonly (readonly [string, string, readonly Line[]])[] = [
        [t("voltage"), "V", [{name: t("mean"), dots: of(point => point.voltage), colour: "series-1"}, ...several ? [
          {name: t("least"), dots: of(point => point.voltage_min), colour: "series-2", faint: true}, {name: t("most"), dots: of(point => point.voltage_max), colour: "series-3", faint: true}] : []]],
        [t("power"), "W", [{name: t("mean"), dots: of(point => point.power), colour: "series-1"}, ...several ? [{name: t("most"), dots: of(point => point.power_max), colour: "series-3", faint: true}] : []]],
        [t("battery"), "%", [{name: t("battery"), dots: of(point => point.battery), colour: "series-4"}]],
        [t("rssi"), "dBm", [{name: t("rssi"), dots: of(point => point.rssi), colour: "series-1"}]],
        [t("temperature"), "°C", [{name: t("temperature"), dots: of(point => point.temperature), colour: "series-3"}]],
        [t("clock_skew"), "s", [{name: t("clock_skew"), dots: of(point => point.delay), colour: "series-2"}]]
      ];
      const said = charts.filter(([, , lines]) => lines.some(one => one.dots.length > 0));
      return said.length === 0 ? html`<section class="card"><empty-state heading=${t("noHeartbeats")}></empty-state></section>`
        : html`<div class="charts">${said.map(([name, unit, all]) => html`<section class="card"><header><h2>${name}</h2></header>
          <pb-chart label=${name} .option=${guard([series, this.timeZone], () => lines(all, unit, Date.parse(series.from), Date.parse(series.to), this.timeZone))}
            .table=${guard([series, this.timeZone], () => tableOf(all, unit, this.timeZone))}></pb-chart></section>`)}</div>`;
    });
  }

  private renderAlerts() {
    return html`<section class="card"><header><h2>${t("alerts")}</h2></header>${this.alerts.view(alerts => alerts.length === 0 ? html`<empty-state icon="check" heading=${t("noAlerts")}></empty-state>`
      : html`<ul tabindex="0" aria-label=${t("alerts")}>${alerts.map(alert => html`<li>${severitySign(alert.severity, 18)}
        <span><a href=${place.link("/alerts", {view: alert.is_active ? undefined : "history", alert: String(alert.id)})}>${alertKind(alert.alert_type)}</a> <span class="quiet">${alertWords(alert.alert_type, alert)}</span></span>
        <span class="quiet number">${alert.cleared_at === null ? html`<time-ago .at=${alert.created_at} .zone=${this.timeZone}></time-ago>` : `${moment(Date.parse(alert.created_at), this.timeZone)} · ${duration((Date.parse(alert.cleared_at) - Date.parse(alert.created_at)) / 1_000)}`}</span></li>`)}</ul>`)}</section>`;
  }

  private renderGaps(device: Device) {
    return html`<section class="card"><header><h2>${t("gaps")}</h2><span class="quiet small">${t("missingEver", {n: device.missing})}</span></header>
      ${this.gaps.view(gaps => gaps.length === 0 ? html`<empty-state icon="check" heading=${t("noGaps")}></empty-state>`
        : html`<ul tabindex="0" aria-label=${t("gaps")}>${gaps.map(gap => html`<li><b class="number">${t("missingHere", {n: gap.missing})}</b>
          <span class="quiet">${moment(Date.parse(gap.after), this.timeZone)} – ${moment(Date.parse(gap.before), this.timeZone)}</span><span class="quiet number">#${gap.after_seq} → #${gap.before_seq}</span></li>`)}</ul>`)}</section>`;
  }

  private renderReadings() {
    return html`<section class="card"><header><h2>${t("readings")}</h2></header>${this.readings.view(({readings, more}) => readings.length === 0
      ? html`<empty-state heading=${t("noReadings")}></empty-state>`
      : html`<vaadin-grid theme="no-border" all-rows-visible=${readings.length < 8 ? "" : nothing} .items=${readings} aria-label=${t("readings")}>
          <vaadin-grid-column width="170px" .header=${t("time")} .renderer=${this.time}></vaadin-grid-column>
          <vaadin-grid-column width="110px" .header=${t("kind")} .renderer=${this.kind}></vaadin-grid-column>
          <vaadin-grid-column width="240px" flex-grow="3" .header=${t("content")} .renderer=${this.content}></vaadin-grid-column>
          <vaadin-grid-column width="80px" .header="#" .renderer=${this.seq}></vaadin-grid-column>
          <vaadin-grid-column width="100px" .header=${t("clock_skew")} .renderer=${this.delay}></vaadin-grid-column></vaadin-grid>
        <div class="foot"><vaadin-button ?disabled=${this.page === 1} @click=${() => { this.page--; }}>${t("newer")}</vaadin-button>
          <vaadin-button ?disabled=${!more} @click=${() => { this.page++; }}>${t("older")}</vaadin-button></div>`)}</section>`;
  }

  private readonly time = cell<Reading>(reading => html`<time datetime=${reading.time}>${moment(Date.parse(reading.time), this.timeZone)}</time>`);
  private readonly kind = cell<Reading>(reading => t(reading.kind));
  private readonly seq = cell<Reading>(reading => reading.seq === null ? "–" : String(reading.seq));
  private readonly delay = cell<Reading>(reading => t("seconds", {value: decimal((Date.parse(reading.received_at) - Date.parse(reading.time)) / 1_000)}));
  private readonly content = cell<Reading>(reading => reading.occupied !== null ? t(reading.occupied ? "occupied" : "free")
    : [said(reading.voltage, "V"), said(reading.current, "A"), said(reading.power_factor, "cos φ"), reading.battery === null ? "" : percentage(reading.battery), said(reading.rssi, "dBm"), said(reading.snr, "dB"), said(reading.temperature, "°C")]
      .filter(Boolean).join(" · ") || "–");
}

/** A renderer of a grid's column. */
function cell<Row>(show: (row: Row) => unknown): (root: HTMLElement, column: GridColumn<Row>, model: GridItemModel<Row>) => void {
  return (root, _, {item}) => render(show(item), root);
}

function said(value: number | null, unit: string): string | undefined {
  return value === null ? undefined : unit === "cos φ" ? `${unit} ${decimal(value)}` : `${decimal(value)} ${unit}`;
}

function fact(name: string, value: unknown, hint?: string) {
  return value === undefined ? nothing : html`<div title=${hint ?? nothing}><dt>${name}</dt><dd>${value}</dd></div>`;
}

function renderFactor({factor, weight, score, value}: Factor) {
  const words = {recency: () => t("ago", {age: duration(value)}), voltage: () => t("volts", {value: decimal(value)}), power: () => t("watts", {value: decimal(value)}),
    battery: () => percentage(value), alerts: () => t("openAlerts", {n: value})}[factor]();
  return html`<div class="factor ${mood(score)}"><span>${t(`factor_${factor}`)}</span>
    <span class="track" aria-hidden="true"><i style=${styleMap({width: `${score}%`})}></i></span>
    <span class="number">${t("factorScore", {score: Math.round(score), weight})}</span><span></span><span class="quiet">${words}</span></div>`;
}

function tableOf(all: readonly Line[], unit: string, timeZone: string) {
  const most = 48, dots = all[0].dots, step = Math.max(1, Math.ceil(dots.length / most));
  return {head: [t("time"), ...all.map(one => `${one.name} (${unit})`)], rows: dots.filter((_, i) => i % step === 0).map((dot, i) => [moment(dot[0], timeZone), ...all.map(one => {
    const value = one.dots[i * step]?.[1];
    return value === null || value === undefined ? "–" : decimal(value);
  })])};
}

customElements.define("device-page", DevicePage);
