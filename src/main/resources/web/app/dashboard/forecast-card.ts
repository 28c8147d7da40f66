import {LitElement, css, html} from "lit";
import {get} from "../http/api";
import {Hearing} from "../live/hearing";
import {Loaded} from "../parts/loaded";
import {axis, legend, tooltip, type EChartsCoreOption, type Paint} from "../parts/pb-chart";
import "../parts/pb-chart";
import {base, card} from "../parts/styles";
import {decimal, timeOfDay} from "../text/format";
import type {Answer, Forecast, Hour} from "./answers";
import {lastHours, together, type Outlook, type Point} from "./outlook";
import {scope} from "./scope";
import {t} from "./texts";

const REFRESH_MILLIS = 60_000;

/** What is to be expected in the next 24 hours, with its error band, behind the last twelve. */
class ForecastCard extends LitElement {
  static properties = {facility: {type: Number}, zone: {type: Number}, date: {type: String}, timeZone: {type: String}};
  static styles = [base, card, css`:host { display: grid; min-height: 0; } pb-chart { height: 100%; min-height: 230px; }`];

  declare facility: number | undefined;
  declare zone: number | undefined;
  declare date: string;
  declare timeZone: string;

  private readonly shown = new Loaded(this, () => [this.facility, this.zone ?? null] as const,
    ([facility, zone], signal) => load(facility, zone ?? undefined, signal), REFRESH_MILLIS);

  constructor() {
    super();
    new Hearing(this, () => this.shown.refresh());
  }

  render() {
    return html`<section class="card"><header><h2>${t("forecast")}</h2><span class="quiet small">${this.note()}</span></header>
      <div class="body">${this.shown.view(shown => shown.points.some(point => point.expected !== null) ? this.renderChart(shown)
        : html`<empty-state heading=${t("noForecast")} detail=${t("noForecastDetail")}></empty-state>`)}</div></section>`;
  }

  /** How far off such forecasts were, and whether zones are missing. */
  private note(): string {
    const {mean = null, zones = 0, known = 0} = this.shown.value ?? {};
    return [known > 0 && known < zones ? t("forecastZones", {known, n: zones}) : "", known > 0 && mean !== null ? t("forecastError", {mean: decimal(mean)}) : ""].filter(Boolean).join(" · ");
  }

  private renderChart({points, bays}: Outlook) {
    const label = (point: Point) => timeOfDay(point.start, this.timeZone);
    return html`<pb-chart label=${t("forecast")} .option=${(paint: Paint) => option(paint, points, bays, label)} .table=${{
      head: [t("hour"), t("past"), t("expected"), t("forecastBand")],
      rows: points.map(point => [label(point), numberOr(point.past), numberOr(point.expected), point.low === null || point.high === null ? "–" : `${decimal(point.low)}–${decimal(point.high)}`])
    }}></pb-chart>`;
  }
}

function numberOr(value: number | null): string {
  return value === null ? "–" : decimal(value);
}

async function load(facility: number | undefined, zone: number | undefined, signal: AbortSignal): Promise<Outlook> {
  const yesterday = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
  const [zones, hours] = await Promise.all([
    get<Forecast[]>("/api/analytics/forecast", scope(facility, zone), signal),
    get<Answer<Hour>>("/api/analytics/hours", {...scope(facility, zone), from: yesterday}, signal)
  ]);
  const outlook = together(zones);
  return {...outlook, points: [...lastHours(hours.figures), ...outlook.points]};
}

function option(paint: Paint, points: readonly Point[], bays: number, label: (point: Point) => string): EChartsCoreOption {
  const line = (name: string, data: (number | null)[], colour: string, more: object = {}) =>
    ({name, type: "line", data, symbol: "none", smooth: .2, lineStyle: {color: paint(colour), width: 2}, itemStyle: {color: paint(colour)}, ...more});
  const band = {stack: "band", lineStyle: {opacity: 0}, tooltip: {show: false}, silent: true};
  const now = points.findIndex(point => point.past === null);
  return {
    legend: legend(paint, {data: [t("past"), t("expected"), t("forecastBand")]}),
    tooltip: tooltip(paint, {formatter: (shown: {dataIndex: number}[]) => words(points[shown[0].dataIndex], label)}),
    xAxis: axis(paint, {type: "category", boundaryGap: false, data: points.map(label), splitLine: {show: false}}),
    yAxis: axis(paint, {type: "value", min: 0, max: bays > 0 ? bays : null, minInterval: 1}),
    series: [
      line("low", points.map(point => point.low), "series-1", band),
      line(t("forecastBand"), points.map(point => point.low === null || point.high === null ? null : Math.min(point.high, bays) - point.low), "series-1",
        {...band, areaStyle: {color: paint("series-1"), opacity: .16}, itemStyle: {color: paint("series-1"), opacity: .3}}),
      line(t("past"), points.map(point => point.past), "series-3"),
      line(t("expected"), points.map((point, i) => i === now - 1 ? point.past : point.expected), "series-1", {lineStyle: {color: paint("series-1"), width: 2, type: [6, 3]}})
    ]
  };
}

function words(point: Point, label: (point: Point) => string): string {
  const value = point.past === null ? `${t("expected")}: ${numberOr(point.expected)}` : `${t("occupiedBays")}: ${numberOr(point.past)}`;
  const band = point.low === null || point.high === null ? "" : `<br>${t("forecastBand")}: ${decimal(point.low)}–${decimal(point.high)}`;
  return `${label(point)}<br>${value}${band}`;
}

customElements.define("forecast-card", ForecastCard);
