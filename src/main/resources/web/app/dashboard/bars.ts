import {shortDay} from "../text/format";
import {daysAfter, type Day, type Hour} from "./answers";

/** An hour or a day with what came, what was expected, and what came a week before; no number where it has not begun. */
export interface Bar {
  label: string;
  arrivals: number | null;
  target: number;
  before: number;
}

/** The 24 hours of a day, also those that have not begun: what came then a week before is known. */
export function hourBars(hours: readonly Hour[], before: readonly Hour[]): Bar[] {
  const sum = (all: readonly Hour[], hour: number) => all.filter(one => one.hour === hour).reduce((total, one) => total + one.arrivals, 0);
  const target = hours[0]?.target ?? 0;
  return Array.from({length: 24}, (_, hour) => {
    const known = hours.filter(one => one.hour === hour);
    return {
      label: `${String(hour).padStart(2, "0")}:00`, arrivals: known.length > 0 ? sum(hours, hour) : null, target,
      before: known[0]?.last_week ?? sum(before, hour)
    };
  });
}

/** The days of a span, all zones together, each with the day a week before it. */
export function dayBars(days: readonly Day[], from: string, to: string): Bar[] {
  const sums = new Map<string, {arrivals: number, target: number}>();
  for (const {date, arrivals, target} of days) {
    const sum = sums.get(date) ?? {arrivals: 0, target: 0};
    sums.set(date, {arrivals: sum.arrivals + arrivals, target: sum.target + target});
  }
  const bars: Bar[] = [];
  for (let date = from; date <= to; date = daysAfter(date, 1)) {
    bars.push({
      label: shortDay(Date.parse(`${date}T12:00Z`), "UTC"), arrivals: sums.get(date)?.arrivals ?? null, target: sums.get(date)?.target ?? 0,
      before: sums.get(daysAfter(date, -7))?.arrivals ?? 0
    });
  }
  return bars;
}
