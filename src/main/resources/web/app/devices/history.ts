/** What a device's history is made of, and how it is drawn; without components, so that its test needs none. */

export interface Point {
  time: string;
  heartbeats: number;
  voltage: number | null;
  voltage_min: number | null;
  voltage_max: number | null;
  power: number | null;
  power_max: number | null;
  battery: number | null;
  rssi: number | null;
  snr: number | null;
  temperature: number | null;
  delay: number | null;
}

export interface Series {
  from: string;
  to: string;
  bucket_seconds: number;
  points: Point[];
}

export interface Stay {
  arrived_at: string;
  departed_at: string | null;
  overstay_seconds: number | null;
}

export interface Reading {
  time: string;
  received_at: string;
  kind: "OCCUPANCY" | "HEARTBEAT";
  seq: number | null;
  occupied: boolean | null;
  voltage: number | null;
  current: number | null;
  power_factor: number | null;
  battery: number | null;
  rssi: number | null;
  snr: number | null;
  temperature: number | null;
}

export interface Gap {
  after: string;
  after_seq: number;
  before: string;
  before_seq: number;
  missing: number;
}

export interface Factor {
  factor: "recency" | "voltage" | "power" | "battery" | "alerts";
  weight: number;
  score: number;
  value: number;
}

export const RANGES = {"24h": 1, "7d": 7, "30d": 30} as const;

export type Range = keyof typeof RANGES;

export function rangeIn(text: string | undefined): Range {
  return text === "7d" || text === "30d" ? text : "24h";
}

const DAY_MILLIS = 86_400_000;

export function beginOf(range: Range, now: number): number {
  return now - RANGES[range] * DAY_MILLIS;
}

export type Dot = [number, number | null];

/** A value over time, broken where the device was silent for much longer than it usually is. */
export function line(points: readonly Point[], pick: (point: Point) => number | null, bucketSeconds: number): Dot[] {
  const dots: Dot[] = points.filter(point => pick(point) !== null).map(point => [Date.parse(point.time), pick(point)]);
  const pauses = dots.slice(1).map(([at], i) => at - dots[i][0]).sort((a, b) => a - b);
  const long = Math.max(2 * bucketSeconds * 1_000, 3 * (pauses[Math.floor(pauses.length / 2)] ?? 0));
  return dots.flatMap((dot, i) => i > 0 && dot[0] - dots[i - 1][0] > long ? [[(dot[0] + dots[i - 1][0]) / 2, null] as Dot, dot] : [dot]);
}

/** Spells (from, until; undefined: still) as a course of 0 and 1 within a range. */
export function steps(spells: readonly (readonly [number, number | undefined])[], from: number, to: number): Dot[] {
  const dots: Dot[] = [];
  for (const [begin, end] of [...spells].sort((a, b) => a[0] - b[0])) {
    if (begin < to && (end ?? to) > from) {
      dots.push([Math.max(from, begin), 1], [Math.min(to, end ?? to), 0]);
    }
  }
  return [[from, dots[0]?.[0] === from ? 1 : 0], ...dots, [to, dots.length > 0 && spells.some(([, end]) => end === undefined) ? 1 : 0]];
}

/** How long the spells last within a range, in milliseconds. */
export function lasting(spells: readonly (readonly [number, number | undefined])[], from: number, to: number): number {
  return spells.reduce((sum, [begin, end]) => sum + Math.max(0, Math.min(to, end ?? to) - Math.max(from, begin)), 0);
}
