import {LitElement, css, html, nothing} from "lit";
import "@vaadin/menu-bar";
import type {MenuBarItem, MenuBarItemSelectedEvent} from "@vaadin/menu-bar";
import "@vaadin/select";
import type {Select} from "@vaadin/select";
import {session} from "../access/session";
import {ApiError, ask, type Query} from "../http/api";
import type {Facility} from "../live/frames";
import {feed} from "../live/feed";
import {Watching} from "../live/watching";
import {Loaded} from "../parts/loaded";
import "../parts/page-head";
import "../parts/pb-date";
import "../parts/states";
import {base, card, segments} from "../parts/styles";
import {serverNow} from "../parts/time-ago";
import {place, Placed} from "../shell/place";
import {isoDate} from "../text/format";
import {background} from "./background";
import {isTelling, type Chart} from "./chart";
import "./download-link";
import {daysOf, presetOf, PRESETS, type Preset, type Range} from "./range";
import "./report-charts";
import "./report-table";
import type {PreviewTable} from "./report-table";
import {LANGUAGE, FORMAT_NAMES, FORMATS, PAPERS, reportList, titleOf, USUAL_PAPER, type Format, type Report} from "./runs";
import {written, type Kind, type Value} from "./table";
import {notYours, reportTabs} from "./tabs";
import {t} from "./texts";

interface Preview {
  title: string;
  place: string;
  time_zone: string;
  notices: readonly string[];
  figures: readonly {label: string, kind: Kind, value: Value, note: string | null}[];
  findings: readonly {title: string, sentences: readonly string[]}[];
  charts: readonly Chart[];
  tables: readonly PreviewTable[];
}

/** The most rows the API gives of each table. */
const ROWS = 1_000;
const TIMEOUT_MILLIS = 60_000;
/** The formats that can be made in the background. */
const BACKGROUND: MenuBarItem<{format?: Format}>[] = [{text: t("inBackground"), children: FORMATS.map(format => ({text: FORMAT_NAMES[format], format}))}];
const MONTHLY = "month-at-a-glance";

/** Reports before they are printed: chosen, filtered, sorted, and taken along as files. */
class ReportsPage extends LitElement {
  static styles = [base, card, segments, css`
    :host { display: grid; gap: var(--gap); }
    .frame { display: grid; grid-template-columns: 16rem minmax(0, 1fr); gap: var(--gap); align-items: start; }
    .list { position: sticky; top: 70px; display: grid; gap: 2px; }
    .list a { display: grid; gap: 1px; padding: 9px 12px; border-radius: var(--radius-small); color: inherit; text-decoration: none; }
    .list a:hover { background: var(--raised); }
    .list b { font-weight: 600; }
    .list a[aria-current] { background: var(--accent-soft); }
    .list a[aria-current] b { color: var(--accent); }
    .range { display: flex; flex-wrap: wrap; align-items: end; gap: 10px 14px; }
    .main { display: grid; gap: var(--gap); min-width: 0; }
    .filters { display: flex; flex-wrap: wrap; align-items: end; gap: 10px 14px; }
    .filters vaadin-select { width: 15em; --vaadin-field-default-width: 100%; }
    .filters .segments { margin-bottom: 3px; }
    .dates { display: flex; gap: 8px; align-items: end; }
    .dates .small { padding-bottom: 7px; }
    .filters .fault { flex-basis: 100%; color: var(--bad); font-size: var(--small); }
    .fault::first-letter { text-transform: uppercase; }
    .downloads { display: flex; flex-wrap: wrap; align-items: center; gap: 8px; }
    .downloads vaadin-select { width: 6.6em; --vaadin-field-default-width: 100%; }
    .downloads vaadin-menu-bar { --vaadin-button-background: var(--surface); }
    .notice { margin: 0 var(--pad) 12px; padding: 9px 12px; border-radius: var(--radius-small); background: var(--info-soft); }
    .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(130px, 1fr)); gap: 12px; padding: 0 var(--pad) var(--pad); }
    .figures dt { color: var(--quiet); font-size: var(--small); }
    .figures .value { font-size: 1.45rem; font-weight: 640; letter-spacing: -.01em; }
    .findings { padding: 0 var(--pad) var(--pad); }
    .findings ul { padding-inline-start: 1.2em; display: grid; gap: 3px; }
    .shown { overflow: hidden; }
    .shown > header .segments { flex-wrap: wrap; }
    @media (min-width: 901px) { .pick { display: none; } }
    @media (max-width: 900px) {
      .frame { grid-template-columns: minmax(0, 1fr); }
      .list { display: none; }
      .pick { width: 100%; --vaadin-field-default-width: 100%; }
      .filters vaadin-select { flex: 1 1 130px; }
    }
  `];

