/** What stands in a report's table: how it is written for people and how it is sorted. */
import {moment, shortDay, timeOfDay} from "../text/format";
import {locale} from "../text/locale";

export type Kind = "TEXT" | "COUNT" | "DECIMAL" | "PERCENT" | "HEAT" | "MINUTES" | "DAY" | "TIME" | "CLOCK";
export type Value = string | number | null;

export interface Column {
  name: string;
  label: string;
  kind: Kind;
}

const whole = new Intl.NumberFormat(locale, {maximumFractionDigits: 0});
const tenths = new Intl.NumberFormat(locale, {minimumFractionDigits: 1, maximumFractionDigits: 1});
const words = new Intl.Collator(locale, {numeric: true});

export function isNumeric(kind: Kind): boolean {
  return !["TEXT", "DAY", "TIME"].includes(kind);
}

/** A dash where it is not known. Lengths are hours and minutes, as in the printed report: 1:05. */
export function written(kind: Kind, value: Value, timeZone: string): string {
  if (value === null || value === undefined) {
    return "–";
  }
  if (typeof value === "number") {
    return writtenNumber(kind, value);
  }
  switch (kind) {
    case "DAY": return shortDay(Date.parse(`${value}T00:00Z`), "UTC");
    case "TIME": return moment(Date.parse(value), timeZone);
    case "CLOCK": return timeOfDay(Date.parse(value), timeZone);
    default: return value;
  }
}

function writtenNumber(kind: Kind, value: number): string {
  switch (kind) {
    case "PERCENT": return `${tenths.format(value)}\u00a0%`;
    case "DECIMAL": return tenths.format(value);
    case "MINUTES": return `${Math.floor(Math.round(value) / 60)}:${String(Math.round(value) % 60).padStart(2, "0")}`;
    default: return whole.format(value);
  }
}

/** The greatest value of all that are coloured; never 0. */
export function fullest(rows: readonly Value[][], columns: readonly Column[]): number {
  const hot = columns.flatMap((column, i) => column.kind === "HEAT" ? [i] : []);
  return Math.max(1e-9, ...rows.flatMap(row => hot.map(i => Number(row[i] ?? 0))));
}

/** The column's name, with a minus in front where it falls; as it stands in the address. */
export function orderAfter(order: string | undefined, column: string): string | undefined {
  return order === column ? `-${column}` : order === `-${column}` ? undefined : column;
}

/** The rows in that order; unknown values last in either. As they came where there is no such column. */
export function sorted(rows: readonly Value[][], columns: readonly Column[], order: string | undefined): readonly Value[][] {
  const falling = order?.startsWith("-") ?? false;
  const at = columns.findIndex(column => column.name === (falling ? order?.slice(1) : order));
  if (at < 0) {
    return rows;
  }
  return [...rows].sort((one, other) => {
    const [a, b] = [one[at], other[at]];
    if (a === null || b === null) {
      return (a === null ? 1 : 0) - (b === null ? 1 : 0);
    }
    const less = typeof a === "number" && typeof b === "number" ? a - b : words.compare(String(a), String(b));
    return falling ? -less : less;
  });
}
