import {LitElement, css, html, nothing} from "lit";
import "@vaadin/grid";
import "@vaadin/grid/vaadin-grid-sort-column.js";
import type {GridSortColumn} from "@vaadin/grid/vaadin-grid-sort-column.js";
import {columnBodyRenderer} from "@vaadin/grid/lit.js";
import type {Grid, GridActiveItemChangedEvent} from "@vaadin/grid";
import "@vaadin/text-field";
import type {TextField} from "@vaadin/text-field";
import type {Zone} from "../live/frames";
import "../parts/occupancy-bar";
import "../parts/spark-line";
import "../parts/states";
import {base, card} from "../parts/styles";
import {count, decimal, percent, percentage} from "../text/format";
import type {ZoneHours, ZoneSummary} from "./answers";
import {t} from "./texts";

const FILTER_FROM = 10;
const SORT_MILLIS = 1_000;
const narrow = matchMedia("(max-width: 760px)");

interface Row {
  zone: Zone;
  name: string;
  rate: number;
  free: number;
  health: number;
  efficiency: number;
  summary: ZoneSummary | undefined;
  course: readonly number[] | undefined;
}

/** The zones of a facility: how full, how healthy, against which target. Choosing one, or the chosen one again, fires `zone-chosen` with its id or undefined. */
class ZoneTable extends LitElement {
  static properties = {zones: {attribute: false}, summaries: {attribute: false}, hours: {attribute: false}, chosen: {type: Number}, filter: {state: true}};

  static styles = [base, card, css`
    :host { display: grid; min-height: 0; }
    .card { min-height: 0; overflow: hidden; }
    vaadin-grid { flex: 1; min-height: 160px; border: 0; border-top: 1px solid var(--line); --vaadin-grid-border-width: 0px; --vaadin-grid-cell-padding: 7px 9px; background: transparent; }
    vaadin-text-field { width: 11em; --vaadin-field-default-width: 11em; }
    .name { border: 0; background: none; color: inherit; font: inherit; text-align: start; padding: 2px 0; cursor: pointer; max-width: 100%; overflow: hidden; text-overflow: ellipsis; white-space: nowrap;
      display: block; font-weight: 550; }
    .name[aria-pressed="true"] { color: var(--accent); font-weight: 680; }
    .name[aria-pressed="true"]::before { content: "● " / ""; font-size: 9px; vertical-align: 2px; }
    .occupancy { display: grid; grid-template-columns: 3.2em minmax(30px, 1fr); align-items: center; gap: 8px; }
    .occupancy b { text-align: end; font-weight: 620; }
    .meter { display: grid; gap: 3px; }
    .meter i { display: block; height: 4px; border-radius: 99px; background: var(--raised); overflow: hidden; }
    .meter svg { display: block; width: 100%; height: 100%; }
    .on-way i { color: var(--accent); } .good { color: var(--good); } .fair { color: var(--warn); } .poor { color: var(--bad); }
    spark-line { height: 22px; }
  `];

  declare zones: readonly Zone[];
  declare summaries: readonly ZoneSummary[] | undefined;
  declare hours: readonly ZoneHours[] | undefined;
  declare chosen: number | undefined;
  declare private filter: string;

  /** What the grid has: the same rows as long as there are the same zones, so that only their cells are drawn anew. */
  private shown: Row[] = [];
  private stale = false;
  private sortedAt = 0;
  private readonly again = () => this.requestUpdate();

  constructor() {
    super();
    this.zones = [];
    this.filter = "";
  }

  connectedCallback(): void {
    super.connectedCallback();
    narrow.addEventListener("change", this.again);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    narrow.removeEventListener("change", this.again);
  }

  private rows(): Row[] {
    const wanted = this.filter.trim().toLowerCase();
    const summaries = new Map(this.summaries?.map(summary => [summary.id, summary]));
    const hours = new Map(this.hours?.map(zone => [zone.zone_id, zone]));
    return this.zones.filter(zone => !wanted || zone.name.toLowerCase().includes(wanted) || zone.code.toLowerCase().includes(wanted)).map(zone => {
      const summary = summaries.get(zone.id);
      return {
        zone, name: zone.name, rate: zone.occupied / Math.max(1, zone.occupied + zone.free), free: zone.free, health: summary?.avg_health_score ?? -1,
        efficiency: summary && summary.target_usage > 0 ? summary.efficiency_percentage : -1, summary, course: hours.get(zone.id)?.occupancy_rates
      };
    });
  }

  protected willUpdate(): void {
    const rows = this.rows();
    if (rows.length === this.shown.length && rows.every((row, i) => row.zone.id === this.shown[i].zone.id)) {
      rows.forEach((row, i) => Object.assign(this.shown[i], row));
      this.stale = true;
    } else {
      this.shown = rows;
    }
  }

  /** Numbers show at once; the order follows them, but not so often that nobody could read a row. */
  protected updated(): void {
    const grid = this.renderRoot.querySelector<Grid<Row>>("vaadin-grid");
    if (!grid || !this.stale) {
      return;
    }
    this.stale = false;
    const now = performance.now();
    const isSorted = [...grid.querySelectorAll<GridSortColumn>("vaadin-grid-sort-column")].some(column => column.direction && column.path !== "name");
    if (isSorted && now - this.sortedAt >= SORT_MILLIS) {
      this.sortedAt = now;
      grid.clearCache();
    } else {
      grid.requestContentUpdate();
    }
  }

