import type {Zone} from "../live/frames";
import {PLACE, type Bays} from "../live/picture";
import {extentOf, imageAddress, lieIn} from "./drawn";
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

/** An image that a zone's drawn bays lie on. */
export interface Backdrop {
  /** Its address, or the file that is going to be there. */
  source: string | Blob;
  zone: number;
  box: Box;
  opacity: number;
}

/** Where each bay lies: centres in units of the picture's own world, NaN where it has no place in it. */
export interface Layout {
  x: Float32Array;
  y: Float32Array;
  /** A bay's size, where they differ the usual width and the longest length; on a map its length lies along the street. */
  bayWidth: number;
  bayHeight: number;
  /** Where they differ: width and height of each bay, one after the other. */
  sizes: Float32Array | undefined;
  /** How far each bay is turned, radians; on a map the direction of its length. */
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
  /** What drawn plans lie on. */
  grounds: Box[];
  backdrops: Backdrop[];
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
/** A bay of the plan is one wide. */
const METRES = 2.5;

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
    x, y, angle, streets, streetOf, grid, bayWidth: BAY_METRES, bayHeight: BAY_METRES_WIDE, sizes: undefined, label: 0, bounds: boxAround(x, y, x.keys(), BAY_METRES), home: homeBox(x, y),
    blocks: blocksAround(bays, zones, x, y), aisles: [], grounds: [], backdrops: [], isMap: true
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
 * A block for each zone: its bays as they have been drawn on its plan; those without a place there in rows by number, two and two along an aisle as cars park. The blocks stand in
 * rows like lines of text, as wide as makes the whole fit the picture best.
 *
 * @param width of the picture in CSS pixels, which like `height` decides about the blocks' order and the room for their names
 */
export function planOf(bays: Bays, zones: Zone[], width: number, height: number): Layout {
  const aspect = width / height;
  const members = membersByZone(bays);
  const shown = zones.filter(zone => members.has(zone.id)).map(zone => shownZone(zone, bays, members.get(zone.id) ?? []));
  const bayPixels = 0.6 * Math.sqrt(width * height / Math.max(1, shown.reduce((area, zone) => area + areaOf(zone), 0)));
  const label = Math.min(Math.max(LABEL_PIXELS / bayPixels, 0.9), 40);
  const sizes = shown.map(zone => blockSize(zone, label));
  const candidates = Array.from({length: 24}, (_, i) => widest(sizes) * (1 + i / 3));
  const line = candidates.reduce((best, candidate) => misfit(sizes, candidate, aspect) < misfit(sizes, best, aspect) ? candidate : best, candidates[0]);
  const {places, bounds} = arrange(sizes, line);
  const layout: Layout = {
    x: new Float32Array(bays.length).fill(NaN), y: new Float32Array(bays.length).fill(NaN), angle: undefined, bayWidth: 1, bayHeight: BAY_ASPECT, sizes: undefined, label, bounds, home: bounds,
    blocks: shown.map(({zone}, i) => ({zone, box: places[i]})), streets: [], streetOf: undefined, aisles: [], grounds: [], backdrops: [], isMap: false, grid: EMPTY
  };
  shown.forEach((zone, i) => {
    const left = places[i].left + BLOCK_PADDING, top = places[i].top + label;
    layDrawn(layout, bays, zone, left, top);
    layRows(layout, zone.loose, sizes[i].columns, left, top + drawnHeight(zone));
  });
  layout.grid = new Grid(layout.x, layout.y, 4);
  return layout;
}

const EMPTY = new Grid(new Float32Array(0), new Float32Array(0), 1);

/** A zone with what has been drawn of it, and its other bays. */
interface ShownZone {
  zone: Zone;
  drawn: number[];
  loose: number[];
  /** Of the drawn plan, in metres. */
  extent: Box | undefined;
}

function shownZone(zone: Zone, bays: Bays, members: number[]): ShownZone {
  const extent = bays.places && extentOf(zone, bays, members);
  return {zone, extent, drawn: extent ? members.filter(bay => bays.isPlaced(bay)) : [], loose: extent ? members.filter(bay => !bays.isPlaced(bay)) : members};
}

function areaOf({extent, loose}: ShownZone): number {
  return loose.length * (BAY_ASPECT + AISLE / 2) + (extent ? extent.width * extent.height / METRES ** 2 : 0);
}

/** With the gap to the rows below it. */
function drawnHeight({extent, loose}: ShownZone): number {
  return extent ? extent.height / METRES + (loose.length > 0 ? AISLE : 0) : 0;
}

function layDrawn(layout: Layout, bays: Bays, {zone, drawn, extent}: ShownZone, left: number, top: number): void {
  const {places} = bays;
  if (!extent || !places) {
    return;
  }
  layout.grounds.push({left, top, width: extent.width / METRES, height: extent.height / METRES});
  if (zone.image) {
    const {digest, x, y, width, height, opacity} = zone.image;
    layout.backdrops.push({
      source: imageAddress(zone.id, digest), zone: zone.id, opacity,
      box: {left: left + (x - extent.left) / METRES, top: top + (y - extent.top) / METRES, width: width / METRES, height: height / METRES}
    });
  }
  layout.angle ??= new Float32Array(bays.length);
  layout.sizes ??= Float32Array.from({length: 2 * bays.length}, (_, i) => i % 2 === 0 ? 1 : BAY_ASPECT);
  for (const bay of drawn) {
    const {turn, across, along} = lieIn(places, bay);
    layout.x[bay] = left + (places[bay * PLACE] - extent.left) / METRES;
    layout.y[bay] = top + (places[bay * PLACE + 1] - extent.top) / METRES;
    layout.angle[bay] = turn;
    layout.sizes[2 * bay] = across / METRES;
    layout.sizes[2 * bay + 1] = along / METRES;
    layout.bayHeight = Math.max(layout.bayHeight, across / METRES, along / METRES);
  }
}

function layRows(layout: Layout, bays: number[], columns: number, left: number, top: number): void {
  bays.forEach((bay, n) => {
    layout.x[bay] = left + n % columns + 0.5;
    layout.y[bay] = top + rowTop(Math.floor(n / columns)) + BAY_ASPECT / 2;
  });
  const rows = Math.ceil(bays.length / columns);
  for (let row = 0; row < rows; row += 2) {
    layout.aisles.push({left: left - BLOCK_PADDING / 2, top: top + rowTop(row) + BAY_ASPECT, width: columns + BLOCK_PADDING, height: AISLE});
  }
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

function blockSize(zone: ShownZone, label: number): BlockSize {
  const {extent, loose} = zone;
  const columns = extent ? Math.min(loose.length, Math.max(2, Math.floor(extent.width / METRES))) : columnsOf(loose.length);
  const used = Math.ceil(loose.length / Math.max(1, columns));
  const rows = used === 0 ? 0 : rowTop(used - 1) + BAY_ASPECT + (used % 2 === 1 ? AISLE : 0);
  return {columns, width: Math.max(columns, (extent?.width ?? 0) / METRES) + 2 * BLOCK_PADDING, height: label + drawnHeight(zone) + rows + BLOCK_PADDING};
}

/** For an even number of rows, so that each aisle has bays on both sides. */
function columnsOf(bays: number): number {
  const across = Math.sqrt(bays * BLOCK_ASPECT * (BAY_ASPECT + AISLE / 2));
  const rows = 2 * Math.max(1, Math.round(bays / Math.max(1, across) / 2));
  return Math.max(2, Math.ceil(bays / rows));
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
