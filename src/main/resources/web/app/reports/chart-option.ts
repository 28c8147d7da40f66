/** A report's chart as ECharts draws it: what the printed report shows, in the screen's colours. */
import {axis, legend, tooltip, type EChartsCoreOption, type Paint} from "../parts/pb-chart";
import {valueWords, type Chart, type Series} from "./chart";

const TONES: Readonly<Record<Series["tone"], readonly [colour: string, opacity: number]>> =
  {ACCENT: ["series-1", 1], MIDDLE: ["series-1", .65], PALE: ["series-1", .35], GREY: ["series-2", 1], ALARM: ["series-3", 1]};

export function optionOf(paint: Paint, chart: Chart): EChartsCoreOption {
  const isLying = chart.form === "LYING";
  const categories = axis(paint, {type: "category", data: [...chart.labels], splitLine: {show: false}, ...(isLying ? {inverse: true, axisLabel: {color: paint("quiet"), width: 130, overflow: "truncate"}}
    : {axisLabel: {color: paint("quiet"), interval: 0, hideOverlap: true}})});
  const values = isLying ? axis(paint, {type: "value", show: false, max: (range: {max: number}) => range.max * 1.18})
    : axis(paint, {type: "value", axisLabel: {color: paint("quiet"), formatter: (value: number) => valueWords(value, chart.unit)}});
  return {
    legend: chart.series.length > 1 ? legend(paint, {data: chart.series.map(series => series.name)}) : undefined,
    tooltip: tooltip(paint, {axisPointer: {type: "shadow", shadowStyle: {color: paint("raised"), opacity: .45}}, valueFormatter: (value: number | null) => valueWords(value ?? null, chart.unit)}),
    grid: {left: 4, right: 12, top: chart.series.length > 1 ? 32 : 12, bottom: 4, containLabel: true},
    ...(isLying ? {yAxis: categories, xAxis: values} : {xAxis: categories, yAxis: values}),
    series: chart.series.map(series => seriesOf(paint, chart, series))
  };
}

function seriesOf(paint: Paint, chart: Chart, series: Series): object {
  const [name, opacity] = TONES[series.tone];
  const colour = paint(name);
  const data = series.values.map(value => value ?? null);
  if (series.mark === "BAR") {
    const isLying = chart.form === "LYING";
    return {
      name: series.name, type: "bar", data, stack: chart.form === "STACKED" ? "all" : undefined, barMaxWidth: isLying ? 16 : 26, barGap: "10%",
      itemStyle: {color: colour, opacity, borderRadius: chart.form === "STACKED" ? 0 : isLying ? [0, 3, 3, 0] : [3, 3, 0, 0]},
      label: isLying ? {show: true, position: "right", color: paint("text"), formatter: ({value}: {value: number | null}) => valueWords(value, chart.unit)} : undefined
    };
  }
  return {
    name: series.name, type: "line", data, symbol: "none", step: series.mark === "AIM" ? "middle" : undefined, itemStyle: {color: colour},
    lineStyle: {color: colour, opacity, width: series.mark === "AIM" ? 1.5 : 2, type: series.mark === "AIM" ? [5, 4] : "solid"}
  };
}
