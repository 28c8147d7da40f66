import type {Box} from "../../bays/layout";
import {METRES_MOST, rounded} from "./draft";

/** The geometry of the image below a plan. Nothing here draws or asks the server. */

/** In metres from the plan's upper left corner, which its own may lie beyond. */
export interface PlanImage {
  /** Its address at the server; a file that is not there yet. */
  readonly source: string | File;
  /** Height by width. */
  readonly ratio: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  /** 0.05 to 1. */
  readonly opacity: number;
}

export interface Line {
  readonly x1: number;
  readonly y1: number;
  readonly x2: number;
  readonly y2: number;
}

/** Upper left, upper right, lower right, lower left. */
export type Corner = 0 | 1 | 2 | 3;
export const CORNERS: readonly Corner[] = [0, 1, 2, 3];

export const OPACITY_FIRST = 0.5;
export const OPACITY_LEAST = 0.05;
const WIDTH_LEAST = 0.5;

/** What the server takes. */
export const BYTES_MOST = 4 * 1_024 * 1_024;
export const PIXELS_MOST = 16 * 1_024 * 1_024;
export const TYPES: readonly string[] = ["image/png", "image/jpeg", "image/webp"];

export function heightOf({width, ratio}: {width: number, ratio: number}): number {
  return rounded(width * ratio);
}

export function boxOf(image: PlanImage): Box {
  return {left: image.x, top: image.y, width: image.width, height: heightOf(image)};
}

/** As far as it may lie, and as large as it may be. */
export function placed(image: PlanImage, values: Partial<Pick<PlanImage, "x" | "y" | "width" | "opacity">>): PlanImage {
  const {x, y, width, opacity} = {...image, ...values};
  return {
    ...image, x: within(x, -METRES_MOST, METRES_MOST), y: within(y, -METRES_MOST, METRES_MOST),
    width: within(width, WIDTH_LEAST, Math.min(METRES_MOST, METRES_MOST / image.ratio)), opacity: within(opacity, OPACITY_LEAST, 1)
  };
}

function within(value: number, least: number, most: number): number {
  return rounded(Math.min(Math.max(value, least), most));
}

/** As large as the box allows, in its middle. */
export function fitted(image: PlanImage, box: Box): PlanImage {
  const width = Math.min(box.width, box.height / image.ratio);
  return placed(image, {width, x: box.left + (box.width - width) / 2, y: box.top + (box.height - width * image.ratio) / 2});
}

export function cornerOf(image: PlanImage, corner: Corner): {x: number, y: number} {
  return {x: image.x + (corner === 1 || corner === 2 ? image.width : 0), y: image.y + (corner >= 2 ? heightOf(image) : 0)};
}

/** Drawn by a corner to a point, as near as its proportions allow; the corner across stays. */
export function drawnTo(image: PlanImage, corner: Corner, x: number, y: number): PlanImage {
  const across = cornerOf(image, (corner + 2) % 4 as Corner), here = cornerOf(image, corner);
  const dx = here.x - across.x, dy = here.y - across.y;
  const factor = ((x - across.x) * dx + (y - across.y) * dy) / (dx * dx + dy * dy);
  const {width} = placed(image, {width: image.width * factor});
  return placed(image, {width, x: dx < 0 ? across.x - width : across.x, y: dy < 0 ? across.y - width * image.ratio : across.y});
}

export function lengthOf({x1, y1, x2, y2}: Line): number {
  return rounded(Math.hypot(x2 - x1, y2 - y1));
}

/** So that what the line goes along is as long as is said; where it begins stays. */
export function scaledTo(image: PlanImage, line: Line, metres: number): {image: PlanImage, line: Line} {
  const length = lengthOf(line);
  if (length === 0 || metres <= 0) {
    return {image, line};
  }
  const {width} = placed(image, {width: image.width * metres / length});
  const factor = width / image.width;
  return {
    image: placed(image, {width, x: line.x1 + (image.x - line.x1) * factor, y: line.y1 + (image.y - line.y1) * factor}),
    line: {...line, x2: line.x1 + (line.x2 - line.x1) * factor, y2: line.y1 + (line.y2 - line.y1) * factor}
  };
}
