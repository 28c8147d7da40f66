import {LitElement, css, html, nothing} from "lit";
import {guard} from "lit/directives/guard.js";
import type {Paint} from "../parts/pb-chart";
import "../parts/pb-chart";
import {base, card} from "../parts/styles";
import {heightOf, isTelling, tableOf, type Chart} from "./chart";
import {optionOf} from "./chart-option";

/** What the report shows as charts, side by side where there is room. */
class ReportCharts extends LitElement {
  static properties = {charts: {attribute: false}};
  static styles = [base, card, css`
    :host { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(24rem, 100%), 1fr)); gap: var(--gap); min-width: 0; }
    .card { overflow: hidden; }
    .card > header { padding-bottom: 4px; min-height: 0; }
    h2 { font-size: 1rem; }
    .card > .body { display: grid; grid-template-columns: minmax(0, 1fr); padding-bottom: 12px; }
  `];

  declare charts: readonly Chart[];

  render() {
    return this.charts.map(chart => isTelling(chart) ? html`<section class="card"><header><h2>${chart.title}</h2></header>
      <div class="body"><pb-chart style=${`min-height: ${heightOf(chart)}px`} label=${`${chart.title}. ${chart.description}`} .table=${tableOf(chart)}
        .option=${guard([chart], () => (paint: Paint) => optionOf(paint, chart))}></pb-chart></div></section>` : nothing);
  }
}

customElements.define("report-charts", ReportCharts);
