import type {Forecast, Hour} from "./answers";

const PAST_HOURS = 12;

/** An hour of the past or to come; bays occupied on average. */
export interface Point {
  start: number;
  past: number | null;
  expected: number | null;
  low: number | null;
  high: number | null;
}

/** What is to be expected of the zones that have a forecast. */
export interface Outlook {
  points: Point[];
  bays: number;
  /** How far off such forecasts were on average, in bays; null where that is not known of each. */
  mean: number | null;
  zones: number;
  /** Those with a forecast; the others are not in the numbers. */
  known: number;
}

/** The last hours that are over. */
export function lastHours(hours: readonly Hour[]): Point[] {
  return hours.slice(-PAST_HOURS - 1, -1).map(hour => ({start: Date.parse(hour.start), past: hour.occupied_hours, expected: null, low: null, high: null}));
}

/** The zones as one. Their bands are added up, which is wider than the band of the sum would be; none where a zone has none. */
export function together(zones: readonly Forecast[]): Outlook {
  const known = zones.filter(zone => zone.hours.length > 0 && zone.hours.every(hour => hour.expected !== null));
  const points = (known[0]?.hours ?? []).map((hour, i): Point => ({
    start: Date.parse(hour.start), past: null, expected: sum(known.map(zone => zone.hours[i].expected)), low: sum(known.map(zone => zone.hours[i].low)),
    high: sum(known.map(zone => zone.hours[i].high))
  }));
  return {points, bays: known.reduce((bays, zone) => bays + zone.bays, 0), mean: sum(known.map(zone => zone.error.mean)), zones: zones.length, known: known.length};
}

function sum(values: readonly (number | null)[]): number | null {
  return values.reduce<number | null>((total, value) => total === null || value === null ? null : total + value, 0);
}
