/** What the API answers about days; docs/metrics.md says what each figure means. */

export interface Summary {
  date: string;
  total_slots: number;
  total_occupied: number;
  total_available: number;
  total_unknown: number;
  total_parking_events: number;
  active_devices: number;
  avg_health_score: number;
  alerts: {total: number, critical: number, warning: number, info: number, triggered_on_date: number};
  efficiency: {target_usage: number, actual_usage: number, efficiency_percentage: number};
  zones: ZoneSummary[];
}

export interface ZoneSummary {
  id: number;
  total_slots: number;
  occupied: number;
  available: number;
  unknown: number;
  target_usage: number;
  actual_usage: number;
  efficiency_percentage: number;
  parking_events: number;
  avg_health_score: number | null;
}

export interface Answer<T> {
  from: string;
  to: string;
  time_zone: string;
  figures: T[];
}

export interface Hour {
  start: string;
  date: string;
  hour: number;
  arrivals: number;
  departures: number;
  occupancy_rate: number;
  occupied_hours: number;
  target: number;
  last_week: number;
}

export interface ZoneHours {
  zone_id: number;
  occupancy_rates: number[];
  arrivals: number[];
}

export interface Day {
  zone_id: number;
  date: string;
  arrivals: number;
  target: number;
}

export interface Availability {
  zone_id: number;
  date: string;
  /** Percent of the time; null where nothing was noted. */
  availability: number | null;
  minutes_observed: number;
}

export interface Cell {
  /** 1 Monday to 7. */
  weekday: number;
  hour: number;
  occupancy_rate: number;
  arrivals: number;
}

export interface Forecast {
  zone_id: number;
  bays: number;
  method: string;
  error: {forecasts: number, mean: number | null, last_week: number | null};
  hours: {start: string, hour: number, expected: number | null, low: number | null, high: number | null}[];
}

export interface Replay {
  date: string;
  /** Epoch seconds. */
  start: number;
  end: number;
  /** A bay's id, arrival, and departure or null; by bay and arrival. */
  stays: [number, number, number | null][];
}

/** "2026-11-24" and a number of days, in the calendar. */
export function daysAfter(date: string, days: number): string {
  return new Date(Date.parse(`${date}T00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}