  private readonly reports = new Loaded(this, () => [session.may("manager") || undefined] as const, (_, signal) => reportList(signal));
  private readonly preview = new Loaded(this, () => [this.known(), this.facility()?.id, this.zoneId() ?? "", this.range()?.from, this.range()?.to] as const,
    async ([report, facility, zone, from, to], signal) => (await ask<Preview>("GET", `/api/reports/${report}`,
      {query: {facility, zone, from, to, language: LANGUAGE, rows: ROWS}, signal, timeoutMillis: TIMEOUT_MILLIS})).body);
  private readonly again = () => this.requestUpdate();

  constructor() {
    super();
    new Placed(this);
    new Watching(this, 60_000);
  }

  connectedCallback(): void {
    super.connectedCallback();
    session.addEventListener("change", this.again);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    session.removeEventListener("change", this.again);
  }

  private facility(): Facility | undefined {
    return feed.picture?.facility;
  }

  private wanted(): string | undefined {
    return place.get("report") ?? this.reports.value?.[0]?.name;
  }

  /** The wanted report, if there is one of that name. */
  private known(): string | undefined {
    return this.reports.value?.find(report => report.name === this.wanted())?.name;
  }

  private zones() {
    const facility = this.facility();
    return facility ? feed.picture?.zonesOf(facility) ?? [] : [];
  }

  /** What is no zone's code here goes to the server as it is, which says so. */
  private zoneId(): number | string | undefined {
    const code = place.get("zone");
    return this.zones().find(zone => zone.code === code)?.id ?? code;
  }

  /** The chosen preset; the report's own where no days are named either. */
  private preset(): Preset | undefined {
    return presetOf(place.get("range")) ?? (place.get("from") || place.get("to") ? undefined : this.wanted() === MONTHLY ? "month" : "week");
  }

  private range(): Range | undefined {
    const facility = this.facility();
    if (!facility) {
      return undefined;
    }
    const today = isoDate(serverNow(), facility.time_zone);
    const preset = this.preset();
    return preset ? daysOf(preset, today) : {from: place.get("from") ?? "", to: place.get("to") ?? today};
  }

  private query(): Query {
    return {facility: this.facility()?.id, zone: this.zoneId(), ...this.range(), language: LANGUAGE};
  }

  private table(preview: Preview): PreviewTable | undefined {
    return preview.tables.find(table => table.name === place.get("table")) ?? preview.tables[0];
  }

  render() {
    const head = html`<page-head heading=${t("title")}>${session.may("manager") ? reportTabs() : nothing}</page-head>`;
    if (!session.person) {
      return html`${head}<loading-state></loading-state>`;
    }
    if (!session.may("manager")) {
      return notYours();
    }
    if (feed.picture && !feed.picture.facility) {
      return html`${head}<empty-state heading=${t("noFacility")}></empty-state>`;
    }
    return html`${head}${this.reports.view(reports => html`<div class="frame">
      ${this.renderList(reports)}
      <div class="main">${this.known() ? [this.renderFilters(reports), this.renderPreview()]
        : html`<empty-state icon="search" heading=${t("noReport")} detail=${t("noReportDetail")}></empty-state>`}</div></div>`)}`;
  }

  /** The same range and zone in another report; its own tables and order. */
  private renderList(reports: readonly Report[]) {
    const kept = Object.fromEntries(["zone", "range", "from", "to", "paper"].map(name => [name, place.get(name)]));
    return html`<nav class="list" aria-label=${t("list")}>${reports.map(report => html`<a href=${place.link("/reports", {...kept, report: report.name})}
        aria-current=${report.name === this.wanted() ? "page" : nothing}><b>${report.title}</b><span class="small quiet">${report.description}</span></a>`)}</nav>
      <vaadin-select class="pick" label=${t("report")} .items=${reports.map(report => ({value: report.name, label: report.title}))} .value=${this.known() ?? ""}
        @change=${(event: Event) => place.want({report: (event.target as Select).value, table: undefined, sort: undefined})}></vaadin-select>`;
  }

  private renderFilters(reports: readonly Report[]) {
    const facilities = feed.picture?.facilities ?? [];
    const range = this.range();
    const longest = reports.find(report => report.name === this.known())?.days_max;
    const choose = (name: "from" | "to") => (event: CustomEvent<string>) => place.want({range: undefined, ...range, [name]: event.detail});
    return html`<section class="filters" role="search" aria-label=${t("filters")}>
      ${facilities.length > 1 ? this.renderSelect(t("facility"), facilities.map(facility => [facility.code, facility.name]), this.facility()?.code ?? "",
        code => place.want({facility: code, zone: undefined})) : nothing}
      ${this.renderSelect(t("zone"), [["", t("allZones")], ...this.zones().map(zone => [zone.code, zone.name] as const)], place.get("zone") ?? "", zone => place.want({zone}))}
      <div class="range"><div class="segments" role="group" aria-label=${t("range")}>${PRESETS.map(preset => html`<button aria-pressed=${preset === this.preset()}
        @click=${() => place.want({range: preset, from: undefined, to: undefined})}>${t(preset)}</button>`)}</div>
      <div class="dates"><pb-date shown label=${t("from")} .value=${range?.from ?? ""} @day=${choose("from")}></pb-date>
        <pb-date shown label=${t("to")} .value=${range?.to ?? ""} @day=${choose("to")}></pb-date>
        ${longest === undefined ? nothing : html`<span class="small quiet">${t("longest", {n: longest})}</span>`}</div></div>
      ${this.faults().map(fault => html`<p class="fault" role="alert">${fault}</p>`)}
    </section>`;
  }

