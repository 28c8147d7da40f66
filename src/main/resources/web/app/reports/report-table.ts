import {LitElement, css, html, nothing} from "lit";
import "@vaadin/grid";
import {columnBodyRenderer, columnFooterRenderer, columnHeaderRenderer} from "@vaadin/grid/lit.js";
import {keyed} from "lit/directives/keyed.js";
import "../parts/states";
import {base} from "../parts/styles";
import {place} from "../shell/place";
import {t} from "./texts";
import {fullest, isNumeric, orderAfter, sorted, written, type Column, type Value} from "./table";

export interface PreviewTable {
  name: string;
  title: string;
  note: string | null;
  columns: readonly Column[];
  rows: Value[][];
  truncated: boolean;
  total: Value[] | null;
}

interface Item {
  row: Value[];
}

const SHORT_ROWS = 12;
const HEAT_PERCENT = 50;

/** One table of a report; its order is in the address. */
class ReportTable extends LitElement {
  static properties = {table: {attribute: false}, timeZone: {type: String}, order: {type: String}};
  static styles = [base, css`
    :host { display: block; min-width: 0; }
    vaadin-grid { border: 0; --vaadin-grid-border-width: 0px; background: transparent; height: max(340px, calc(100vh - 420px)); }
    vaadin-grid[all-rows-visible] { height: auto; }
    .note { padding: 0 var(--pad) 8px; }
    .sort { all: unset; box-sizing: border-box; display: inline-flex; align-items: center; gap: 4px; cursor: pointer; font: inherit; color: inherit; min-height: 24px; white-space: normal; line-height: 1.2; }
    .sort:focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
    .sort[data-order] { color: var(--text); }
    .sort i { font-style: normal; font-size: 10px; color: var(--accent); }
    .heat { display: block; margin: -7px -12px; padding: 7px 12px; background: color-mix(in srgb, var(--series-1) var(--share), transparent); }
    .total { font-weight: 650; color: var(--text); }
  `];

  declare table: PreviewTable;
  declare timeZone: string;
  declare order: string | undefined;

  /** The same objects as long as they are the same rows, or the grid would make all cells anew. */
  private items: {table: PreviewTable, order: string | undefined, items: Item[]} | undefined;

  private itemsOf(): Item[] {
    const {table, order} = this;
    if (this.items?.table !== table || this.items.order !== order) {
      this.items = {table, order, items: sorted(table.rows, table.columns, order).map(row => ({row}))};
    }
    return this.items.items;
  }

  render() {
    const {table} = this;
    const notes = [table.note, table.truncated ? t("cut", {n: table.rows.length}) : t("rows", {n: table.rows.length})];
    if (table.rows.length === 0) {
      return html`<empty-state icon="reports" heading=${t("noRows")} detail=${t("noRowsDetail", {table: table.title})}></empty-state>`;
    }
    return html`${notes.map(note => note ? html`<p class="note small quiet">${note}</p>` : nothing)}
      ${keyed(table, html`<vaadin-grid theme="no-border" accessible-name=${table.title} .items=${this.itemsOf()} ?all-rows-visible=${table.rows.length <= SHORT_ROWS}>
        ${table.columns.map((column, at) => this.renderColumn(column, at))}</vaadin-grid>`)}`;
  }

  private renderColumn(column: Column, at: number) {
    const {table, order, timeZone} = this;
    const total = table.total;
    return html`<vaadin-grid-column resizable ?frozen=${at === 0} width=${`${widthOf(column)}px`} flex-grow="1" text-align=${isNumeric(column.kind) ? "end" : "start"}
      ${columnHeaderRenderer(() => this.renderHead(column), [order])}
      ${columnBodyRenderer<Item>(({row}) => column.kind === "HEAT" ? this.renderHeat(row[at]) : html`${written(column.kind, row[at], timeZone)}`, [table])}
      ${total ? columnFooterRenderer(() => html`<span class="total">${total[at] === null ? at === 0 ? t("total") : nothing : written(column.kind, total[at], timeZone)}</span>`, [table]) : nothing}></vaadin-grid-column>`;
  }

  /** Coloured by its share of the fullest cell, as on paper, and never so much that it cannot be read. */
  private renderHeat(value: Value) {
    const share = typeof value === "number" ? value / fullest(this.table.rows, this.table.columns) : 0;
    return html`<span class="heat" style=${`--share: ${Math.round(share * HEAT_PERCENT)}%`}>${written("HEAT", value, this.timeZone)}</span>`;
  }

  private renderHead(column: Column) {
    const falling = this.order === `-${column.name}`;
    const mine = falling || this.order === column.name;
    return html`<button class="sort" data-order=${mine ? falling ? "falling" : "rising" : nothing} title=${`${t("sortBy")}: ${column.label}`}
      @click=${() => place.want({sort: orderAfter(this.order, column.name)}, true)}>${column.label}<i aria-hidden="true">${mine ? falling ? "▼" : "▲" : ""}</i></button>`;
  }
}

function widthOf(column: Column): number {
  const least = {TEXT: 130, TIME: 170, DAY: 118, HEAT: 66}[column.kind as string] ?? 92;
  return Math.max(least, Math.min(150, column.label.length * 8 + 36));
}

customElements.define("report-table", ReportTable);
