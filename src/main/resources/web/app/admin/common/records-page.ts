import {LitElement, css, html, nothing, type TemplateResult} from "lit";
import "@vaadin/button";
import "@vaadin/checkbox";
import "@vaadin/combo-box";
import "@vaadin/grid";
import "@vaadin/grid/vaadin-grid-sort-column.js";
import {columnBodyRenderer} from "@vaadin/grid/lit.js";
import "@vaadin/text-field";
import type {TextField} from "@vaadin/text-field";
import type {Facility} from "../../live/frames";
import {feed} from "../../live/feed";
import {Loaded} from "../../parts/loaded";
import "../../parts/page-head";
import {base, card} from "../../parts/styles";
import {toastError} from "../../parts/toast";
import {place, Placed} from "../../shell/place";
import {t} from "../texts";
import type {Option} from "./fields";
import type {Deed} from "./form-dialog";

const narrow = matchMedia("(max-width: 760px)");
const DEEDS_WIDTH = 110;
const LETTER_WIDTH = 8.2;
const DEED_MARGIN = 22;
/** Beside a column's name: the cell's edges, the arrows that sort, and what its letters may be wider than usual. */
const HEAD_MARGIN = 60;

export interface Column<Row> {
  header: string;
  cell: (row: Row) => unknown;
  /** What it is sorted by; what the cell shows where absent. */
  by?: (row: Row) => string | number | boolean | null | undefined;
  width?: string;
  /** As wide as what is in it: a time, a number, a badge. */
  fit?: boolean;
  /** How much of the room that is left it takes; 1 unless said. */
  grow?: number;
  number?: boolean;
  /** Left out on a phone. */
  wide?: boolean;
}

/** A choice of what is seen, kept in the address under its name. */
export interface Choice {
  name: string;
  label: string;
  options: readonly Option[];
  /** What is chosen where the address says nothing; there is then no "all". */
  initial?: string;
}

/** A list of one kind of thing, with what can be done with each. What is filtered is in the address. */
export abstract class RecordsPage<Row extends object> extends LitElement {
  static styles = [base, card, css`
    :host { display: grid; gap: var(--gap); grid-template-rows: auto auto minmax(0, 1fr); }
    .filters { display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: end; }
    .filters > * { --vaadin-field-default-width: 12.5em; }
    .filters vaadin-checkbox { padding-bottom: 5px; }
    .filters .count { margin-inline-start: auto; padding-bottom: 6px; }
    .card { overflow: hidden; }
    vaadin-grid { height: max(320px, calc(100vh - 250px)); border: 0; --vaadin-grid-border-width: 0px; background: transparent; }
    vaadin-grid[all-rows-visible] { height: auto; }
    .name { border: 0; background: none; color: var(--accent); font: inherit; font-weight: 570; text-align: start; padding: 3px 0; cursor: pointer; display: block; }
    .name:hover { text-decoration: underline; }
    .badge { display: inline-block; padding: 1px 8px; border-radius: 99px; background: var(--raised); font-size: var(--small); white-space: nowrap; }
    .badge.good { background: var(--good-soft); color: var(--good); } .badge.bad { background: var(--bad-soft); color: var(--bad); } .badge.warn { background: var(--warn-soft); color: var(--warn); }
    .name, .cut { max-width: 100%; white-space: normal; overflow-wrap: anywhere; }
    .deeds { display: flex; gap: 2px; justify-content: flex-end; }
    .deeds vaadin-button { font-size: var(--small); --vaadin-button-padding: 3px 8px; }
    .export { font-size: var(--small); }
    @media (max-width: 760px) {
      .filters { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); }
      .filters > :not(.count) { --vaadin-field-default-width: 100%; --pb-date-width: 100%; width: 100%; }
      .filters .count { grid-column: 2; }
    }
    code { font-size: .93em; overflow-wrap: anywhere; }
  `];

