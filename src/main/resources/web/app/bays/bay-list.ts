import {LitElement, css, html, render} from "lit";
import "@vaadin/grid";
import "@vaadin/grid/vaadin-grid-sort-column.js";
import type {GridColumn} from "@vaadin/grid/vaadin-grid-column.js";
import type {Picture} from "../live/picture";
import {base} from "../parts/styles";
import {duration} from "../text/format";
import type {ShownStates} from "./states";
import {symbol} from "./symbol";
import {t} from "./texts";
import {kindWords, stateWord} from "./words";

interface Row {
  bay: number;
  number: string;
  zone: string;
  kind: string;
  state: string;
  since: number;
}

/** The bays as a table, for those who do not see the picture or want to sort: of one zone or all, in the states that are wanted. Fires `found` with a bay's index. */
class BayList extends LitElement {
  static properties = {picture: {attribute: false}, states: {attribute: false}, zone: {type: Number}, wanted: {attribute: false}, now: {type: Number}};

  static styles = [base, css`
    :host { display: block; height: 100%; }
    vaadin-grid { height: 100%; border: 0; font-size: var(--small); }
    button { border: 0; background: none; padding: 0; font: inherit; color: var(--accent); cursor: pointer; font-weight: 560; text-decoration: underline; text-underline-offset: 3px; }
    .state { display: flex; align-items: center; gap: 8px; }
  `];

  declare picture: Picture;
  declare states: ShownStates;
  declare zone: number | undefined;
  declare wanted: readonly boolean[];
  declare now: number;
  private rows: Row[] = [];

  protected willUpdate(): void {
    const {bays} = this.picture;
    this.rows = [];
    for (let bay = 0; bay < bays.length; bay++) {
      if (this.wanted[this.states.of[bay]] && (this.zone === undefined || bays.zone[bay] === this.zone)) {
        this.rows.push({
          bay, number: bays.number[bay], zone: this.picture.zone(bays.zone[bay])?.name ?? "", kind: kindWords(bays.kind[bay]), state: stateWord(this.states.of[bay]),
          since: Number.isNaN(bays.since[bay]) ? this.now : bays.since[bay]
        });
      }
    }
  }

  private readonly number = (root: HTMLElement, _: GridColumn, {item}: {item: Row}) =>
    render(html`<button @click=${() => this.dispatchEvent(new CustomEvent("found", {detail: item.bay}))}>${item.number}</button>`, root);

  private readonly state = (root: HTMLElement, _: GridColumn, {item}: {item: Row}) =>
    render(html`<span class="state">${symbol(this.states.of[item.bay])}${item.state}</span>`, root);

  private readonly since = (root: HTMLElement, _: GridColumn, {item}: {item: Row}) => {
    root.textContent = Number.isNaN(this.picture.bays.since[item.bay]) ? "–" : duration(this.now - item.since);
  };

  render() {
    return html`<vaadin-grid .items=${this.rows} item-id-path="bay" theme="no-border compact" aria-label=${t("listOf", {n: this.rows.length})}>
      <vaadin-grid-sort-column path="number" header=${t("number")} .renderer=${this.number} auto-width flex-grow="0" width="110px"></vaadin-grid-sort-column>
      <vaadin-grid-sort-column path="state" header=${t("state")} .renderer=${this.state} width="130px"></vaadin-grid-sort-column>
      <vaadin-grid-sort-column path="since" header=${t("since")} .renderer=${this.since} width="110px"></vaadin-grid-sort-column>
      <vaadin-grid-sort-column path="zone" header=${t("zone")} width="130px"></vaadin-grid-sort-column>
      <vaadin-grid-sort-column path="kind" header=${t("kind")} width="110px"></vaadin-grid-sort-column>
    </vaadin-grid>`;
  }
}

customElements.define("bay-list", BayList);
