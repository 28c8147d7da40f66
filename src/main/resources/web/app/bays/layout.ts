import type {Zone} from "../live/frames";
import type {Bays} from "../live/picture";
import {Grid} from "./grid";
import {streetsOf, type Street} from "./streets";

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A zone with the box of its bays. */
export interface ZoneBlock {
  zone: Zone;
  box: Box;
}

/** Where each bay lies: centres in units of the picture's own world, NaN where it has no place in it. */
export interface Layout {
  x: Float32Array;
  y: Float32Array;
  /** A bay's size; on a map its length lies along the street. */
  bayWidth: number;
  bayHeight: number;
  /** On a map the direction of each bay's length, radians. */
  angle: Float32Array | undefined;
  /** Height of the room for a block's name above its bays. */
  label: number;
  bounds: Box;
  /** What is shown first: all, or where nearly all bays are. */
  home: Box;
  blocks: ZoneBlock[];
  streets: Street[];
  /** By bay, on a map. */
  streetOf: Int32Array | undefined;
  /** Rows of the plan between which one drives. */
  aisles: Box[];
  /** In metres, so that a scale can be shown; otherwise a plan without one. */
  isMap: boolean;
  grid: Grid;
}

const METRES_PER_DEGREE = 111_320;
const BAY_METRES = 5.4;
const BAY_METRES_WIDE = 2.6;
const FAR_OUT = 0.025;
const BLOCK_GAP = 1.6;
const BLOCK_PADDING = 0.7;
const LABEL_PIXELS = 26;
const BLOCK_ASPECT = 1.7;
const BAY_ASPECT = 1.6;
const AISLE = 1.3;

/** North up, equirectangular around the middle of what has coordinates: true enough for a city. */
export function mapOf(bays: Bays, zones: Zone[]): Layout {
  const middle = mean(bays.latitude);
  const west = mean(bays.longitude);
  const east = Math.cos(middle * Math.PI / 180) * METRES_PER_DEGREE;
  const x = Float32Array.from(bays.longitude, longitude => (longitude - west) * east);
  const y = Float32Array.from(bays.latitude, latitude => (middle - latitude) * METRES_PER_DEGREE);
  const grid = new Grid(x, y, 4 * BAY_METRES);
  const {streets, streetOf, angle} = streetsOf(x, y, grid);
  return {
    x, y, angle, streets, streetOf, grid, bayWidth: BAY_METRES, bayHeight: BAY_METRES_WIDE, label: 0, bounds: boxAround(x, y, x.keys(), BAY_METRES), home: homeBox(x, y),
    blocks: blocksAround(bays, zones, x, y), aisles: [], isMap: true
  };
}

/** How many bays have a place on the map. */
export function mapped(bays: Bays): number {
  let known = 0;
  for (let bay = 0; bay < bays.length; bay++) {
    known += Number.isNaN(bays.longitude[bay]) || Number.isNaN(bays.latitude[bay]) ? 0 : 1;
  }
  return known;
}

function mean(values: Float64Array): number {
  let sum = 0, known = 0;
  for (const value of values) {
    if (!Number.isNaN(value)) {
      sum += value;
      known++;
    }
  }
  return known > 0 ? sum / known : 0;
}

/** A few bays far out would make all others small. */
function homeBox(x: Float32Array, y: Float32Array): Box {
  const [left, right] = middleOf(x), [top, bottom] = middleOf(y);
  const margin = Math.max(right - left, bottom - top) * 0.06 + BAY_METRES;
  return {left: left - margin, top: top - margin, width: right - left + 2 * margin, height: bottom - top + 2 * margin};
}

function middleOf(values: Float32Array): [number, number] {
  const sorted = values.filter(value => !Number.isNaN(value)).sort();
  const outside = Math.floor(sorted.length * FAR_OUT);
  return [sorted[outside] ?? 0, sorted[sorted.length - 1 - outside] ?? 0];
}

function blocksAround(bays: Bays, zones: Zone[], x: Float32Array, y: Float32Array): ZoneBlock[] {
  const members = membersByZone(bays, bay => !Number.isNaN(x[bay]));
  return zones.filter(zone => members.has(zone.id)).map(zone => ({zone, box: boxAround(x, y, members.get(zone.id) ?? [], BAY_METRES)}));
}

function membersByZone(bays: Bays, wanted: (bay: number) => boolean = () => true): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (let bay = 0; bay < bays.length; bay++) {
    if (!wanted(bay)) {
      continue;
    }
    const known = members.get(bays.zone[bay]);
    if (known) {
      known.push(bay);
    } else {
      members.set(bays.zone[bay], [bay]);
    }
  }
  return members;
}