  /** What the server says is wrong with the filters. */
  private faults(): string[] {
    const {error} = this.preview;
    return error instanceof ApiError ? Object.values(error.fields).flat() : [];
  }

  private renderSelect(label: string, choices: readonly (readonly [string, string])[], value: string, choose: (value: string) => void) {
    const known = choices.some(([code]) => code === value) ? choices : [...choices, [value, value] as const];
    return html`<vaadin-select label=${label} placeholder=${choices[0]?.[1] ?? ""} .items=${known.map(([code, words]) => ({value: code, label: words}))} .value=${value}
      @change=${(event: Event) => choose((event.target as Select).value)}></vaadin-select>`;
  }

  private renderPreview() {
    if (this.faults().length > 0) {
      return html`<section class="card"><empty-state icon="reports" heading=${t("refused")} detail=${t("refusedDetail")}></empty-state></section>`;
    }
    return html`<section class="card" aria-label=${t("preview")}>${this.preview.view(preview => html`
      <header><h2>${preview.title}</h2><span class="small quiet">${preview.place}</span></header>
      <div>
        ${preview.notices.map(notice => html`<p class="notice">${notice}</p>`)}
        ${preview.figures.length === 0 ? nothing : html`<dl class="figures">${preview.figures.map(figure => html`<div><dt>${figure.label}</dt>
          <dd><span class="value number">${written(figure.kind, figure.value, preview.time_zone)}</span>${figure.note ? html`<br><span class="small quiet">${figure.note}</span>` : nothing}</dd></div>`)}</dl>`}
        ${preview.findings.map(finding => html`<div class="findings"><b>${finding.title}</b><ul>${finding.sentences.map(sentence => html`<li>${sentence}</li>`)}</ul></div>`)}
      </div>`)}</section>
      ${this.preview.value ? [this.preview.value.charts.some(isTelling) ? html`<report-charts .charts=${this.preview.value.charts}></report-charts>` : nothing, this.renderTable(this.preview.value)] : nothing}`;
  }

  private renderTable(preview: Preview) {
    const table = this.table(preview);
    return html`<section class="card shown" aria-label=${table?.title ?? t("tables")}>
      <header><div class="segments" role="group" aria-label=${t("tables")}>${preview.tables.map(each => html`<button aria-pressed=${each === table}
        @click=${() => place.want({table: each.name, sort: undefined})}>${each.title}</button>`)}</div>
        <h2 class="unseen">${table?.title}</h2>${this.renderDownloads(table)}</header>
      ${table ? html`<report-table .table=${table} .timeZone=${preview.time_zone} .order=${place.get("sort")}></report-table>` : nothing}
    </section>`;
  }

  private renderDownloads(table: PreviewTable | undefined) {
    const link = (format: Format, more: Query, words?: string) => html`<download-link format=${FORMAT_NAMES[format]} words=${words ?? nothing} path=${`/api/reports/${this.known()}.${format}`}
      .query=${{...this.query(), ...more}} .background=${() => this.inBackground(format, more)}></download-link>`;
    const paper = this.paper();
    const deeds: Readonly<Record<Format, Query>> = {pdf: {paper}, xlsx: {}, csv: {table: table?.name}};
    return html`<div class="downloads" role="group" aria-label=${t("download")}>
      <vaadin-select accessible-name=${t("paper")} .items=${PAPERS.map(each => ({value: each, label: each === "A4" ? "A4" : "Letter"}))} .value=${paper}
        @change=${(event: Event) => place.want({paper: (event.target as Select).value}, true)}></vaadin-select>
      ${link("pdf", deeds.pdf)}${link("xlsx", deeds.xlsx)}${table ? link("csv", deeds.csv, t("csvOf", {table: table.title})) : nothing}
      <vaadin-menu-bar .items=${BACKGROUND} @item-selected=${(event: MenuBarItemSelectedEvent<MenuBarItem<{format?: Format}>>) => {
          const {format} = event.detail.value;
          if (format) {
            this.inBackground(format, deeds[format]);
          }
        }}></vaadin-menu-bar>
    </div>`;
  }

  private paper(): string {
    return PAPERS.find(each => each === place.get("paper")) ?? USUAL_PAPER;
  }

  /** The same as a click on the file, without waiting for it. */
  private inBackground(format: Format, more: Query): void {
    const report = this.known();
    if (report) {
      void background.start({report, format, ...this.query(), ...more}, `${titleOf(this.reports.value ?? [], report)} (${FORMAT_NAMES[format]})`);
    }
  }
}

customElements.define("reports-page", ReportsPage);
