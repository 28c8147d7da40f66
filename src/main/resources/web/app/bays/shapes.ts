import {FREE, OCCUPIED, OFFLINE, OVERSTAY, UNKNOWN} from "./states";

/** Below this a bay is a mark; from here on it is a drawn bay (CSS pixels of its shorter edge). */
export const DRAWN_FROM = 7;

/**
 * How each state looks beside its colour. Small: occupied a full mark, free a thin one, overstay a diamond that stands out of its row, offline a cross, unknown a dot.
 * Large: occupied filled, free an outline, overstay filled with an exclamation mark, offline an outline crossed out, unknown a broken outline with a dot.
 */
export interface Brush {
  context: CanvasRenderingContext2D;
  colour: string;
  /** What is drawn upon a filled bay. */
  contrast: string;
  alpha: number;
}

/** One bay: its middle, half its length and width, and the direction of its length. */
export interface Place {
  x: number;
  y: number;
  long: number;
  wide: number;
  cos: number;
  sin: number;
}

/** Adds the mark of a small bay to the path; offline and what is not filled is stroked, see {@link isStroked}. */
export function addMark(context: CanvasRenderingContext2D, state: number, {x, y, long, wide, cos, sin}: Place): void {
  const reach = Math.max(long, wide);
  switch (state) {
    case OVERSTAY: {
      const out = Math.max(reach * 1.15, 4.2);
      context.moveTo(x, y - out);
      context.lineTo(x + out, y);
      context.lineTo(x, y + out);
      context.lineTo(x - out, y);
      context.closePath();
      break;
    }
    case OFFLINE: {
      const out = Math.max(reach * 0.75, 2.4);
      context.moveTo(x - out, y - out);
      context.lineTo(x + out, y + out);
      context.moveTo(x - out, y + out);
      context.lineTo(x + out, y - out);
      break;
    }
    case OCCUPIED:
      addQuad(context, x, y, long, wide, cos, sin);
      break;
    case FREE:
      addQuad(context, x, y, long * 0.9, Math.max(wide * 0.42, 0.5), cos, sin);
      break;
    default:
      addQuad(context, x, y, Math.max(wide * 0.35, 0.5), Math.max(wide * 0.35, 0.5), cos, sin);
  }
}

export function isStroked(state: number): boolean {
  return state === OFFLINE;
}

export function addQuad(context: CanvasRenderingContext2D, x: number, y: number, long: number, wide: number, cos: number, sin: number): void {
  if (sin === 0) {
    context.rect(x - long, y - wide, 2 * long, 2 * wide);
    return;
  }
  const lx = long * cos, ly = long * sin, wx = -wide * sin, wy = wide * cos;
  context.moveTo(x - lx - wx, y - ly - wy);
  context.lineTo(x + lx - wx, y + ly - wy);
  context.lineTo(x + lx + wx, y + ly + wy);
  context.lineTo(x - lx + wx, y - ly + wy);
  context.closePath();
}

/** A bay large enough to show what it is; the context is moved and turned to it, so that it stands at 0,0. Its sign (cross, dot, exclamation mark) is at the given place. */
export function drawBay({context, colour, contrast, alpha}: Brush, state: number, long: number, wide: number, signX: number, signY: number, signSize: number): void {
  const least = Math.min(long, wide);
  const line = Math.min(Math.max(least / 7, 1.2), 2.6);
  context.beginPath();
  context.roundRect(line / 2 - long, line / 2 - wide, 2 * long - line, 2 * wide - line, Math.min(least * 0.28, 5));
  context.fillStyle = context.strokeStyle = colour;
  context.lineWidth = line;
  if (state === OCCUPIED || state === OVERSTAY) {
    context.fill();
    if (state === OVERSTAY) {
      drawExclamation(context, contrast, signX, signY, signSize);
    }
    return;
  }
  context.globalAlpha = alpha * (state === FREE ? 0.13 : 0.07);
  context.fill();
  context.globalAlpha = alpha;
  if (state === UNKNOWN) {
    context.setLineDash([Math.max(2, least * 0.3), Math.max(2, least * 0.26)]);
    context.lineWidth = Math.max(1, line * 0.75);
  }
  context.stroke();
  context.setLineDash([]);
  if (state === OFFLINE) {
    context.lineWidth = Math.max(line, 1.8);
    drawCross(context, signX, signY, signSize * 0.6);
  } else if (state === UNKNOWN) {
    context.beginPath();
    context.arc(signX, signY, Math.max(1, signSize * 0.18), 0, 2 * Math.PI);
    context.fill();
  }
}

function drawCross(context: CanvasRenderingContext2D, x: number, y: number, out: number): void {
  context.beginPath();
  context.moveTo(x - out, y - out);
  context.lineTo(x + out, y + out);
  context.moveTo(x - out, y + out);
  context.lineTo(x + out, y - out);
  context.stroke();
}

function drawExclamation(context: CanvasRenderingContext2D, colour: string, x: number, y: number, size: number): void {
  const width = Math.max(1.4, size * 0.28), top = y - size * 0.72;
  context.fillStyle = colour;
  context.fillRect(x - width / 2, top, width, size * 0.86);
  context.fillRect(x - width / 2, top + size * 1.1, width, width);
}