  protected readonly rows = new Loaded(this, () => this.asked(), (_, signal) => this.load(signal));
  private readonly again = () => this.requestUpdate();
  /** Another facility, or the sites have changed. */
  private readonly onSnapshot = () => {
    this.requestUpdate();
    this.rows.refresh();
  };
  /** What the grid shows, as long as it stays the same: new items would make it draw all cells anew. */
  private items: {of: unknown[], items: {row: Row}[]} | undefined;

  constructor() {
    super();
    new Placed(this);
  }

  connectedCallback(): void {
    super.connectedCallback();
    narrow.addEventListener("change", this.again);
    feed.addEventListener("snapshot", this.onSnapshot);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    narrow.removeEventListener("change", this.again);
    feed.removeEventListener("snapshot", this.onSnapshot);
  }

  protected abstract readonly heading: string;
  protected readonly detail: string | undefined = undefined;
  /** What is loaded anew when it changes; undefined in it: not yet known. */
  protected asked(): readonly unknown[] {
    return [];
  }
  protected abstract load(signal: AbortSignal): Promise<readonly Row[]>;
  protected abstract columns(): readonly Column<Row>[];
  /** What a row is found by. */
  protected abstract words(row: Row): string;
  /** Of a row, the first being what a click on its name does. */
  protected deeds(_row: Row): readonly Deed[] {
    return [];
  }
  protected choices(): readonly Choice[] {
    return [];
  }
  /** What else chooses what is seen. */
  protected filters(): unknown {
    return nothing;
  }
  /** Buttons of the page's head. */
  protected actions(): unknown {
    return nothing;
  }
  /** What stands between the filters and the list. */
  protected above(): unknown {
    return nothing;
  }
  protected readonly empty: string = t("nothingHere");
  /** Whether retired ones are among the rows; they are then hidden unless asked for. */
  protected readonly retires: boolean = false;

  protected get facility(): Facility | undefined {
    return feed.picture?.facility;
  }

  /** Does it, and shows what has become of it. */
  protected async doing(deed: () => Promise<unknown>): Promise<void> {
    try {
      if (await deed()) {
        this.rows.run();
      }
    } catch (error) {
      toastError(error);
      this.rows.run();
    }
  }

  protected button(words: string, deed: () => Promise<unknown>, theme = "primary"): TemplateResult {
    return html`<vaadin-button theme=${theme} @click=${() => this.doing(deed)}>${words}</vaadin-button>`;
  }

  private shown(rows: readonly Row[]): Row[] {
    const wanted = (place.get("search") ?? "").trim().toLowerCase();
    return rows.filter(row => (!this.retires || place.get("retired") || (row as {is_active?: boolean}).is_active !== false) && (!wanted || this.words(row).toLowerCase().includes(wanted)));
  }

  render() {
    return html`<page-head heading=${this.heading} detail=${this.detail ?? nothing}>${this.actions()}</page-head>
      ${this.renderFilters()}${this.above()}
      <section class="card" aria-label=${this.heading}>${this.rows.view(rows => {
        const shown = this.shown(rows);
        return shown.length === 0 ? html`<empty-state heading=${rows.length === 0 ? this.empty : t("nothingFound")}></empty-state>` : this.renderGrid(shown);
      })}</section>`;
  }

  private renderFilters() {
    return html`<div class="filters">
      <vaadin-text-field label=${t("search")} clear-button-visible .value=${place.get("search") ?? ""}
        @value-changed=${(event: Event) => place.want({search: (event.target as TextField).value}, true)}></vaadin-text-field>
      ${this.choices().map(choice => html`<vaadin-combo-box label=${choice.label} ?clear-button-visible=${choice.initial === undefined} placeholder=${t("all")} .items=${[...choice.options]} item-value-path="value" item-label-path="label"
        item-id-path="value" .value=${place.get(choice.name) ?? choice.initial ?? ""} @change=${(event: Event) => place.want({[choice.name]: (event.target as TextField).value})}></vaadin-combo-box>`)}
      ${this.filters()}
      ${this.retires ? html`<vaadin-checkbox label=${t("showRetired")} .checked=${place.get("retired") !== undefined}
        @change=${(event: Event) => place.want({retired: (event.target as HTMLInputElement).checked ? "yes" : undefined})}></vaadin-checkbox>` : nothing}
      <span class="count quiet small" role="status">${this.rows.value ? t("shown", {n: this.shown(this.rows.value).length}) : nothing}</span></div>`;
  }

