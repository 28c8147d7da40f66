import {imageAddress} from "../../bays/drawn";
import type {PlanImage} from "./image";

/** A zone's plan while it is edited: what was loaded, what has been made of it, and the way back. Nothing here draws or asks the server. */

/** Metres from the plan's upper left corner; degrees, clockwise, at 0 the length goes up the plan. */
export interface Place {
  readonly x: number;
  readonly y: number;
  readonly angle: number;
  readonly width: number;
  readonly length: number;
}

export interface DraftBay {
  /** The bay's id; below zero for one that is new. */
  readonly key: number;
  readonly number: string;
  readonly kind: string;
  /** Undefined where it has none on the plan. */
  readonly place: Place | undefined;
}

export interface Plan {
  readonly width: number | null;
  readonly height: number | null;
  /** Below the bays. */
  readonly image: PlanImage | null;
  readonly bays: readonly DraftBay[];
}

/** What `/api/zones/{id}/plan` answers. */
export interface PlanAnswer {
  zone_id: number;
  width: number | null;
  height: number | null;
  image: {digest: string, pixel_width: number, pixel_height: number, x: number, y: number, width: number, opacity: number} | null;
  bays: {id: number, number: string, kind: string, x: number | null, y: number | null, angle: number | null, width: number | null, length: number | null}[];
}

export const METRES_MOST = 2_000;
export const SIZE_LEAST = 0.5;
export const SIZE_MOST = 50;
const STEPS_MOST = 100;

export function planIn(answer: PlanAnswer): Plan {
  return {
    width: answer.width, height: answer.height, image: imageIn(answer), bays: answer.bays.map(({id, number, kind, x, y, angle, width, length}) => ({
      key: id, number, kind, place: x === null || y === null ? undefined : {x, y, angle: angle ?? 0, width: width ?? 0, length: length ?? 0}
    }))
  };
}

function imageIn({zone_id, image}: PlanAnswer): PlanImage | null {
  return image && {
    source: imageAddress(zone_id, image.digest), ratio: image.pixel_height / image.pixel_width, x: image.x, y: image.y, width: image.width, opacity: image.opacity
  };
}

export class Draft {
  plan: Plan;
  private readonly past: Plan[] = [];
  private future: Plan[] = [];
  private nextKey = -1;
  private typing = "";

  /** @param etag of the version that was loaded */
  constructor(private base: Plan, public etag: string | undefined) {
    this.plan = base;
  }

  /** A key for a bay that is new. */
  newKey(): number {
    return this.nextKey--;
  }

  /**
   * One step that can be undone; a plan that is the same is none.
   *
   * @param typing what is typed into: letter after letter is one step
   */
  become(plan: Plan, typing = ""): void {
    if (plan === this.plan) {
      return;
    }
    if (typing === "" || typing !== this.typing) {
      this.past.push(this.plan);
    }
    if (this.past.length > STEPS_MOST) {
      this.past.shift();
    }
    this.typing = typing;
    this.future = [];
    this.plan = plan;
  }

  get canUndo(): boolean {
    return this.past.length > 0;
  }

  get canRedo(): boolean {
    return this.future.length > 0;
  }

  undo(): void {
    const before = this.past.pop();
    this.typing = "";
    if (before) {
      this.future.push(this.plan);
      this.plan = before;
    }
  }

  redo(): void {
    const after = this.future.pop();
    if (after) {
      this.past.push(this.plan);
      this.plan = after;
    }
  }

  /** The bays that differ from what was loaded, in the plan's order. */
  get changed(): DraftBay[] {
    const before = new Map(this.base.bays.map(bay => [bay.key, bay]));
    return this.plan.bays.filter(bay => !isSame(bay, before.get(bay.key)));
  }

  get isResized(): boolean {
    return this.plan.width !== this.base.width || this.plan.height !== this.base.height;
  }

  /** Another one, one more or one less: it goes to the server by itself. */
  get isImageReplaced(): boolean {
    return this.plan.image?.source !== this.base.image?.source;
  }

  get isImageChanged(): boolean {
    return !isSameImage(this.plan.image, this.base.image);
  }

  /** How many things differ from what was loaded: bays, the size, the image. */
  get changes(): number {
    return this.plan === this.base ? 0 : this.changed.length + (this.isResized ? 1 : 0) + (this.isImageChanged ? 1 : 0);
  }

  get isDirty(): boolean {
    return this.changes > 0;
  }

  /** The image is at the server now, or gone from there; where it lies is still to be said. */
  imageIsSent(theirs: Plan, etag: string | undefined): void {
    this.base = {...this.base, image: theirs.image};
    this.etag = etag;
    this.plan = {...this.plan, image: theirs.image && this.plan.image && {...this.plan.image, source: theirs.image.source}};
  }

