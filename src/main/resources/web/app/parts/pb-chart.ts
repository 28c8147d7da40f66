import {LitElement, css, html, nothing} from "lit";
import type {EChartsCoreOption, EChartsType} from "echarts/core";
import {colour, theme} from "../shell/theme";
import {base} from "./styles";

export type {EChartsCoreOption} from "echarts/core";

/** A chart's numbers for those who do not see it. */
export interface Table {
  head: readonly string[];
  rows: readonly (readonly string[])[];
}

/** A colour of theme.css by its name, as it is now: `paint("series-1")`. */
export type Paint = (name: string) => string;

/** Of the document's. */
const LETTERS = 0.83;
const calm = matchMedia("(prefers-reduced-motion: reduce)");

/**
 * An ECharts chart, drawn anew whenever `.option` is another function (lit's `guard` keeps it the same for the same numbers): `.option` makes ECharts' options
 * with the theme's colours and is asked again when those change.
 * `label` says what is seen, `.table` has the numbers for screen readers.
 */
class PbChart extends LitElement {
  static properties = {option: {attribute: false}, label: {type: String}, table: {attribute: false}};

  static styles = [base, css`
    :host { display: block; position: relative; min-height: 180px; contain: layout paint; }
    .canvas { position: absolute; inset: 0; }
  `];

  declare option: ((paint: Paint) => EChartsCoreOption) | undefined;
  declare label: string;
  declare table: Table | undefined;

  private chart: EChartsType | undefined;
  private readonly sized = new ResizeObserver(() => this.resized());
  private readonly feedAgain = () => void this.feed();

  connectedCallback(): void {
    super.connectedCallback();
    this.sized.observe(this);
    theme.addEventListener("change", this.feedAgain);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    this.sized.disconnect();
    theme.removeEventListener("change", this.feedAgain);
    this.chart?.dispose();
    this.chart = undefined;
  }

  protected updated(changes: Map<string, unknown>): void {
    if (changes.has("option")) {
      void this.feed();
    }
  }

  private resized(): void {
    if (this.chart) {
      this.chart.resize();
    } else {
      void this.feed();
    }
  }

  private async feed(): Promise<void> {
    const {init} = await import("./echarts");
    const place = this.renderRoot.querySelector<HTMLElement>(".canvas");
    if (!this.isConnected || !this.option || !place || place.clientWidth === 0 || place.clientHeight === 0) {
      return; // comes again with its size
    }
    this.chart ??= init(place);
    this.chart.setOption({...frame(colour), ...this.option(colour)}, {notMerge: true});
  }

  render() {
    return html`<div class="canvas" role="img" aria-label=${this.label}></div>${this.table ? tableOf(this.label, this.table) : nothing}`;
  }
}

function tableOf(label: string, table: Table) {
  return html`<table class="unseen"><caption>${label}</caption>
    <thead><tr>${table.head.map(word => html`<th scope="col">${word}</th>`)}</tr></thead>
    <tbody>${table.rows.map(row => html`<tr>${row.map((word, i) => i === 0 ? html`<th scope="row">${word}</th>` : html`<td>${word}</td>`)}</tr>`)}</tbody></table>`;
}

/** A little smaller than the text around: on a wall it is larger than at a desk. */
function letters(): number {
  return Math.round(parseFloat(getComputedStyle(document.documentElement).fontSize) * LETTERS);
}

/** What all charts have in common. */
function frame(paint: Paint): EChartsCoreOption {
  return {
    animation: !calm.matches, animationDuration: 250, animationDurationUpdate: 250,
    textStyle: {fontFamily: getComputedStyle(document.documentElement).fontFamily, color: paint("quiet")},
    grid: {left: 8, right: 12, top: 28, bottom: 4, containLabel: true}
  };
}

/** A category or value axis in the house's manner. */
export function axis(paint: Paint, more: {readonly axisLabel?: object, readonly [option: string]: unknown} = {}): object {
  return {
    axisLine: {lineStyle: {color: paint("line")}}, axisTick: {show: false}, splitLine: {lineStyle: {color: paint("line")}}, nameTextStyle: {color: paint("quiet")},
    ...more, axisLabel: {color: paint("quiet"), hideOverlap: true, fontSize: letters(), ...more.axisLabel}
  };
}

export function tooltip(paint: Paint, more: object = {}): object {
  return {
    trigger: "axis", confine: true, backgroundColor: paint("surface"), borderColor: paint("line"), textStyle: {color: paint("text"), fontSize: letters() + 1},
    axisPointer: {lineStyle: {color: paint("quiet")}, shadowStyle: {color: paint("raised"), opacity: .5}}, ...more
  };
}

export function legend(paint: Paint, more: object = {}): object {
  return {right: 4, top: 0, icon: "roundRect", itemWidth: 12, itemHeight: 8, textStyle: {color: paint("quiet"), fontSize: letters()}, inactiveColor: paint("line"), ...more};
}

customElements.define("pb-chart", PbChart);
