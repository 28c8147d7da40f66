import {LitElement, css, html, nothing} from "lit";
import "@vaadin/checkbox";
import "@vaadin/grid";
import "@vaadin/grid/vaadin-grid-sort-column.js";
import {columnBodyRenderer, columnHeaderRenderer} from "@vaadin/grid/lit.js";
import "@vaadin/text-field";
import type {TextField} from "@vaadin/text-field";
import "../../parts/states";
import {base} from "../../parts/styles";
import {decimal} from "../../text/format";
import type {DraftBay, Keys} from "./draft";
import {t} from "./texts";

interface Item {
  key: number;
  number: string;
  where: string;
  bay: DraftBay;
}

/** The zone's bays as a list, for whoever does not see the plan or looks for one: fires `chosen` with the keys that are selected then, and `found` with the one whose name was pressed. */
class PlanList extends LitElement {
  static properties = {bays: {attribute: false}, selected: {attribute: false}, faults: {attribute: false}, search: {state: true}, waiting: {state: true}};

  static styles = [base, css`
    :host { display: grid; grid-template-rows: auto minmax(0, 1fr); gap: 8px; min-height: 0; }
    .find { display: flex; flex-wrap: wrap; gap: 6px 14px; align-items: center; }
    vaadin-text-field { flex: 1 1 8em; --vaadin-field-default-width: 8em; }
    vaadin-grid { height: 100%; min-height: 180px; border: 0; --vaadin-grid-border-width: 0px; --vaadin-grid-cell-padding: 4px 8px; background: transparent; font-size: var(--small); }
    button { border: 0; background: none; padding: 3px 0; font: inherit; color: var(--accent); font-weight: 560; cursor: pointer; }
    button:hover { text-decoration: underline; }
    button.faulty { color: var(--bad); }
  `];

  declare bays: readonly DraftBay[];
  declare selected: Keys;
  declare faults: Keys;
  declare private search: string;
  declare private waiting: boolean;
  private items: {of: readonly DraftBay[], search: string, waiting: boolean, items: Item[]} | undefined;

  constructor() {
    super();
    this.search = "";
    this.waiting = false;
  }

  private shown(): Item[] {
    const {bays, search, waiting} = this;
    if (this.items?.of !== bays || this.items.search !== search || this.items.waiting !== waiting) {
      const words = search.trim().toLowerCase();
      this.items = {of: bays, search, waiting, items: bays.filter(bay => (!waiting || !bay.place) && bay.number.toLowerCase().includes(words)).map(bay => ({
        key: bay.key, number: bay.number, bay, where: bay.place ? t("placeWords", {x: decimal(bay.place.x), y: decimal(bay.place.y), angle: decimal(bay.place.angle)}) : t("noPlace")
      }))};
    }
    return this.items.items;
  }

  private choose(keys: Set<number>): void {
    this.dispatchEvent(new CustomEvent("chosen", {detail: keys}));
  }

  private toggle(key: number, on: boolean): void {
    const keys = new Set(this.selected);
    on ? keys.add(key) : keys.delete(key);
    this.choose(keys);
  }

  render() {
    const items = this.shown();
    const isAll = items.length > 0 && items.every(({key}) => this.selected.has(key));
    return html`<div class="find"><vaadin-text-field accessible-name=${t("find")} placeholder=${t("find")} clear-button-visible .value=${this.search}
        @value-changed=${(event: Event) => { this.search = (event.target as TextField).value; }}></vaadin-text-field>
        <vaadin-checkbox label=${t("onlyWaiting")} .checked=${this.waiting} @change=${(event: Event) => { this.waiting = (event.target as HTMLInputElement).checked; }}></vaadin-checkbox></div>
      ${items.length === 0 ? html`<empty-state heading=${t("noBays")}></empty-state>` : html`<vaadin-grid accessible-name=${t("bays")} .items=${items} item-id-path="key">
        <vaadin-grid-column width="46px" flex-grow="0" ${columnHeaderRenderer(() => html`<vaadin-checkbox accessible-name=${t("chooseAll")} .checked=${isAll}
            @change=${(event: Event) => this.choose(new Set((event.target as HTMLInputElement).checked ? items.map(({key}) => key) : []))}></vaadin-checkbox>`, [isAll, items])}
          ${columnBodyRenderer<Item>(({key, number}) => html`<vaadin-checkbox accessible-name=${t("choose", {number})} .checked=${this.selected.has(key)}
            @change=${(event: Event) => this.toggle(key, (event.target as HTMLInputElement).checked)}></vaadin-checkbox>`, [this.selected, items])}></vaadin-grid-column>
        <vaadin-grid-sort-column path="number" header=${t("number")} width="104px" ${columnBodyRenderer<Item>(({key, number}) =>
            html`<button class=${this.faults.has(key) ? "faulty" : nothing} @click=${() => this.dispatchEvent(new CustomEvent("found", {detail: key}))}>${number || "–"}</button>`, [this.faults, items])}></vaadin-grid-sort-column>
        <vaadin-grid-sort-column path="where" header=${t("place")} width="130px"></vaadin-grid-sort-column>
      </vaadin-grid>`}`;
  }
}

customElements.define("plan-list", PlanList);