  /** What is sent: the size, where the image lies, and of each changed bay all that can be said. */
  request(): {width: number | null, height: number | null, image?: object, bays: object[]} {
    const {image} = this.plan, isMoved = image && this.base.image && !liesAlike(image, this.base.image);
    return {
      ...(isMoved ? {image: {x: image.x, y: image.y, width: image.width, opacity: image.opacity}} : {}),
      width: this.plan.width, height: this.plan.height, bays: this.changed.map(({key, number, kind, place}) => ({
        ...(key > 0 ? {id: key} : {}), number: number.trim(), kind: kind.trim(), ...(place ?? {x: null, y: null})
      }))
    };
  }

  /** Somebody else has changed the zone: theirs, and on it what was changed here. */
  rebase(theirs: Plan, etag: string | undefined): void {
    const mine = new Map(this.changed.map(bay => [bay.key, bay]));
    const {isResized, plan, base} = this;
    const keepsImage = this.isImageReplaced || this.isImageChanged && theirs.image?.source === base.image?.source;
    const bays = [...theirs.bays.map(bay => mine.get(bay.key) ?? bay), ...[...mine.values()].filter(bay => bay.key < 0)];
    this.base = theirs;
    this.etag = etag;
    this.past.length = 0;
    this.future = [];
    this.plan = {width: isResized ? plan.width : theirs.width, height: isResized ? plan.height : theirs.height, image: keepsImage ? plan.image : theirs.image, bays};
  }
}

function isSame(a: DraftBay, b: DraftBay | undefined): boolean {
  return a === b || b !== undefined && a.number === b.number && a.kind === b.kind && (a.place === b.place
    || a.place !== undefined && b.place !== undefined && a.place.x === b.place.x && a.place.y === b.place.y && a.place.angle === b.place.angle
      && a.place.width === b.place.width && a.place.length === b.place.length);
}

export function isSameImage(a: PlanImage | null, b: PlanImage | null): boolean {
  return a === b || a !== null && b !== null && a.source === b.source && liesAlike(a, b);
}

function liesAlike(a: PlanImage, b: PlanImage): boolean {
  return a.x === b.x && a.y === b.y && a.width === b.width && a.opacity === b.opacity;
}

export type Keys = ReadonlySet<number>;

function mapped(plan: Plan, keys: Keys, deed: (bay: DraftBay, place: Place) => DraftBay): Plan {
  return {...plan, bays: plan.bays.map(bay => keys.has(bay.key) && bay.place ? deed(bay, bay.place) : bay)};
}

function placedOf(plan: Plan, keys: Keys): {bay: DraftBay, place: Place}[] {
  return plan.bays.flatMap(bay => keys.has(bay.key) && bay.place ? [{bay, place: bay.place}] : []);
}

/** To the millimetre, so that sums do not show. */
export function rounded(value: number): number {
  return Math.round(value * 1_000) / 1_000 + 0;
}

function within(value: number): number {
  return rounded(Math.min(Math.max(value, 0), METRES_MOST));
}

/** To the next line of a grid; as it is where there is none. */
export function snapped(value: number, grid: number): number {
  return rounded(grid > 0 ? Math.round(value / grid) * grid : value);
}

/** All of them together, as far as the plan goes. */
export function move(plan: Plan, keys: Keys, dx: number, dy: number): Plan {
  const places = placedOf(plan, keys).map(({place}) => place);
  if (places.length === 0) {
    return plan;
  }
  const alongX = Math.min(Math.max(dx, -Math.min(...places.map(({x}) => x))), METRES_MOST - Math.max(...places.map(({x}) => x)));
  const alongY = Math.min(Math.max(dy, -Math.min(...places.map(({y}) => y))), METRES_MOST - Math.max(...places.map(({y}) => y)));
  return alongX === 0 && alongY === 0 ? plan : mapped(plan, keys, (bay, place) => ({...bay, place: {...place, x: within(place.x + alongX), y: within(place.y + alongY)}}));
}

export function normal(angle: number): number {
  return rounded((angle % 360 + 360) % 360);
}

/** Each by so many degrees, all of them around their common middle. */
export function turn(plan: Plan, keys: Keys, degrees: number): Plan {
  const places = placedOf(plan, keys).map(({place}) => place);
  if (places.length === 0 || degrees === 0) {
    return plan;
  }
  const x = places.reduce((sum, place) => sum + place.x, 0) / places.length, y = places.reduce((sum, place) => sum + place.y, 0) / places.length;
  const cos = Math.cos(degrees * Math.PI / 180), sin = Math.sin(degrees * Math.PI / 180);
  return mapped(plan, keys, (bay, place) => ({...bay, place: {
    ...place, angle: normal(place.angle + degrees), x: within(x + (place.x - x) * cos - (place.y - y) * sin), y: within(y + (place.x - x) * sin + (place.y - y) * cos)
  }}));
}