  render() {
    const rows = this.shown;
    return html`<section class="card">
      <header><h2>${t("zones")} <span class="quiet number">${count(this.zones.length)}</span></h2>
        ${this.zones.length >= FILTER_FROM ? html`<vaadin-text-field placeholder=${t("findZone")} accessible-name=${t("findZone")} clear-button-visible .value=${this.filter}
          @value-changed=${(event: CustomEvent) => { this.filter = (event.target as TextField).value; }}></vaadin-text-field>` : nothing}
      </header>
      ${this.zones.length === 0 ? html`<empty-state heading=${t("noZones")}></empty-state>`
        : rows.length === 0 ? html`<empty-state icon="search" heading=${t("noSuchZone", {name: this.filter.trim()})}></empty-state>` : this.renderGrid(rows)}</section>`;
  }

  private renderGrid(rows: Row[]) {
    return html`<vaadin-grid accessible-name=${t("zones")} .items=${rows} ?all-rows-visible=${narrow.matches && rows.length <= 12} .itemIdPath=${"zone.id"}
        @active-item-changed=${this.onActive}>
      <vaadin-grid-sort-column path="name" header=${t("zone")} flex-grow="3" width=${narrow.matches ? "7.6rem" : "7.2rem"}
        ${columnBodyRenderer<Row>(row => html`<button class="name" aria-pressed=${row.zone.id === this.chosen} title=${row.name} @click=${() => this.choose(row.zone.id)}>${row.name}</button>`, this.chosen)}></vaadin-grid-sort-column>
      <vaadin-grid-sort-column path="rate" header=${t("occupancy")} flex-grow="3" width=${narrow.matches ? "7.6rem" : "8.6rem"} ${columnBodyRenderer<Row>(occupancyCell, [])}></vaadin-grid-sort-column>
      <vaadin-grid-sort-column path="free" header=${t("free")} flex-grow="0" width="5.1rem" text-align="end" ${columnBodyRenderer<Row>(row => html`${count(row.free)}`, [])}></vaadin-grid-sort-column>
      ${narrow.matches ? nothing : html`
        <vaadin-grid-sort-column path="health" header=${t("health")} flex-grow="0" width="6.4rem" ${columnBodyRenderer<Row>(healthCell, [])}></vaadin-grid-sort-column>
        <vaadin-grid-sort-column path="efficiency" header=${t("efficiency")} flex-grow="1" width="6.9rem" ${columnBodyRenderer<Row>(efficiencyCell, [])}></vaadin-grid-sort-column>
        <vaadin-grid-column header=${t("course")} flex-grow="2" width="5.3rem"
          ${columnBodyRenderer<Row>(row => html`<spark-line .values=${row.course} of="24" most="100"></spark-line>`, [])}></vaadin-grid-column>`}
    </vaadin-grid>`;
  }

  private onActive(event: GridActiveItemChangedEvent<Row>): void {
    const row = event.detail.value;
    if (row) {
      this.choose(row.zone.id);
      (event.target as HTMLElement & {activeItem: unknown}).activeItem = null;
    }
  }

  private choose(zone: number): void {
    this.dispatchEvent(new CustomEvent("zone-chosen", {detail: zone === this.chosen ? undefined : zone}));
  }
}

function occupancyCell(row: Row) {
  const {occupied, free, unknown} = row.zone;
  return html`<div class="occupancy"><b class="number">${percent(occupied, occupied + free)}</b>
    <occupancy-bar occupied=${occupied} free=${free} unknown=${unknown} title=${[t("occupiedOf", {n: occupied + free + unknown, occupied}), unknown > 0 ? t("unknownBays", {n: unknown}) : ""].filter(Boolean).join(", ")}></occupancy-bar></div>`;
}

/** A number with its bar; the bar is as long as the number is great, so the colour only repeats it. */
function meter(words: string, share: number, tone: string, title: string) {
  return html`<div class="meter ${tone}" title=${title}><span class="number">${words}</span><i><svg viewBox="0 0 100 4" preserveAspectRatio="none" aria-hidden="true">
    <rect width=${Math.min(100, Math.max(0, share))} height="4" fill="currentColor"/></svg></i></div>`;
}

function healthCell(row: Row) {
  return row.health < 0 ? html`<span class="quiet">–</span>`
    : meter(decimal(row.health), row.health, row.health >= 70 ? "good" : row.health >= 30 ? "fair" : "poor", t("health"));
}

function efficiencyCell(row: Row) {
  const {summary} = row;
  return !summary || summary.target_usage === 0 ? html`<span class="quiet small">${summary ? t("noTarget") : "–"}</span>`
    : meter(percentage(row.efficiency), row.efficiency, row.efficiency >= 100 ? "good" : "on-way", t("efficiencyOf", {actual: summary.actual_usage, target: summary.target_usage}));
}

customElements.define("zone-table", ZoneTable);
