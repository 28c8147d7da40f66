import {FREE, OCCUPIED, UNKNOWN} from "../live/frames";
import type {Picture} from "../live/picture";

/** Beyond what a frame says of a bay: what an active alert says. */
export const OVERSTAY = 3;
export const OFFLINE = 4;

export {FREE, OCCUPIED, UNKNOWN};

export type StateName = "free" | "occupied" | "overstay" | "offline" | "unknown";

/** By number. */
export const STATE_NAMES: readonly StateName[] = ["free", "occupied", "unknown", "overstay", "offline"];
/** In the legend's order. */
export const STATES: readonly number[] = [FREE, OCCUPIED, OVERSTAY, OFFLINE, UNKNOWN];

const NO_OUTAGE = Infinity;

/** The state that is shown of each bay: its own, unless an alert says that a car overstays or that its device is silent. */
export class ShownStates {
  readonly of: Uint8Array;
  private overstayed = new Set<number>();
  private silent = new Set<number>();
  /** Since when the whole facility is silent, epoch seconds. */
  private outage = NO_OUTAGE;
  private alertsRevision = 0;

  /** @param past states as they are, because alerts are those of now */
  constructor(private readonly picture: Picture, private readonly past: boolean) {
    this.of = new Uint8Array(picture.bays.length);
    this.readAlerts();
    for (let bay = 0; bay < this.of.length; bay++) {
      this.of[bay] = this.stateOf(bay);
    }
  }

  /** Takes over the states of these bays, and what the alerts say now; tells each bay that is shown differently from before. */
  update(bays: readonly number[], tell: (bay: number) => void): void {
    const take = (bay: number) => {
      const state = this.stateOf(bay);
      if (this.of[bay] !== state) {
        this.of[bay] = state;
        tell(bay);
      }
    };
    if (this.alertsRevision !== this.picture.alertsRevision) {
      this.takeAlerts(take);
    }
    bays.forEach(take);
  }

  private takeAlerts(take: (bay: number) => void): void {
    const {overstayed, silent, outage} = this;
    this.readAlerts();
    for (const set of [overstayed, silent, this.overstayed, this.silent]) {
      set.forEach(take);
    }
    if (outage !== this.outage) {
      for (let bay = 0; bay < this.of.length; bay++) {
        take(bay);
      }
    }
  }

  private readAlerts(): void {
    this.overstayed = new Set();
    this.silent = new Set();
    this.outage = NO_OUTAGE;
    this.alertsRevision = this.picture.alertsRevision;
    if (this.past) {
      return;
    }
    for (const alert of this.picture.alerts.values()) {
      const bay = alert.bay_id === null ? undefined : this.picture.bays.indexOf(alert.bay_id);
      if (alert.type === "OVERSTAY" && bay !== undefined) {
        this.overstayed.add(bay);
      } else if (alert.type === "DEVICE_OFFLINE" && bay !== undefined) {
        this.silent.add(bay);
      } else if (alert.type === "DEVICE_OFFLINE" && alert.device === null && alert.zone === null) {
        this.outage = alert.raised;
      }
    }
  }

  private stateOf(bay: number): number {
    const state = this.picture.bays.state[bay];
    // what has changed since an outage began is not part of it
    if (this.silent.has(bay) || this.outage !== NO_OUTAGE && !(this.picture.bays.since[bay] > this.outage)) {
      return OFFLINE;
    }
    return state === OCCUPIED && this.overstayed.has(bay) ? OVERSTAY : state;
  }

  /** How many bays are shown in each state, by number; of one zone or of all. */
  counts(zone: number | undefined): number[] {
    const counts = STATE_NAMES.map(() => 0);
    for (let bay = 0; bay < this.of.length; bay++) {
      if (zone === undefined || this.picture.bays.zone[bay] === zone) {
        counts[this.of[bay]]++;
      }
    }
    return counts;
  }
}