/** `row`: on one height; `column`: one below the other; `even`: as far from each other as they are on average, the first and last staying. */
export function align(plan: Plan, keys: Keys, how: "row" | "column" | "even"): Plan {
  const places = placedOf(plan, keys);
  if (places.length < 2) {
    return plan;
  }
  const mean = (which: (place: Place) => number) => rounded(places.reduce((sum, {place}) => sum + which(place), 0) / places.length);
  switch (how) {
    case "row": {
      const y = mean(place => place.y);
      return mapped(plan, keys, (bay, place) => ({...bay, place: {...place, y}}));
    }
    case "column": {
      const x = mean(place => place.x);
      return mapped(plan, keys, (bay, place) => ({...bay, place: {...place, x}}));
    }
    default: {
      const sorted = alongLine(places);
      const first = sorted[0].place, last = sorted[sorted.length - 1].place;
      const at = new Map(sorted.map(({bay}, i) => [bay.key, i / (sorted.length - 1)]));
      return mapped(plan, keys, (bay, place) => {
        const share = at.get(bay.key) ?? 0;
        return {...bay, place: {...place, x: rounded(first.x + (last.x - first.x) * share), y: rounded(first.y + (last.y - first.y) * share)}};
      });
    }
  }
}

/** In order along the longer way. */
function alongLine<T extends {place: Place}>(places: T[]): T[] {
  const wide = Math.max(...places.map(({place}) => place.x)) - Math.min(...places.map(({place}) => place.x));
  const high = Math.max(...places.map(({place}) => place.y)) - Math.min(...places.map(({place}) => place.y));
  return [...places].sort((a, b) => wide >= high ? a.place.x - b.place.x : a.place.y - b.place.y);
}

/** Numbers like. */
export interface Numbering {
  prefix: string;
  start: number;
  step: number;
  digits: number;
}

export function numberAt({prefix, start, step, digits}: Numbering, index: number): string {
  const value = start + index * step;
  return `${prefix}${value < 0 ? "-" : ""}${String(Math.abs(value)).padStart(digits, "0")}`;
}

/** In rows from left to right or back, in columns down or up, or as they were chosen. */
export type Order = "right" | "left" | "down" | "up" | "chosen";

/** So far from each other two bays stand in different rows. */
const ROW_METRES = 2;

export function renumber(plan: Plan, keys: Keys, numbering: Numbering, order: Order): Plan {
  const numbers = new Map(ordered(plan, keys, order).map((key, i) => [key, numberAt(numbering, i)]));
  return {...plan, bays: plan.bays.map(bay => numbers.has(bay.key) ? {...bay, number: numbers.get(bay.key) ?? bay.number} : bay)};
}

/** Those without a place come last, as they are numbered now. */
export function ordered(plan: Plan, keys: Keys, order: Order): number[] {
  const chosen = new Set(plan.bays.filter(bay => keys.has(bay.key)).map(bay => bay.key));
  if (order === "chosen") {
    return [...keys].filter(key => chosen.has(key));
  }
  const isRows = order === "right" || order === "left", back = order === "left" || order === "up" ? -1 : 1;
  const across = ({place}: {place: Place}) => isRows ? place.y : place.x, along = ({place}: {place: Place}) => (isRows ? place.x : place.y) * back;
  const sorted = placedOf(plan, keys).sort((a, b) => across(a) - across(b));
  const rows: (typeof sorted)[] = [];
  for (const bay of sorted) {
    const row = rows[rows.length - 1];
    if (row && across(bay) - across(row[row.length - 1]) < ROW_METRES) {
      row.push(bay);
    } else {
      rows.push([bay]);
    }
  }
  const placed = rows.flatMap(row => row.sort((a, b) => along(a) - along(b)).map(({bay}) => bay.key));
  return [...placed, ...plan.bays.filter(bay => chosen.has(bay.key) && !bay.place).map(bay => bay.key)];
}

/** Takes their places; those that were never saved are gone. */
export function unplace(plan: Plan, keys: Keys): Plan {
  return {...plan, bays: plan.bays.filter(bay => !(keys.has(bay.key) && bay.key < 0)).map(bay => keys.has(bay.key) && bay.place ? {...bay, place: undefined} : bay)};
}

/** Sets what is given of all of them; one without a place gets one where x and y are given. */
export function edit(plan: Plan, keys: Keys, values: Partial<Place> & {number?: string, kind?: string}): Plan {
  const {number, kind, ...said} = values;
  return {...plan, bays: plan.bays.map(bay => {
    if (!keys.has(bay.key)) {
      return bay;
    }
    const place = bay.place ? {...bay.place, ...said} : said.x !== undefined && said.y !== undefined ? {angle: 0, width: 2.5, length: 5, ...said, x: said.x, y: said.y} : undefined;
    return {...bay, number: number ?? bay.number, kind: kind ?? bay.kind, place: place && {...place, x: within(place.x), y: within(place.y), angle: normal(place.angle), width: size(place.width), length: size(place.length)}};
  })};
}

export function size(value: number): number {
  return rounded(Math.min(Math.max(value, SIZE_LEAST), SIZE_MOST));
}

/** Bays whose number another one has, too, or that have none. */
export function faulty(plan: Plan): Set<number> {
  const first = new Map<string, number>();
  const faults = new Set<number>();
  for (const {key, number: written} of plan.bays) {
    const number = written.trim();
    const other = first.get(number);
    if (number === "") {
      faults.add(key);
    } else if (other === undefined) {
      first.set(number, key);
    } else {
      faults.add(key).add(other);
    }
  }
  return faults;
}
