import type {Zone} from "../live/frames";
import type {Bays} from "../live/picture";

export interface Box {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** A zone's name with the box of its bays. */
export interface ZoneBlock {
  zone: Zone;
  box: Box;
}

/** Where each bay lies: centres in units of the picture's own world. */
export interface Layout {
  x: Float32Array;
  y: Float32Array;
  /** Edge of a bay. */
  size: number;
  /** Height of the room for a block's name above its bays. */
  label: number;
  bounds: Box;
  /** What is shown first: all, or where nearly all bays are. */
  home: Box;
  blocks: ZoneBlock[];
  /** Metres, so that a scale can be shown; otherwise a plan without one. */
  isMap: boolean;
}

const METRES_PER_DEGREE = 111_320;
const BAY_METRES = 6;
const FAR_OUT = 0.025;
const BLOCK_GAP = 2.5;
const LABEL_PIXELS = 17;
const BLOCK_ASPECT = 1.5;

/** North up, equirectangular around the middle: true enough for a city. */
export function mapOf(bays: Bays, zones: Zone[]): Layout {
  const middle = mean(bays.latitude);
  const east = Math.cos(middle * Math.PI / 180) * METRES_PER_DEGREE;
  const west = mean(bays.longitude);
  const x = Float32Array.from(bays.longitude, longitude => (longitude - west) * east);
  const y = Float32Array.from(bays.latitude, latitude => (middle - latitude) * METRES_PER_DEGREE);
  return {x, y, size: BAY_METRES, label: 0, bounds: boxAround(x, y, indices(bays.length), BAY_METRES), home: homeBox(x, y), blocks: blocksAround(bays, zones, x, y),
    isMap: true};
}

function mean(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}

/** A few bays far out would make all others small. */
function homeBox(x: Float32Array, y: Float32Array): Box {
  const [left, right] = middleOf(x), [top, bottom] = middleOf(y);
  const margin = Math.max(right - left, bottom - top) * 0.06 + BAY_METRES;
  return {left: left - margin, top: top - margin, width: right - left + 2 * margin, height: bottom - top + 2 * margin};
}

function middleOf(values: Float32Array): [number, number] {
  const sorted = values.slice().sort();
  const outside = Math.floor(sorted.length * FAR_OUT);
  return [sorted[outside], sorted[sorted.length - 1 - outside]];
}

function indices(length: number): number[] {
  return Array.from({length}, (_, index) => index);
}

function blocksAround(bays: Bays, zones: Zone[], x: Float32Array, y: Float32Array): ZoneBlock[] {
  const members = membersByZone(bays);
  return zones.filter(zone => members.has(zone.id))
    .map(zone => ({zone, box: boxAround(x, y, members.get(zone.id) ?? [], BAY_METRES)}));
}

function membersByZone(bays: Bays): Map<number, number[]> {
  const members = new Map<number, number[]>();
  for (let bay = 0; bay < bays.length; bay++) {
    const zone = bays.zone[bay];
    const known = members.get(zone);
    if (known) {
      known.push(bay);
    } else {
      members.set(zone, [bay]);
    }
  }
  return members;
}

function boxAround(x: Float32Array, y: Float32Array, members: number[], margin: number): Box {
  let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
  for (const bay of members) {
    left = Math.min(left, x[bay]);
    right = Math.max(right, x[bay]);
    top = Math.min(top, y[bay]);
    bottom = Math.max(bottom, y[bay]);
  }
  return {left: left - margin, top: top - margin, width: right - left + 2 * margin, height: bottom - top + 2 * margin};
}

/**
 * A block of bays for each zone, the blocks in rows like lines of text, as wide as makes the whole fit the picture best.
 *
 * @param width  of the picture in CSS pixels, which like `height` decides about the blocks' order and the room for their names
 */
export function planOf(bays: Bays, zones: Zone[], width: number, height: number): Layout {
  const aspect = width / height;
  const bayPixels = 0.8 * Math.sqrt(width * height / bays.length);
  const label = Math.min(Math.max(LABEL_PIXELS / bayPixels, 0.5), 12);
  const members = membersByZone(bays);
  const shown = zones.filter(zone => members.has(zone.id));
  const sizes = shown.map(zone => blockSize(members.get(zone.id)?.length ?? 0, label));
  const candidates = Array.from({length: 24}, (_, i) => widest(sizes) * (1 + i / 3));
  const line = candidates.reduce((best, candidate) => misfit(sizes, candidate, aspect) < misfit(sizes, best, aspect) ? candidate : best);
  const {places, bounds} = arrange(sizes, line);
  const x = new Float32Array(bays.length);
  const y = new Float32Array(bays.length);
  shown.forEach((zone, i) => {
    (members.get(zone.id) ?? []).forEach((bay, n) => {
      x[bay] = places[i].left + n % sizes[i].columns + 0.5;
      y[bay] = places[i].top + label + Math.floor(n / sizes[i].columns) + 0.5;
    });
  });
  return {x, y, size: 1, label, bounds, home: bounds, blocks: shown.map((zone, i) => ({zone, box: places[i]})), isMap: false};
}

interface BlockSize {
  columns: number;
  width: number;
  height: number;
}

function blockSize(bays: number, label: number): BlockSize {
  const columns = Math.max(6, Math.ceil(Math.sqrt(bays * BLOCK_ASPECT)));
  return {columns, width: columns, height: Math.ceil(bays / columns) + label};
}

function widest(sizes: BlockSize[]): number {
  return Math.max(...sizes.map(size => size.width));
}

function misfit(sizes: BlockSize[], width: number, aspect: number): number {
  const {bounds} = arrange(sizes, width);
  return Math.max(bounds.width / aspect, bounds.height);
}

function arrange(sizes: BlockSize[], width: number): {places: Box[], bounds: Box} {
  const places: Box[] = [];
  let left = 0, top = 0, rowHeight = 0, right = 0;
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
  return {places, bounds: {left: 0, top: 0, width: right, height: top + rowHeight}};
}
