/** The frames of /ws/live, as docs/live.md describes them. */

export const FREE = 0;
export const OCCUPIED = 1;
export const UNKNOWN = 2;

export interface Facility {
  id: number;
  code: string;
  name: string;
  time_zone: string;
}

export interface Zone {
  id: number;
  facility_id: number;
  code: string;
  name: string;
  zone_type: string;
  total_slots: number;
  occupied: number;
  free: number;
  unknown: number;
  /** Width and height of its plan in metres, where somebody has said them. */
  plan?: [number, number];
  /** The drawing of its floor, where there is one. */
  image?: ZoneImage;
}

/** Where it lies on its zone's plan: upper left corner and size, in metres. */
export interface ZoneImage {
  /** Which one it is, to be asked for by. */
  digest: string;
  x: number;
  y: number;
  width: number;
  height: number;
  opacity: number;
}

/** On its zone's plan: x and y of its middle, how far it is turned (degrees, clockwise), width and length; in metres from the plan's upper left corner. */
export type PlaceRow = [number, number, number, number, number];

/** id, zone, number, state, since (epoch seconds), longitude, latitude, kind, and its place where it has one */
export type BayRow = [number, number, string, number, number | null, number | null, number | null, string, PlaceRow?];

/** An alert of the facility watched; docs/alerts.md says what the types mean. */
export interface LiveAlert {
  id: number;
  type: string;
  severity: "CRITICAL" | "WARNING" | "INFO";
  /** In English; `facts` is what it says, by name. */
  message: string;
  facts: Readonly<Record<string, number | string>>;
  device: string | null;
  zone: string | null;
  bay_id: number | null;
  /** Epoch seconds. */
  raised: number;
  active: boolean;
  acknowledged: boolean;
}

/** What this instance has done with the messages it received. */
export interface Counters {
  received: number;
  stored: number;
  duplicate: number;
  dead_lettered: number;
  quarantined: number;
  in_flight: number;
}

export interface SnapshotFrame {
  type: "snapshot";
  seq: number;
  /** With the number, where to go on after a short break. */
  epoch: string;
  time: string;
  facilities: Facility[];
  facility: string | null;
  zones: Zone[];
  bays: BayRow[];
  /** The newest active ones that no alert about the facility explains. */
  alerts: LiveAlert[];
  counters: Counters;
}

export interface DeltaFrame {
  type: "delta";
  seq: number;
  epoch: string;
  /** The number that must have been seen for this frame to go on from there. */
  after: number;
  time: string;
  /** id, occupied, free, unknown */
  zones: [number, number, number, number][];
  /** id, state, since (epoch seconds) */
  bays: [number, number, number][];
  /** Those that have changed. */
  alerts: LiveAlert[];
  counters: Counters;
}

/** What has become of a run of a report; `removed` where it is there no more. */
export interface RunChange {
  id: number;
  schedule_id: number | null;
  state: "queued" | "running" | "done" | "failed" | "cancelled" | "removed";
  /** 0 to 1 */
  progress: number;
}

/** Runs and schedules (their ids) of reports that have changed. */
export interface ReportChanges {
  runs: readonly RunChange[];
  schedules: readonly number[];
}

/** Without members: any of those that one may see may have changed. */
export interface ReportsFrame extends Partial<ReportChanges> {
  type: "reports";
}

export interface ErrorFrame {
  type: "error";
  message: string;
}

export type Frame = SnapshotFrame | DeltaFrame | ReportsFrame | ErrorFrame;
