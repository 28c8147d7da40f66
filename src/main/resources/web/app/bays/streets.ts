import type {Grid} from "./grid";

/** Bays along one kerb: from one end to the other, and which they are, in that order. */
export interface Street {
  x1: number;
  y1: number;
  x2: number;
  y2: number;
  bays: Int32Array;
}

/** Two bays so close stand one behind the other. */
const PAIR_METRES = 9.5;
/** So far a bay without a neighbour takes the direction of others. */
const LIKE_METRES = 120;
const NEXT_METRES = 40;
const ASIDE_METRES = 5;
const SAME_DIRECTION = 0.3;
const BEYOND_METRES = 2.7;

/** Finds kerbs from the bays alone: each has the direction in which its neighbours lie, and goes together with those in line with it. */
export function streetsOf(x: Float32Array, y: Float32Array, grid: Grid): {streets: Street[], streetOf: Int32Array, angle: Float32Array} {
  const near = new Int32Array(x.length);
  const angle = new Float32Array(x.length);
  const alone: number[] = [];
  for (let bay = 0; bay < x.length; bay++) {
    const direction = Number.isNaN(x[bay]) ? 0 : directionAt(bay, x, y, grid, near);
    angle[bay] = direction ?? NaN;
    if (direction === undefined) {
      alone.push(bay);
    }
  }
  const likened = alone.map(bay => likeOthers(bay, x, y, angle, grid, near));
  alone.forEach((bay, i) => {
    angle[bay] = likened[i];
  });
  const leader = Int32Array.from(x.keys());
  for (let bay = 0; bay < x.length; bay++) {
    const n = Number.isNaN(x[bay]) ? 0 : around(bay, NEXT_METRES, x, y, grid, near);
    for (let i = 0; i < n; i++) {
      if (near[i] > bay && areInLine(bay, near[i], x, y, angle)) {
        leader[lead(leader, near[i])] = lead(leader, bay);
      }
    }
  }
  const streets = collect(leader, x, y, angle);
  const streetOf = new Int32Array(x.length).fill(-1);
  streets.forEach((street, i) => street.bays.forEach(bay => {
    streetOf[bay] = i;
  }));
  return {streets, streetOf, angle};
}

function around(bay: number, metres: number, x: Float32Array, y: Float32Array, grid: Grid, found: Int32Array): number {
  return grid.within(x[bay] - metres, y[bay] - metres, x[bay] + metres, y[bay] + metres, found);
}

/** The axis on which the bays before and behind lie, as an angle in (-π/2, π/2]; undefined where there are none. */
function directionAt(bay: number, x: Float32Array, y: Float32Array, grid: Grid, near: Int32Array): number | undefined {
  const n = around(bay, PAIR_METRES, x, y, grid, near);
  let xx = 0, xy = 0, yy = 0;
  for (let i = 0; i < n; i++) {
    const dx = x[near[i]] - x[bay], dy = y[near[i]] - y[bay];
    const apart = dx * dx + dy * dy;
    if (near[i] !== bay && apart > 0) {
      xx += dx * dx / (apart * apart);
      xy += dx * dy / (apart * apart);
      yy += dy * dy / (apart * apart);
    }
  }
  return xx + yy === 0 ? undefined : 0.5 * Math.atan2(2 * xy, xx - yy);
}

/** The direction of the nearest bay that has one; east where none is near. */
function likeOthers(bay: number, x: Float32Array, y: Float32Array, angle: Float32Array, grid: Grid, near: Int32Array): number {
  const n = around(bay, LIKE_METRES, x, y, grid, near);
  let like = 0, least = Infinity;
  for (let i = 0; i < n; i++) {
    const apart = Math.hypot(x[near[i]] - x[bay], y[near[i]] - y[bay]);
    if (!Number.isNaN(angle[near[i]]) && apart < least) {
      like = angle[near[i]];
      least = apart;
    }
  }
  return like;
}

function areInLine(a: number, b: number, x: Float32Array, y: Float32Array, angle: Float32Array): boolean {
  const turn = Math.abs(Math.sin(angle[a] - angle[b]));
  const dx = x[b] - x[a], dy = y[b] - y[a];
  const aside = Math.abs(dy * Math.cos(angle[a]) - dx * Math.sin(angle[a]));
  return turn < SAME_DIRECTION && aside < ASIDE_METRES && Math.hypot(dx, dy) <= NEXT_METRES;
}

function lead(leader: Int32Array, bay: number): number {
  while (leader[bay] !== bay) {
    leader[bay] = leader[leader[bay]];
    bay = leader[bay];
  }
  return bay;
}

function collect(leader: Int32Array, x: Float32Array, y: Float32Array, angle: Float32Array): Street[] {
  const members = new Map<number, number[]>();
  for (let bay = 0; bay < x.length; bay++) {
    if (!Number.isNaN(x[bay])) {
      const first = lead(leader, bay);
      members.get(first)?.push(bay) ?? members.set(first, [bay]);
    }
  }
  return [...members.values()].map(bays => lineOf(bays, x, y, angle));
}

function lineOf(bays: number[], x: Float32Array, y: Float32Array, angle: Float32Array): Street {
  const c = Math.cos(angle[bays[0]]), s = Math.sin(angle[bays[0]]);
  const along = (bay: number) => x[bay] * c + y[bay] * s;
  const sorted = bays.sort((a, b) => along(a) - along(b));
  const first = sorted[0], last = sorted[sorted.length - 1];
  const length = Math.hypot(x[last] - x[first], y[last] - y[first]);
  const ux = length > 0 ? (x[last] - x[first]) / length : c, uy = length > 0 ? (y[last] - y[first]) / length : s;
  return {x1: x[first] - BEYOND_METRES * ux, y1: y[first] - BEYOND_METRES * uy, x2: x[last] + BEYOND_METRES * ux, y2: y[last] + BEYOND_METRES * uy, bays: Int32Array.from(sorted)};
}
