import {FREE, OCCUPIED, UNKNOWN} from "../live/frames";
import type {Bays} from "../live/picture";
import type {Layout, ZoneBlock} from "./layout";
import type {Viewport} from "./viewport";

export interface Colours {
  occupied: string;
  free: string;
  unknown: string;
  text: string;
  quiet: string;
  line: string;
  surface: string;
}

const FLASH_MILLIS = 1_600;
const HOLLOW_FROM = 6;
const SMALLEST = 1.2;
const SMALLEST_ON_MAP = 3.5;
const LABEL_FONT = "600 12px system-ui, sans-serif";
const SMALL_FONT = "12px system-ui, sans-serif";
const NUMBERS_FROM = 26;

/** What the picture shows beside the bays' own states. */
export interface Emphasis {
  zone: number | undefined;
  bay: number | undefined;
  /** Since when a bay has its new state, performance.now(). */
  changedAt: Map<number, number>;
}

/** Draws one frame. Occupied bays are filled, free ones hollow, unknown ones crossed out, as soon as they are large enough to tell. */
export function paint(canvas: CanvasRenderingContext2D, bays: Bays, layout: Layout, view: Viewport, colours: Colours, emphasis: Emphasis,
                      now: number): boolean {
  canvas.clearRect(0, 0, view.width, view.height);
  const edge = Math.max(layout.size * view.scale * 0.82, layout.isMap ? SMALLEST_ON_MAP : SMALLEST);
  if (!layout.isMap) {
    layout.blocks.forEach(block => paintBlock(canvas, block, layout.label * view.scale, view, colours, emphasis.zone));
  }
  for (const [state, colour] of [[UNKNOWN, colours.unknown], [FREE, colours.free], [OCCUPIED, colours.occupied]] as const) {
    paintState(canvas, bays, layout, view, state, colour, edge, emphasis.zone);
  }
  if (edge >= NUMBERS_FROM) {
    paintNumbers(canvas, bays, layout, view, colours, edge);
  }
  if (layout.isMap) {
    paintScale(canvas, view, colours);
  }
  paintSelected(canvas, layout, view, colours, edge, emphasis.bay);
  return paintChanges(canvas, layout, view, colours, edge, emphasis.changedAt, now);
}

function isOutside(x: number, y: number, edge: number, view: Viewport): boolean {
  return x < -edge || y < -edge || x > view.width + edge || y > view.height + edge;
}

function paintState(canvas: CanvasRenderingContext2D, bays: Bays, layout: Layout, view: Viewport, state: number, colour: string,
                    edge: number, zone: number | undefined): void {
  const hollow = edge >= HOLLOW_FROM && state !== OCCUPIED;
  const stroke = Math.max(1, edge / 8);
  canvas.fillStyle = colour;
  canvas.strokeStyle = colour;
  canvas.lineWidth = stroke;
  canvas.beginPath();
  for (let bay = 0; bay < bays.length; bay++) {
    if (bays.state[bay] !== state || zone !== undefined && bays.zone[bay] !== zone) {
      continue;
    }
    addShape(canvas, view.screenX(layout.x[bay]), view.screenY(layout.y[bay]), edge, hollow ? stroke : 0, state, view);
  }
  if (hollow) {
    canvas.stroke();
  } else {
    canvas.fill();
  }
  if (zone !== undefined) {
    paintOthers(canvas, bays, layout, view, state, edge, zone);
  }
}

function addShape(canvas: CanvasRenderingContext2D, x: number, y: number, edge: number, stroke: number, state: number, view: Viewport): void {
  if (isOutside(x, y, edge, view)) {
    return;
  }
  const half = (edge - stroke) / 2;
  canvas.rect(x - half, y - half, 2 * half, 2 * half);
  if (stroke > 0 && state === UNKNOWN) {
    canvas.moveTo(x - half, y + half);
    canvas.lineTo(x + half, y - half);
  }
}

/** The bays of the zones that are not looked at, faint. */
function paintOthers(canvas: CanvasRenderingContext2D, bays: Bays, layout: Layout, view: Viewport, state: number, edge: number,
                     zone: number): void {
  canvas.globalAlpha = 0.22;
  canvas.beginPath();
  for (let bay = 0; bay < bays.length; bay++) {
    if (bays.state[bay] === state && bays.zone[bay] !== zone) {
      addShape(canvas, view.screenX(layout.x[bay]), view.screenY(layout.y[bay]), edge, 0, state, view);
    }
  }
  canvas.fill();
  canvas.globalAlpha = 1;
}

