import {PLACE, type Bays} from "../live/picture";
import type {Zone} from "../live/frames";
import type {Box} from "./layout";

/** How a bay is drawn: turned by no more than 45 degrees either way, so that what is written in it can be read; `across` goes along the turned x axis. */
export interface Lie {
  /** Radians, clockwise. */
  turn: number;
  across: number;
  along: number;
}

/** @param angle degrees, clockwise; at 0 its length goes up the plan */
export function lieOf(angle: number, width: number, length: number): Lie {
  const half = (angle % 180 + 180) % 180;
  const turn = half > 90 ? half - 180 : half;
  return Math.abs(turn) > 45 ? {turn: radians(turn - Math.sign(turn) * 90), across: length, along: width} : {turn: radians(turn), across: width, along: length};
}

export function radians(degrees: number): number {
  return degrees * Math.PI / 180;
}

/** The box around a bay in its middle, as half its width and height. */
export function reachOf({turn, across, along}: Lie): {x: number, y: number} {
  const cos = Math.abs(Math.cos(turn)), sin = Math.abs(Math.sin(turn));
  return {x: (cos * across + sin * along) / 2, y: (sin * across + cos * along) / 2};
}

export function lieIn(places: Float32Array, bay: number): Lie {
  return lieOf(places[bay * PLACE + 2], places[bay * PLACE + 3], places[bay * PLACE + 4]);
}

/** Where the image below a zone's plan is. What is called so never changes. */
export function imageAddress(zone: number, digest: string): string {
  return `/api/zones/${zone}/plan/image?digest=${digest}`;
}

function imageBox({x, y, width, height}: {x: number, y: number, width: number, height: number}): Box {
  return {left: x, top: y, width, height};
}

/** The smallest box around both. */
export function united(a: Box, b: Box): Box {
  const left = Math.min(a.left, b.left), top = Math.min(a.top, b.top);
  return {left, top, width: Math.max(a.left + a.width, b.left + b.width) - left, height: Math.max(a.top + a.height, b.top + b.height) - top};
}

/** A zone's plan in metres: as large as somebody has said, and at least as its bays and the image below them. Undefined where it has no bays. */
export function extentOf(zone: Zone, bays: Bays, members: Iterable<number>): Box | undefined {
  const {places} = bays;
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (const bay of members) {
    if (places && bays.isPlaced(bay)) {
      const {x, y} = reachOf(lieIn(places, bay));
      left = Math.min(left, places[bay * PLACE] - x);
      right = Math.max(right, places[bay * PLACE] + x);
      top = Math.min(top, places[bay * PLACE + 1] - y);
      bottom = Math.max(bottom, places[bay * PLACE + 1] + y);
    }
  }
  if (left > right) {
    return undefined;
  }
  const bare = {left, top, width: right - left, height: bottom - top};
  const planned = zone.plan ? united(bare, {left: 0, top: 0, width: zone.plan[0], height: zone.plan[1]}) : bare;
  return zone.image ? united(planned, imageBox(zone.image)) : planned;
}
