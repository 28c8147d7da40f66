import {LitElement, css, html} from "lit";
import {get} from "../http/api";
import {Loaded} from "../parts/loaded";
import {axis, tooltip, type EChartsCoreOption, type Paint} from "../parts/pb-chart";
import "../parts/pb-chart";
import {base, card} from "../parts/styles";
import {decimal, percentage, weekday} from "../text/format";
import {daysAfter, type Answer, type Cell} from "./answers";
import {scope} from "./scope";
import {t} from "./texts";

const DAYS = 28;

/** How full it usually is: hours across, weekdays down, of the four weeks up to the day. */
class HeatMapCard extends LitElement {
  static properties = {facility: {type: Number}, zone: {type: Number}, date: {type: String}};
  static styles = [base, card, css`:host { display: grid; min-height: 0; } pb-chart { height: 100%; min-height: 230px; }`];

  declare facility: number | undefined;
  declare zone: number | undefined;
  declare date: string;

  private readonly cells = new Loaded(this, () => [this.facility, this.zone ?? null, this.date] as const, ([facility, zone, date], signal) =>
    get<Answer<Cell>>("/api/analytics/heatmap", {...scope(facility, zone ?? undefined), from: daysAfter(date, 1 - DAYS), to: date}, signal));

  render() {
    return html`<section class="card"><header><h2>${t("heatMap")}</h2><span class="quiet small">${t("heatMapDetail")}</span></header>
      <div class="body">${this.cells.view(answer => html`<pb-chart label=${t("heatMap")} .option=${(paint: Paint) => option(paint, answer.figures)} .table=${tableOf(answer.figures)}></pb-chart>`)}</div></section>`;
  }
}

function hours(): string[] {
  return Array.from({length: 24}, (_, hour) => String(hour).padStart(2, "0"));
}

function tableOf(cells: readonly Cell[]) {
  return {
    head: ["", ...hours()],
    rows: [1, 2, 3, 4, 5, 6, 7].map(number => [weekday(number), ...cells.filter(cell => cell.weekday === number).map(cell => percentage(cell.occupancy_rate))])
  };
}

function option(paint: Paint, cells: readonly Cell[]): EChartsCoreOption {
  const most = Math.max(10, ...cells.map(cell => cell.occupancy_rate));
  return {
    grid: {left: 4, right: 8, top: 4, bottom: 44, containLabel: true},
    tooltip: tooltip(paint, {trigger: "item", formatter: (point: {value: number[]}) =>
      `${weekday(7 - point.value[1])} ${hours()[point.value[0]]}:00 · ${percentage(point.value[2])} · ${t("arrivals", {n: decimal(point.value[3])})}`}),
    xAxis: axis(paint, {type: "category", data: hours(), splitLine: {show: false}, axisLine: {show: false}}),
    yAxis: axis(paint, {type: "category", data: [7, 6, 5, 4, 3, 2, 1].map(weekday), splitLine: {show: false}, axisLine: {show: false}}),
    visualMap: {type: "continuous", min: 0, max: Math.ceil(most / 10) * 10, calculable: false, orient: "horizontal", left: "center", bottom: 0, itemHeight: 140, itemWidth: 10, dimension: 2,
      text: [percentage(Math.ceil(most / 10) * 10), percentage(0)], textStyle: {color: paint("quiet")},
      inRange: {color: [paint("raised"), mix(paint, .35), mix(paint, .7), paint("occupied")]}},
    series: [{type: "heatmap", data: cells.map(cell => [cell.hour, 7 - cell.weekday, cell.occupancy_rate, cell.arrivals]),
      itemStyle: {borderColor: paint("surface"), borderWidth: 1.5, borderRadius: 3}, emphasis: {itemStyle: {borderColor: paint("text"), borderWidth: 1.5}}}]
  };
}

/** Between the empty and the full colour. */
function mix(paint: Paint, share: number): string {
  const [from, to] = [paint("raised"), paint("occupied")].map(colour => colour.match(/[\d.]+/g)?.slice(0, 3).map(Number) ?? [0, 0, 0]);
  return `rgb(${from.map((part, i) => Math.round(part + (to[i] - part) * share)).join(",")})`;
}

customElements.define("heat-map-card", HeatMapCard);
