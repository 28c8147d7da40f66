import type {BayRow, Counters, DeltaFrame, Facility, LiveAlert, PlaceRow, SnapshotFrame, Zone} from "./frames";

/** How many alerts a snapshot holds: of more there are only these, the newest. */
const ALERTS_SNAPSHOT = 200;
/** How many of them are kept here. */
const ALERTS_MOST = 1_000;

/** What a zone calls the bays of each state. */
const STATES = ["free", "occupied", "unknown"] as const;

/** Of a place: x, y, angle, width, length. */
export const PLACE = 5;

/** The bays of one facility, by columns: tens of thousands of them change many times a second. */
export class Bays {
  readonly length: number;
  readonly zone: Int32Array;
  readonly state: Uint8Array;
  /** Epoch seconds; NaN where nothing is known. */
  readonly since: Float64Array;
  readonly longitude: Float64Array;
  readonly latitude: Float64Array;
  readonly number: string[];
  readonly kind: string[];
  /** {@link PLACE} numbers for each bay, NaN for one without a place on the plan; undefined where no bay has one. */
  readonly places: Float32Array | undefined;
  private readonly ids: Int32Array;
  private readonly indexById = new Map<number, number>();

  constructor(rows: BayRow[]) {
    this.length = rows.length;
    this.zone = Int32Array.from(rows, row => row[1]);
    this.number = rows.map(row => row[2]);
    this.state = Uint8Array.from(rows, row => row[3]);
    this.since = Float64Array.from(rows, row => row[4] ?? NaN);
    this.longitude = Float64Array.from(rows, row => row[5] ?? NaN);
    this.latitude = Float64Array.from(rows, row => row[6] ?? NaN);
    this.kind = rows.map(row => row[7]);
    this.places = placesOf(rows);
    this.ids = Int32Array.from(rows, row => row[0]);
    rows.forEach((row, index) => this.indexById.set(row[0], index));
  }

  /** Where the bay of this id is. */
  indexOf(id: number): number | undefined {
    return this.indexById.get(id);
  }

  /** The id of the bay at this index. */
  idOf(index: number): number {
    return this.ids[index];
  }

  /** The same bays with states of their own. */
  copy(): Bays {
    return new Bays(Array.from(this.ids, (id, i) => [id, this.zone[i], this.number[i], this.state[i], nullOf(this.since[i]), nullOf(this.longitude[i]),
      nullOf(this.latitude[i]), this.kind[i], this.placeOf(i)]));
  }

  /** Takes over the states; the indices of the bays that are here. */
  fold(changes: DeltaFrame["bays"]): number[] {
    const changed: number[] = [];
    for (const [id, state, since] of changes) {
      const index = this.indexById.get(id);
      if (index !== undefined) {
        this.state[index] = state;
        this.since[index] = since;
        changed.push(index);
      }
    }
    return changed;
  }

  /** Whether the bay has a place on its zone's plan. */
  isPlaced(index: number): boolean {
    return this.places !== undefined && !Number.isNaN(this.places[index * PLACE]);
  }

  private placeOf(index: number): PlaceRow | undefined {
    return this.isPlaced(index) ? [...this.places!.subarray(index * PLACE, (index + 1) * PLACE)] as PlaceRow : undefined;
  }

  /** Whether most bays have a place on their zone's plan. */
  get isPlanned(): boolean {
    let placed = 0;
    for (let bay = 0; this.places && bay < this.length; bay++) {
      placed += this.isPlaced(bay) ? 1 : 0;
    }
    return placed * 2 > this.length;
  }

  /** Whether every bay has its place on the map. */
  get isMapped(): boolean {
    return this.length > 0 && !this.longitude.some(Number.isNaN);
  }
}

function placesOf(rows: BayRow[]): Float32Array | undefined {
  if (!rows.some(row => row[8])) {
    return undefined;
  }
  const places = new Float32Array(rows.length * PLACE).fill(NaN);
  rows.forEach((row, i) => row[8] && places.set(row[8], i * PLACE));
  return places;
}

