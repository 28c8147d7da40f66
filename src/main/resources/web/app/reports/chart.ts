/** The charts of a report, as the API tells them. */
import type {Table} from "../parts/pb-chart";
import {locale} from "../text/locale";

export interface Chart {
  title: string;
  description: string;
  form: "UPRIGHT" | "STACKED" | "LYING";
  unit: string;
  /** Of the categories; one that is empty is not written. */
  labels: readonly string[];
  series: readonly Series[];
}

export interface Series {
  name: string;
  mark: "BAR" | "LINE" | "AIM";
  tone: "ACCENT" | "MIDDLE" | "PALE" | "GREY" | "ALARM";
  values: readonly (number | null)[];
}

const tenths = new Intl.NumberFormat(locale, {maximumFractionDigits: 1});
const ROW_HEIGHT = 30;
const LEAST_HEIGHT = 220;

/** Whether there is anything to draw, as on paper. */
export function isTelling(chart: Chart): boolean {
  return chart.series.some(series => series.values.some(value => value !== null && value !== 0));
}

export function valueWords(value: number | null, unit: string): string {
  return value === null ? "–" : tenths.format(value) + (unit ? `\u00a0${unit}` : "");
}

export function heightOf(chart: Chart): number {
  return chart.form === "LYING" ? Math.max(LEAST_HEIGHT, chart.labels.length * ROW_HEIGHT + 40) : LEAST_HEIGHT;
}

/** For those who do not see it. */
export function tableOf(chart: Chart): Table {
  return {head: ["", ...chart.series.map(series => series.name)],
    rows: chart.labels.map((label, i) => [label || String(i + 1), ...chart.series.map(series => valueWords(series.values[i], chart.unit))])};
}
