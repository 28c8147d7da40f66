import {LitElement, css, html} from "lit";
import {guard} from "lit/directives/guard.js";
import {get} from "../http/api";
import {Hearing} from "../live/hearing";
import {Loaded} from "../parts/loaded";
import {axis, legend, tooltip, type EChartsCoreOption, type Paint} from "../parts/pb-chart";
import "../parts/pb-chart";
import {base, card, segments} from "../parts/styles";
import {place, Placed} from "../shell/place";
import {count} from "../text/format";
import {daysAfter, type Answer, type Day, type Hour} from "./answers";
import {dayBars, hourBars, type Bar} from "./bars";
import {scope} from "./scope";
import {t} from "./texts";

const REFRESH_MILLIS = 15_000;
const SPANS = {day: 1, week: 7, month: 30} as const;
type Span = keyof typeof SPANS;

/** Arrivals against the target and the week before: of one day by the hour, of a week or month by the day. */
class UsageCard extends LitElement {
  static properties = {facility: {type: Number}, zone: {type: Number}, date: {type: String}, past: {type: Boolean}};
  static styles = [base, card, segments, css`:host { display: grid; min-height: 0; } pb-chart { height: 100%; min-height: 230px; }`];

  declare facility: number | undefined;
  declare zone: number | undefined;
  declare date: string;
  declare past: boolean;

  private readonly bars = new Loaded(this, () => [this.facility, this.zone ?? null, this.date, this.span] as const,
    ([facility, zone, date, span], signal) => load(facility, zone ?? undefined, date, span, signal), REFRESH_MILLIS);

  constructor() {
    super();
    new Placed(this);
    new Hearing(this, () => this.past || this.bars.refresh());
  }

  private get span(): Span {
    const wanted = place.get("span");
    return wanted === "week" || wanted === "month" ? wanted : "day";
  }

  render() {
    const spans = Object.keys(SPANS) as Span[];
    return html`<section class="card"><header><h2>${t("usage")}</h2>
      <div class="segments" role="group" aria-label=${t("usage")}>${spans.map(span => html`<button aria-pressed=${span === this.span}
        @click=${() => place.want({span: span === "day" ? undefined : span})}>${t(span)}</button>`)}</div></header>
      <div class="body">${this.bars.view(bars => html`<pb-chart label=${t("usage")} .option=${guard([bars], () => (paint: Paint) => option(paint, bars))} .table=${{
        head: [t("hour"), t("thisDay"), t("target"), t("lastWeek")],
        rows: bars.map(bar => [bar.label, bar.arrivals === null ? "–" : count(bar.arrivals), count(bar.target), count(bar.before)])
      }}></pb-chart>`)}</div></section>`;
  }
}

async function load(facility: number | undefined, zone: number | undefined, date: string, span: Span, signal: AbortSignal): Promise<Bar[]> {
  if (span === "day") {
    const {figures} = await get<Answer<Hour>>("/api/analytics/hours", {...scope(facility, zone), from: date, to: date}, signal);
    const before = figures.length < 24 ? (await get<Answer<Hour>>("/api/analytics/hours", {...scope(facility, zone), from: daysAfter(date, -7), to: daysAfter(date, -7)}, signal)).figures : [];
    return hourBars(figures, before);
  }
  const {figures} = await get<Answer<Day>>("/api/analytics/days", {...scope(facility, zone), from: daysAfter(date, -SPANS[span] - 6), to: date}, signal);
  return dayBars(figures, daysAfter(date, 1 - SPANS[span]), date);
}

function option(paint: Paint, bars: readonly Bar[]): EChartsCoreOption {
  const hasTarget = bars.some(bar => bar.target > 0);
  return {
    legend: legend(paint, {data: [t("thisDay"), t("lastWeek"), ...(hasTarget ? [t("target")] : [])]}), tooltip: tooltip(paint, {axisPointer: {type: "shadow", shadowStyle: {color: paint("raised"), opacity: .45}}}),
    xAxis: axis(paint, {type: "category", data: bars.map(bar => bar.label), splitLine: {show: false}}), yAxis: axis(paint, {type: "value", minInterval: 1}),
    series: [
      {name: t("thisDay"), type: "bar", data: bars.map(bar => bar.arrivals), itemStyle: {color: paint("series-1"), borderRadius: [3, 3, 0, 0]}, barMaxWidth: 26},
      {name: t("lastWeek"), type: "line", data: bars.map(bar => bar.before), symbol: "none", lineStyle: {color: paint("series-2"), width: 2}, itemStyle: {color: paint("series-2")}},
      ...(hasTarget ? [{name: t("target"), type: "line", data: bars.map(bar => bar.target), step: "middle", symbol: "none", lineStyle: {color: paint("series-4"), width: 1.5, type: [5, 4]},
        itemStyle: {color: paint("series-4")}}] : [])
    ]
  };
}

customElements.define("usage-card", UsageCard);