function paintBlock(canvas: CanvasRenderingContext2D, block: ZoneBlock, label: number, view: Viewport, colours: Colours,
                    zone: number | undefined): void {
  const left = view.screenX(block.box.left);
  const top = view.screenY(block.box.top);
  const width = block.box.width * view.scale;
  if (isOutside(left + width / 2, top, width + block.box.height * view.scale, view)) {
    return;
  }
  canvas.globalAlpha = zone === undefined || zone === block.zone.id ? 1 : 0.4;
  canvas.fillStyle = colours.text;
  canvas.font = LABEL_FONT;
  canvas.textBaseline = "bottom";
  canvas.save();
  canvas.beginPath();
  canvas.rect(left, top - 40, width, 40 + label);
  canvas.clip();
  canvas.fillText(block.zone.name, left, top + label - 2);
  canvas.restore();
  canvas.globalAlpha = 1;
}

function paintNumbers(canvas: CanvasRenderingContext2D, bays: Bays, layout: Layout, view: Viewport, colours: Colours, edge: number): void {
  canvas.font = `${Math.min(13, edge / 3)}px system-ui, sans-serif`;
  canvas.textAlign = "center";
  canvas.textBaseline = "middle";
  for (let bay = 0; bay < bays.length; bay++) {
    const x = view.screenX(layout.x[bay]);
    const y = view.screenY(layout.y[bay]);
    if (!isOutside(x, y, edge, view)) {
      canvas.fillStyle = bays.state[bay] === OCCUPIED ? colours.surface : colours.text;
      canvas.fillText(bays.number[bay], x, y, edge * 0.9);
    }
  }
  canvas.textAlign = "start";
}

/** A bar of a round number of metres, and that north is up. */
function paintScale(canvas: CanvasRenderingContext2D, view: Viewport, colours: Colours): void {
  const most = 120 / view.scale;
  const power = 10 ** Math.floor(Math.log10(most));
  const metres = [5, 2, 1].map(factor => factor * power).find(length => length <= most) ?? power;
  const length = metres * view.scale;
  const right = view.width - 16, top = 22;
  canvas.strokeStyle = colours.quiet;
  canvas.fillStyle = colours.quiet;
  canvas.lineWidth = 1.5;
  canvas.beginPath();
  canvas.moveTo(right - length, top - 4);
  canvas.lineTo(right - length, top);
  canvas.lineTo(right, top);
  canvas.lineTo(right, top - 4);
  canvas.stroke();
  canvas.font = SMALL_FONT;
  canvas.textAlign = "right";
  canvas.textBaseline = "top";
  canvas.fillText(`${metres >= 1_000 ? `${metres / 1_000} km` : `${metres} m`}, north up`, right, top + 5);
  canvas.textAlign = "start";
}

function paintSelected(canvas: CanvasRenderingContext2D, layout: Layout, view: Viewport, colours: Colours, edge: number,
                       bay: number | undefined): void {
  if (bay === undefined) {
    return;
  }
  canvas.strokeStyle = colours.text;
  canvas.lineWidth = 2;
  const around = Math.max(edge, 8) / 2 + 3;
  canvas.strokeRect(view.screenX(layout.x[bay]) - around, view.screenY(layout.y[bay]) - around, 2 * around, 2 * around);
}

/** A ring around each bay that has just changed, fading; true while there are any. */
function paintChanges(canvas: CanvasRenderingContext2D, layout: Layout, view: Viewport, colours: Colours, edge: number,
                      changedAt: Map<number, number>, now: number): boolean {
  canvas.strokeStyle = colours.text;
  canvas.lineWidth = 1.5;
  for (const [bay, at] of changedAt) {
    const age = (now - at) / FLASH_MILLIS;
    if (age >= 1) {
      changedAt.delete(bay);
      continue;
    }
    const radius = edge / 2 + 2 + age * 10;
    const x = view.screenX(layout.x[bay]);
    const y = view.screenY(layout.y[bay]);
    if (!isOutside(x, y, radius, view)) {
      canvas.globalAlpha = 1 - age;
      canvas.beginPath();
      canvas.arc(x, y, radius, 0, 2 * Math.PI);
      canvas.stroke();
    }
  }
  canvas.globalAlpha = 1;
  return changedAt.size > 0;
}