function boxAround(x: Float32Array, y: Float32Array, members: Iterable<number>, margin: number): Box {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (const bay of members) {
    if (!Number.isNaN(x[bay])) {
      left = Math.min(left, x[bay]);
      right = Math.max(right, x[bay]);
      top = Math.min(top, y[bay]);
      bottom = Math.max(bottom, y[bay]);
    }
  }
  return left > right ? {left: 0, top: 0, width: 1, height: 1} : {left: left - margin, top: top - margin, width: right - left + 2 * margin, height: bottom - top + 2 * margin};
}

/**
 * A block of bays for each zone: rows by number, two and two along an aisle as cars park. The blocks stand in rows like lines of text, as wide as makes
 * the whole fit the picture best.
 *
 * @param width of the picture in CSS pixels, which like `height` decides about the blocks' order and the room for their names
 */
export function planOf(bays: Bays, zones: Zone[], width: number, height: number): Layout {
  const aspect = width / height;
  const bayPixels = 0.6 * Math.sqrt(width * height / Math.max(1, bays.length * (BAY_ASPECT + AISLE / 2)));
  const label = Math.min(Math.max(LABEL_PIXELS / bayPixels, 0.9), 40);
  const members = membersByZone(bays);
  const shown = zones.filter(zone => members.has(zone.id));
  const sizes = shown.map(zone => blockSize(members.get(zone.id)?.length ?? 0, label));
  const candidates = Array.from({length: 24}, (_, i) => widest(sizes) * (1 + i / 3));
  const line = candidates.reduce((best, candidate) => misfit(sizes, candidate, aspect) < misfit(sizes, best, aspect) ? candidate : best, candidates[0]);
  const {places, bounds} = arrange(sizes, line);
  const x = new Float32Array(bays.length).fill(NaN);
  const y = new Float32Array(bays.length).fill(NaN);
  const aisles: Box[] = [];
  shown.forEach((zone, i) => {
    const {columns} = sizes[i];
    const left = places[i].left + BLOCK_PADDING, top = places[i].top + label;
    (members.get(zone.id) ?? []).forEach((bay, n) => {
      x[bay] = left + n % columns + 0.5;
      y[bay] = top + rowTop(Math.floor(n / columns)) + BAY_ASPECT / 2;
    });
    const rows = Math.ceil((members.get(zone.id)?.length ?? 0) / columns);
    for (let row = 0; row < rows; row += 2) {
      aisles.push({left: places[i].left + BLOCK_PADDING / 2, top: top + rowTop(row) + BAY_ASPECT, width: columns + BLOCK_PADDING, height: AISLE});
    }
  });
  return {
    x, y, angle: undefined, bayWidth: 1, bayHeight: BAY_ASPECT, label, bounds, home: bounds, blocks: shown.map((zone, i) => ({zone, box: places[i]})), streets: [], streetOf: undefined, aisles,
    isMap: false, grid: new Grid(x, y, 4)
  };
}

/** Rows stand back to back, and an aisle is between each first and second one: where this row begins. */
function rowTop(row: number): number {
  return row * BAY_ASPECT + Math.ceil(row / 2) * AISLE + Math.floor(row / 2) * 0.1;
}

interface BlockSize {
  columns: number;
  width: number;
  height: number;
}

/** An even number of rows, so that each aisle has bays on both sides. */
function blockSize(bays: number, label: number): BlockSize {
  const across = Math.sqrt(bays * BLOCK_ASPECT * (BAY_ASPECT + AISLE / 2));
  const rows = 2 * Math.max(1, Math.round(bays / Math.max(1, across) / 2));
  const columns = Math.max(2, Math.ceil(bays / rows));
  const used = Math.ceil(bays / columns);
  return {columns, width: columns + 2 * BLOCK_PADDING, height: label + rowTop(used - 1) + BAY_ASPECT + (used % 2 === 1 ? AISLE : 0) + BLOCK_PADDING};
}

function widest(sizes: BlockSize[]): number {
  return Math.max(1, ...sizes.map(size => size.width));
}

function misfit(sizes: BlockSize[], width: number, aspect: number): number {
  const {bounds} = arrange(sizes, width);
  return Math.max(bounds.width / aspect, bounds.height);
}

function arrange(sizes: BlockSize[], width: number): {places: Box[], bounds: Box} {
  const places: Box[] = [];
  let left = 0, top = 0, rowHeight = 0, right = 1;
  for (const size of sizes) {
    if (left > 0 && left + size.width > width) {
      top += rowHeight + BLOCK_GAP;
      left = 0;
      rowHeight = 0;
    }
    places.push({left, top, width: size.width, height: size.height});
    left += size.width + BLOCK_GAP;
    right = Math.max(right, left - BLOCK_GAP);
    rowHeight = Math.max(rowHeight, size.height);
  }
  return {places, bounds: {left: 0, top: 0, width: right, height: Math.max(1, top + rowHeight)}};
}