  private renderGrid(rows: Row[]) {
    const columns = this.columns().filter(column => !column.wide || !narrow.matches);
    const items = this.itemsOf(rows, columns);
    const deedsWidth = Math.max(0, ...rows.slice(0, 50).map(row => widthOf(this.deeds(row))));
    return html`<vaadin-grid accessible-name=${this.heading} .items=${items} ?all-rows-visible=${rows.length <= 10}>
      ${columns.map((column, i) => html`<vaadin-grid-sort-column path=${`sort${i}`} header=${column.header} width=${`max(${column.width ?? "110px"}, ${Math.ceil(column.header.length * LETTER_WIDTH + HEAD_MARGIN)}px)`}
        ?auto-width=${column.fit && !narrow.matches} flex-grow=${column.fit && !narrow.matches ? 0 : column.grow ?? 1} text-align=${column.number ? "end" : "start"}
        ${columnBodyRenderer<{row: Row}>(({row}) => html`${i === 0 ? this.renderName(column, row) : html`<span class="cut">${column.cell(row)}</span>`}`, [items])}></vaadin-grid-sort-column>`)}
      ${deedsWidth === 0 || narrow.matches ? nothing : html`<vaadin-grid-column header=${t("deeds")} flex-grow="0" width=${`${deedsWidth}px`} text-align="end"
        ${columnBodyRenderer<{row: Row}>(({row}) => this.renderDeeds(row), [items])}></vaadin-grid-column>`}
    </vaadin-grid>`;
  }

  private itemsOf(rows: Row[], columns: readonly Column<Row>[]): {row: Row}[] {
    const of = [...rows, columns.length];
    if (this.items?.of.length !== of.length || this.items.of.some((row, i) => row !== of[i])) {
      this.items = {of, items: rows.map(row => ({row, ...Object.fromEntries(columns.map((column, i) => [`sort${i}`, sortValue(column, row)]))}))};
    }
    return this.items.items;
  }

  private renderName(column: Column<Row>, row: Row) {
    const [first] = this.deeds(row);
    return first ? html`<button class="name" @click=${() => this.doing(first.run)}>${column.cell(row)}</button>` : html`<span class="cut">${column.cell(row)}</span>`;
  }

  private renderDeeds(row: Row) {
    const [name] = this.columns();
    return html`<div class="deeds">${this.deeds(row).map(deed => html`<vaadin-button theme="quiet" aria-label=${`${deed.words}: ${String(sortValue(name, row))}`}
      @click=${() => this.doing(deed.run)}>${deed.words}</vaadin-button>`)}</div>`;
  }
}

/** Of the words, whatever language they are in; grid columns do not grow with what is in them. */
function widthOf(deeds: readonly Deed[]): number {
  return deeds.length === 0 ? 0 : Math.max(DEEDS_WIDTH, deeds.reduce((sum, deed) => sum + deed.words.length * LETTER_WIDTH + DEED_MARGIN, DEED_MARGIN));
}

function sortValue<Row>(column: Column<Row>, row: Row): string | number | boolean {
  const value = column.by ? column.by(row) : column.cell(row);
  return value === null || value === undefined || value === nothing ? "" : typeof value === "object" ? "" : value as string | number | boolean;
}

/** Whether it is in use, as a badge. */
export function activeBadge(active: boolean): TemplateResult {
  return html`<span class="badge ${active ? "good" : ""}">${t(active ? "active" : "retired")}</span>`;
}
