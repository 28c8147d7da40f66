import {LitElement, css, html} from "lit";
import type {Counters} from "../live/frames";
import type {Tally} from "../live/picture";
import {count, decimal, percent} from "../text/format";
import "./occupancy-bar";

/** The figures of one facility at a glance, and what ingest is doing. */
class FacilityFigures extends LitElement {
  static properties = {tally: {attribute: false}, counters: {attribute: false}, readingsPerSecond: {type: Number}};

  static styles = css`
    dl { display: grid; grid-template-columns: 1.6fr repeat(4, 1fr); gap: var(--gap); margin: 0; }
    div { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); padding: 12px 16px; min-width: 0; }
    dt { color: var(--quiet); font-size: 13px; }
    dd { margin: 0; font-variant-numeric: tabular-nums; }
    .value { font-size: 28px; font-weight: 650; letter-spacing: -.02em; line-height: 1.25; }
    .note { font-size: 13px; color: var(--quiet); }
    .occupied .value { color: var(--occupied); }
    .free .value { color: var(--free); }
    .bad .value { color: var(--bad); }
    occupancy-bar { margin-top: 6px; }
    @media (max-width: 1000px) { dl { grid-template-columns: repeat(2, 1fr); gap: 10px; } .share { grid-column: 1 / -1; } .value { font-size: 23px; } }
  `;

  declare tally: Tally;
  declare counters: Counters;
  declare readingsPerSecond: number;

  render() {
    const {total, occupied, free, unknown} = this.tally;
    const {stored, dead_lettered: dead, duplicate} = this.counters;
    return html`<dl>
      <div class="share"><dt>Occupancy</dt><dd class="value">${percent(occupied, occupied + free)}</dd>
        <dd><occupancy-bar occupied=${occupied} free=${free} unknown=${unknown}></occupancy-bar></dd></div>
      <div class="occupied"><dt>Occupied</dt><dd class="value">${count(occupied)}</dd><dd class="note">of ${count(total)} bays</dd></div>
      <div class="free"><dt>Free</dt><dd class="value">${count(free)}</dd>
        <dd class="note">${unknown === 0 ? "every bay known" : `${count(unknown)} unknown`}</dd></div>
      <div><dt>Readings</dt><dd class="value">${decimal(this.readingsPerSecond)}/s</dd>
        <dd class="note">${count(stored)} stored, ${count(duplicate)} repeated</dd></div>
      <div class=${dead > 0 ? "bad" : ""}><dt>Dead letters</dt><dd class="value">${count(dead)}</dd>
        <dd class="note">${dead === 0 ? "all could be read" : "could not be taken"}</dd></div>
    </dl>`;
  }
}

customElements.define("facility-figures", FacilityFigures);
