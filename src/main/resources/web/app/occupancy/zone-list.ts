import {LitElement, css, html, nothing} from "lit";
import {repeat} from "lit/directives/repeat.js";
import type {Zone} from "../live/frames";
import {count, percent} from "../text/format";
import "./occupancy-bar";

const FILTER_FROM = 12;

/** The zones of a facility with their occupancy; choosing one, or the chosen one again, fires `zone-chosen` with its id or undefined. */
class ZoneList extends LitElement {
  static properties = {zones: {attribute: false}, chosen: {type: Number}, revision: {type: Number}, filter: {state: true}};

  static styles = css`
    :host { display: flex; flex-direction: column; min-height: 0; background: var(--surface); border: 1px solid var(--line);
      border-radius: var(--radius); overflow: hidden; }
    header { display: flex; align-items: center; gap: 12px; padding: 12px 16px; border-bottom: 1px solid var(--line); }
    h2 { font-size: 15px; margin: 0; flex: 1; }
    input { width: 9.5em; padding: 6px 10px; border-radius: 8px; border: 1px solid var(--line); background: var(--ground);
      color: var(--text); font: inherit; }
    ul { list-style: none; margin: 0; padding: 6px; overflow-y: auto; flex: 1; }
    button { display: grid; grid-template-columns: 1fr auto; gap: 3px 12px; width: 100%; padding: 8px 10px; border: 0;
      border-radius: 8px; background: none; color: var(--text); font: inherit; text-align: start; cursor: pointer; }
    button:hover { background: var(--raised); }
    button[aria-pressed="true"] { background: var(--raised); box-shadow: inset 3px 0 var(--accent); }
    :is(button, input):focus-visible { outline: 3px solid var(--accent); outline-offset: -2px; }
    .name { overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
    .numbers { font-variant-numeric: tabular-nums; color: var(--quiet); }
    .numbers b { color: var(--text); }
    occupancy-bar { grid-column: 1 / -1; }
    .none { padding: 16px; color: var(--quiet); margin: 0; }
    @media (max-width: 800px) { ul { max-height: 50vh; } }
  `;

  declare zones: Zone[];
  declare chosen: number | undefined;
  /** Goes up when a zone's numbers have changed. */
  declare revision: number;
  declare private filter: string;

  constructor() {
    super();
    this.zones = [];
    this.filter = "";
  }

  render() {
    const wanted = this.filter.trim().toLowerCase();
    const shown = this.zones.filter(zone => zone.name.toLowerCase().includes(wanted) || zone.code.toLowerCase().includes(wanted));
    return html`
      <header>
        <h2>Zones <span class="numbers">${count(this.zones.length)}</span></h2>
        ${this.zones.length >= FILTER_FROM ? html`<input type="search" placeholder="Find a zone" aria-label="Find a zone"
          .value=${this.filter} @input=${(event: InputEvent) => { this.filter = (event.target as HTMLInputElement).value; }}>` : nothing}
      </header>
      ${shown.length === 0 ? html`<p class="none">${wanted ? `No zone is called “${this.filter.trim()}”.` : "This facility has no zones yet."}</p>`
        : html`<ul>${repeat(shown, zone => zone.id, zone => this.renderZone(zone))}</ul>`}`;
  }

  private renderZone(zone: Zone) {
    const coverage = zone.unknown > 0 ? `, ${count(zone.unknown)} unknown` : "";
    return html`<li><button aria-pressed=${zone.id === this.chosen} @click=${() => this.choose(zone)}
        title="${count(zone.occupied)} occupied, ${count(zone.free)} free${coverage}">
      <span class="name">${zone.name}</span>
      <span class="numbers"><b>${percent(zone.occupied, zone.occupied + zone.free)}</b> · ${count(zone.free)} free</span>
      <occupancy-bar occupied=${zone.occupied} free=${zone.free} unknown=${zone.unknown}></occupancy-bar>
    </button></li>`;
  }

  private choose(zone: Zone): void {
    const detail = zone.id === this.chosen ? undefined : zone.id;
    this.dispatchEvent(new CustomEvent("zone-chosen", {detail}));
  }
}

customElements.define("zone-list", ZoneList);
