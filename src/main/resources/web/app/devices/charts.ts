import {axis, tooltip, legend, type EChartsCoreOption, type Paint} from "../parts/pb-chart";
import {decimal, moment, shortDay, timeOfDay} from "../text/format";
import type {Dot} from "./history";

export interface Line {
  name: string;
  dots: readonly Dot[];
  colour: string;
  /** As faint as a bound beside a mean. */
  faint?: boolean;
}

const DAY_MILLIS = 86_400_000;

function timeAxis(paint: Paint, from: number, to: number, timeZone: string): object {
  return axis(paint, {
    type: "time", min: from, max: to, splitNumber: 6, splitLine: {show: false},
    axisLabel: {color: paint("quiet"), hideOverlap: true, formatter: (value: number) => to - from > 2 * DAY_MILLIS ? shortDay(value, timeZone) : timeOfDay(value, timeZone)}
  });
}

/** Lines over time with one unit; times in the facility's zone. */
export function lines(all: readonly Line[], unit: string, from: number, to: number, timeZone: string): (paint: Paint) => EChartsCoreOption {
  return paint => ({
    grid: {left: 4, right: 14, top: all.length > 1 ? 26 : 12, bottom: 2, containLabel: true},
    ...(all.length > 1 ? {legend: legend(paint)} : {}),
    tooltip: tooltip(paint, {
      formatter: (items: readonly {seriesName: string, marker: string, value: Dot}[]) => items.length === 0 ? "" : [moment(items[0].value[0], timeZone),
        ...items.map(item => `${item.marker}${item.seriesName} <b>${item.value[1] === null ? "–" : decimal(item.value[1])} ${unit}</b>`)].join("<br>")
    }),
    xAxis: timeAxis(paint, from, to, timeZone),
    yAxis: axis(paint, {type: "value", scale: true, splitNumber: 3, axisLabel: {color: paint("quiet"), formatter: (value: number) => `${decimal(value)} ${unit}`}}),
    series: all.map(one => ({
      type: "line", name: one.name, data: one.dots, showSymbol: one.dots.length < 3, symbolSize: 5, sampling: "lttb", connectNulls: false,
      lineStyle: {width: one.faint ? 1 : 2, opacity: one.faint ? .45 : 1, type: one.faint ? "dashed" : "solid"}, itemStyle: {color: paint(one.colour)}
    }))
  });
}

/** When a bay was occupied, and when its device was silent. */
export function timeline(occupied: readonly Dot[], offline: readonly Dot[], names: readonly [string, string], from: number, to: number, timeZone: string): (paint: Paint) => EChartsCoreOption {
  return paint => ({
    grid: {left: 4, right: 14, top: 26, bottom: 2, containLabel: true}, legend: legend(paint),
    xAxis: timeAxis(paint, from, to, timeZone), yAxis: {type: "value", min: 0, max: 1, show: false},
    series: [spells(paint, names[0], occupied, "occupied", .55), spells(paint, names[1], offline, "unknown", .35)]
  });
}

function spells(paint: Paint, name: string, data: readonly Dot[], colour: string, opacity: number): object {
  return {type: "line", step: "end", name, data, showSymbol: false, lineStyle: {width: 0}, itemStyle: {color: paint(colour)}, areaStyle: {color: paint(colour), opacity}, silent: true};
}
