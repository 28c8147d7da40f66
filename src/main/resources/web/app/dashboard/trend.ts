import type {Availability, Hour} from "./answers";

/** How something differs from the same a week before. */
export interface Trend {
  /** In percent of then, or in points where it is a percentage itself. */
  change: number;
  isPoints: boolean;
}

/** Arrivals of the day against those of the same hours a week before; the present hour counts as far as it has passed. */
export function arrivalsTrend(hours: readonly Hour[], now: number): Trend | undefined {
  let arrivals = 0, before = 0;
  for (const hour of hours) {
    const passed = Math.min(Math.max((now - Date.parse(hour.start)) / 3_600_000, 0), 1);
    arrivals += hour.arrivals;
    before += hour.last_week * passed;
  }
  return before > 0 ? {change: (arrivals - before) / before * 100, isPoints: false} : undefined;
}

/** Two percentages. */
export function pointsTrend(value: number | undefined, before: number | undefined): Trend | undefined {
  return value === undefined || before === undefined ? undefined : {change: value - before, isPoints: true};
}

/** How much of the time a day's devices were heard of, all zones together; undefined where nobody listened. */
export function heardOn(days: readonly Availability[], date: string): number | undefined {
  let heard = 0, minutes = 0;
  for (const day of days) {
    if (day.date === date && day.availability !== null) {
      heard += day.availability * day.minutes_observed;
      minutes += day.minutes_observed;
    }
  }
  return minutes > 0 ? heard / minutes : undefined;
}
