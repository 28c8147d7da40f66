import {PLACE, Picture} from "../../live/picture";
import type {BayRow, Zone} from "../../live/frames";
import {extentOf, lieIn, united} from "../../bays/drawn";
import {Finder} from "../../bays/finding";
import {Grid} from "../../bays/grid";
import type {Box, Layout} from "../../bays/layout";
import {FREE, ShownStates, UNKNOWN} from "../../bays/states";
import type {DraftBay, Plan} from "./draft";
import {boxOf} from "./image";

const USUAL_WIDTH = 2.5;
const CELL = 10;
/** Of a plan that nothing is on yet. */
const EMPTY: Box = {left: 0, top: 0, width: 60, height: 30};
const ZONE = 1;

/** A draft as the bays' painter takes it: the bays that have a place, in metres. What was never saved is drawn as unknown, all else as free. */
export class Board {
  readonly bays: readonly DraftBay[];
  readonly picture: Picture;
  readonly states: ShownStates;
  readonly layout: Layout;
  readonly finder: Finder;
  /** As large as has been said, and as the bays need; the image may be larger. */
  readonly ground: Box;
  private readonly indexOfKey: Map<number, number>;

  constructor(plan: Plan) {
    this.bays = plan.bays.filter(bay => bay.place);
    this.indexOfKey = new Map(this.bays.map((bay, i) => [bay.key, i]));
    const zone: Zone = {id: ZONE, facility_id: 0, code: "", name: "", zone_type: "", total_slots: 0, occupied: 0, free: 0, unknown: 0};
    if (plan.width !== null && plan.height !== null) {
      zone.plan = [plan.width, plan.height];
    }
    this.picture = new Picture({
      type: "snapshot", seq: 0, epoch: "", time: "", facilities: [], facility: null, zones: [zone], bays: this.bays.map(rowOf), alerts: [],
      counters: {received: 0, stored: 0, duplicate: 0, dead_lettered: 0, quarantined: 0, in_flight: 0}
    });
    this.states = new ShownStates(this.picture, true);
    const bare = extentOf(zone, this.picture.bays, this.bays.keys()) ?? (zone.plan ? {left: 0, top: 0, width: zone.plan[0], height: zone.plan[1]} : EMPTY);
    this.ground = bare;
    this.layout = this.lay(plan.image ? united(bare, boxOf(plan.image)) : bare, plan.image);
    this.finder = new Finder(this.layout);
  }

  private lay(ground: Box, image: Plan["image"]): Layout {
    const {bays} = this.picture;
    const places = bays.places ?? new Float32Array(0);
    const x = new Float32Array(bays.length), y = new Float32Array(bays.length), angle = new Float32Array(bays.length), sizes = new Float32Array(2 * bays.length);
    let longest = 2 * USUAL_WIDTH;
    for (let bay = 0; bay < bays.length; bay++) {
      const lie = lieIn(places, bay);
      x[bay] = places[bay * PLACE];
      y[bay] = places[bay * PLACE + 1];
      angle[bay] = lie.turn;
      sizes[2 * bay] = lie.across;
      sizes[2 * bay + 1] = lie.along;
      longest = Math.max(longest, lie.across, lie.along);
    }
    const margin = Math.max(ground.width, ground.height) * 0.5 + CELL;
    return {
      x, y, angle, sizes, bayWidth: USUAL_WIDTH, bayHeight: longest, label: 0, bounds: {left: ground.left - margin, top: ground.top - margin, width: ground.width + 2 * margin,
        height: ground.height + 2 * margin}, home: ground, blocks: [], streets: [], streetOf: undefined, aisles: [], grounds: [ground],
      backdrops: image ? [{source: image.source, zone: ZONE, box: boxOf(image), opacity: image.opacity}] : [], isMap: false, grid: new Grid(x, y, CELL)
    };
  }

  indexOf(key: number): number | undefined {
    return this.indexOfKey.get(key);
  }

  /** Those whose middle is within two corners. */
  within(x1: number, y1: number, x2: number, y2: number): number[] {
    const found = new Int32Array(this.bays.length);
    const n = this.layout.grid.within(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2), found);
    return [...found.subarray(0, n)].map(index => this.bays[index].key);
  }
}

function rowOf({key, number, kind, place}: DraftBay, index: number): BayRow {
  return [index + 1, ZONE, number, key < 0 ? UNKNOWN : FREE, null, null, null, kind, place && [place.x, place.y, place.angle, place.width, place.length]];
}
