import {FREE, OCCUPIED, UNKNOWN} from "../live/frames";
import type {Picture} from "../live/picture";
import type {Replay} from "./answers";

/**
 * The picture of a past day's moments, made from its stays. Bays of which nothing is known now are unknown then too; all others are free
 * where no stay holds them.
 */
export class PastPicture {
  readonly picture: Picture;
  private readonly index: Int32Array;
  private readonly arrived: Float64Array;
  private readonly departed: Float64Array;
  private readonly known: Uint8Array;

  constructor(live: Picture, readonly replay: Replay) {
    this.picture = live.copy();
    this.known = live.bays.state.map(state => state === UNKNOWN ? 0 : 1);
    this.index = Int32Array.from(replay.stays, ([bay]) => live.bays.indexOf(bay) ?? -1);
    this.arrived = Float64Array.from(replay.stays, stay => stay[1]);
    this.departed = Float64Array.from(replay.stays, stay => stay[2] ?? Infinity);
  }

  /** Makes the picture that of a moment, in epoch seconds; the indices of the bays that have changed. */
  show(moment: number): number[] {
    const {bays} = this.picture;
    const state = new Uint8Array(bays.length), since = new Float64Array(bays.length).fill(NaN);
    for (let i = 0; i < bays.length; i++) {
      state[i] = this.known[i] ? FREE : UNKNOWN;
    }
    for (let stay = 0; stay < this.index.length; stay++) {
      const bay = this.index[stay];
      if (bay >= 0 && this.arrived[stay] <= moment) {
        const isOver = this.departed[stay] <= moment;
        state[bay] = isOver ? FREE : OCCUPIED;
        since[bay] = isOver ? this.departed[stay] : this.arrived[stay];
      }
    }
    const changed: number[] = [];
    for (let bay = 0; bay < bays.length; bay++) {
      if (bays.state[bay] !== state[bay] || !Object.is(bays.since[bay], since[bay])) {
        changed.push(bay);
      }
    }
    bays.state.set(state);
    bays.since.set(since);
    this.picture.recount();
    this.picture.time = new Date(moment * 1_000).toISOString();
    return changed;
  }

  /** How many bays are occupied at each of so many moments, evenly over the day: where the slider is worth stopping. */
  course(moments: number): number[] {
    const {start, end} = this.replay;
    const changes = new Float64Array(moments + 1);
    const place = (time: number) => Math.min(Math.max(Math.ceil((time - start) / Math.max(1, end - start) * (moments - 1)), 0), moments);
    for (let stay = 0; stay < this.index.length; stay++) {
      if (this.index[stay] >= 0) {
        changes[place(this.arrived[stay])]++;
        changes[place(this.departed[stay])]--;
      }
    }
    const course: number[] = [];
    let present = 0;
    for (let i = 0; i < moments; i++) {
      present += changes[i];
      course.push(present);
    }
    return course;
  }
}