function nullOf(value: number): number | null {
  return Number.isNaN(value) ? null : value;
}

/** Sum over zones. */
export interface Tally {
  total: number;
  occupied: number;
  free: number;
  unknown: number;
}

export function tally(zones: Iterable<Zone>): Tally {
  const sum = {total: 0, occupied: 0, free: 0, unknown: 0};
  for (const zone of zones) {
    sum.total += zone.total_slots;
    sum.occupied += zone.occupied;
    sum.free += zone.free;
    sum.unknown += zone.unknown;
  }
  return sum;
}

/** What is known now: all facilities with their zones, and the bays of the one that is watched. */
export class Picture {
  readonly facilities: Facility[];
  readonly facility: Facility | undefined;
  readonly bays: Bays;
  /** Active ones of the facility watched, by id; of very many the newest. */
  readonly alerts: Map<number, LiveAlert>;
  /** Whether there are more of them than are known here. */
  moreAlerts: boolean;
  /** Another one when an alert has come, changed or gone. */
  alertsRevision = 0;
  counters: Counters;
  time: string;
  private readonly zones: Map<number, Zone>;

  constructor(frame: SnapshotFrame) {
    this.facilities = frame.facilities;
    this.facility = frame.facilities.find(facility => facility.code === frame.facility);
    this.zones = new Map(frame.zones.map(zone => [zone.id, zone]));
    this.bays = new Bays(frame.bays);
    this.alerts = new Map([...frame.alerts].reverse().map(alert => [alert.id, alert]));
    this.moreAlerts = this.alerts.size >= ALERTS_SNAPSHOT;
    this.counters = frame.counters;
    this.time = frame.time;
  }

  /** The indices of the bays that have changed. */
  fold(frame: DeltaFrame): number[] {
    this.time = frame.time;
    this.counters = frame.counters;
    for (const [id, occupied, free, unknown] of frame.zones) {
      const zone = this.zones.get(id);
      if (zone) {
        Object.assign(zone, {occupied, free, unknown});
      }
    }
    this.foldAlerts(frame.alerts);
    return this.bays.fold(frame.bays);
  }

  private foldAlerts(changes: readonly LiveAlert[]): void {
    for (const alert of changes) {
      if (alert.active) {
        this.alerts.set(alert.id, alert);
      } else {
        this.alerts.delete(alert.id);
      }
    }
    for (const eldest of this.alerts.keys()) {
      if (this.alerts.size <= ALERTS_MOST) {
        break;
      }
      this.alerts.delete(eldest);
      this.moreAlerts = true;
    }
    this.alertsRevision += changes.length;
  }

  /** The same with zones and bays of its own, for a moment of the past. */
  copy(): Picture {
    const copy: Picture = Object.create(Picture.prototype);
    return Object.assign(copy, this, {bays: this.bays.copy(), zones: new Map([...this.zones].map(([id, zone]) => [id, {...zone}]))});
  }

  /** The zones' numbers from the bays. */
  recount(): void {
    const here = this.zonesOf(this.facility);
    here.forEach(zone => Object.assign(zone, {occupied: 0, free: 0, unknown: 0}));
    for (let bay = 0; bay < this.bays.length; bay++) {
      const zone = this.zones.get(this.bays.zone[bay]);
      if (zone) {
        zone[STATES[this.bays.state[bay]]]++;
      }
    }
  }

  /** How many active alerts nobody has acknowledged. */
  get unacknowledged(): number {
    let open = 0;
    for (const alert of this.alerts.values()) {
      open += alert.acknowledged ? 0 : 1;
    }
    return open;
  }

  zone(id: number): Zone | undefined {
    return this.zones.get(id);
  }

  zonesOf(facility: Facility | undefined): Zone[] {
    return [...this.zones.values()].filter(zone => zone.facility_id === facility?.id);
  }
}
