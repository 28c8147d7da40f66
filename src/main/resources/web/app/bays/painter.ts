import {theme} from "../shell/theme";
import {percent} from "../text/format";
import type {Bays, Picture} from "../live/picture";
import type {Backdrops} from "./backdrops";
import {Flashes} from "./flashes";
import {glyphOf} from "./glyphs";
import type {Layout, ZoneBlock} from "./layout";
import type {Colours} from "./palette";
import {addMark, drawBay, DRAWN_FROM, isStroked, type Brush, type Place} from "./shapes";
import {FREE, OCCUPIED, OFFLINE, OVERSTAY, STATE_NAMES, UNKNOWN, type ShownStates} from "./states";
import type {Street} from "./streets";
import type {Viewport} from "./viewport";

/** What is drawn. */
export interface Scene {
  picture: Picture;
  layout: Layout;
  states: ShownStates;
  colours: Colours;
  /** The images below the bays, as far as they are here. */
  backdrops: Backdrops | undefined;
  /** The zone that is looked at; the others are faint. */
  zone: number | undefined;
  /** The states that are looked at, by number; the others are faint. */
  wanted: readonly boolean[];
  hovered: number | undefined;
  focused: number | undefined;
  selected: number | undefined;
}

const FAINT = 0.17;
/** Drawings are black on white. */
const DIM_IN_THE_DARK = 0.25;
const DIRTY_MOST = 150;
const STREETS_BELOW = 5;
const NUMBERS_FROM = 21;
const GLYPHS_FROM = 15;
const MARK_LEAST = 1.3;
const FONT = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif";
const HEADER_LEAST = 34;
const HEADER_ROOM = 30;

/**
 * Draws the picture. What rarely changes (bays, zones, streets) is kept as a layer in the screen's own pixels: a move shifts it and draws only the strip that comes into
 * sight, a changed bay draws its own surroundings anew. What moves or reads (names, selection, flashes) is drawn upon it in each frame.
 */
export class Painter {
  readonly flashes = new Flashes();
  private layer = document.createElement("canvas").getContext("2d")!;
  private spare = document.createElement("canvas").getContext("2d")!;
  private found = new Int32Array(0);
  private dirty = new Int32Array(DIRTY_MOST);
  private dirtyCount = 0;
  private stale = true;
  private ratio = 1;
  private scale = 0;
  private offsetX = 0;
  private offsetY = 0;
  private width = 0;
  private height = 0;
  private pulsed = -1;
  private pulseAt = 0;
  private readonly place: Place = {x: 0, y: 0, long: 0, wide: 0, cos: 1, sin: 0};
  private readonly brush: Brush = {context: this.layer, colour: "", contrast: "", alpha: 1};
  private readonly headers = new Map<number, {name: string, room: number, free: number, occupied: number, share: string}>();

  /** This bay is to be drawn anew. */
  change(bay: number): void {
    if (this.dirtyCount === DIRTY_MOST) {
      this.stale = true;
    } else {
      this.dirty[this.dirtyCount++] = bay;
    }
  }

  /** Everything is to be drawn anew. */
  changeAll(): void {
    this.stale = true;
    this.headers.clear();
  }

  /** Draws the eye to a bay. */
  pulse(bay: number, now: number): void {
    this.pulsed = bay;
    this.pulseAt = now;
  }

  /** One frame; true if another has to follow although nothing changes. */
  paint(target: CanvasRenderingContext2D, scene: Scene, view: Viewport, now: number): boolean {
    this.bringLayer(scene, view);
    target.setTransform(1, 0, 0, 1, 0, 0);
    target.globalCompositeOperation = "copy";
    target.drawImage(this.layer.canvas, 0, 0);
    target.globalCompositeOperation = "source-over";
    target.setTransform(this.ratio, 0, 0, this.ratio, 0, 0);
    if (scene.layout.isMap) {
      this.paintScale(target, scene.colours);
    } else {
      this.paintHeaders(target, scene);
    }
    this.paintFlashes(target, scene, now);
    this.outline(target, scene, scene.hovered, scene.colours.text, 1.5, 2);
    this.outline(target, scene, scene.focused, scene.colours.accent, 3, 3);
    this.outline(target, scene, scene.selected, scene.colours.text, 2.5, 3);
    return this.paintPulse(target, scene, now) || this.flashes.any;
  }

  private bringLayer(scene: Scene, view: Viewport): void {
    const ratio = devicePixelRatio;
    const offsetX = Math.round(view.offsetX * ratio) / ratio, offsetY = Math.round(view.offsetY * ratio) / ratio;
    const resized = this.width !== view.width || this.height !== view.height || this.ratio !== ratio;
    if (resized) {
      this.width = view.width;
      this.height = view.height;
      this.ratio = ratio;
      for (const {canvas} of [this.layer, this.spare]) {
        canvas.width = Math.round(view.width * ratio);
        canvas.height = Math.round(view.height * ratio);
      }
    }
    if (this.found.length < scene.picture.bays.length) {
      this.found = new Int32Array(scene.picture.bays.length);
    }
    const dx = offsetX - this.offsetX, dy = offsetY - this.offsetY;
    const shifts = !resized && !this.stale && this.scale === view.scale && Math.abs(dx) < view.width && Math.abs(dy) < view.height;
    this.scale = view.scale;
    this.offsetX = offsetX;
    this.offsetY = offsetY;
    if (!shifts || this.dirtyCount > 0 && this.showsStreets(scene.layout)) {
      this.repaint(scene, 0, 0, view.width, view.height);
    } else {
      this.shift(scene, dx, dy);
      this.repaintDirty(scene);
    }
    this.stale = false;
    this.dirtyCount = 0;
  }

  private shift(scene: Scene, dx: number, dy: number): void {
    if (dx === 0 && dy === 0) {
      return;
    }
    const {spare} = this;
    spare.setTransform(1, 0, 0, 1, 0, 0);
    spare.globalCompositeOperation = "copy";
    spare.drawImage(this.layer.canvas, Math.round(dx * this.ratio), Math.round(dy * this.ratio));
    spare.globalCompositeOperation = "source-over";
    this.spare = this.layer;
    this.layer = spare;
    if (dx !== 0) {
      this.repaint(scene, dx > 0 ? 0 : this.width + dx, 0, dx > 0 ? dx : this.width, this.height);
    }
    if (dy !== 0) {
      this.repaint(scene, 0, dy > 0 ? 0 : this.height + dy, this.width, dy > 0 ? dy : this.height);
    }
  }

  private repaintDirty(scene: Scene): void {
    const {layout} = scene;
    const reach = Math.max(layout.bayWidth, layout.bayHeight) * this.scale * 0.62 + 5;
    for (let i = 0; i < this.dirtyCount; i++) {
      const x = this.screenX(layout.x[this.dirty[i]]), y = this.screenY(layout.y[this.dirty[i]]);
      if (x > -reach && y > -reach && x < this.width + reach && y < this.height + reach) {
        this.repaint(scene, x - reach, y - reach, x + reach, y + reach);
      }
    }
  }

  /** Draws this part of the layer, grown to whole pixels. */
  private repaint(scene: Scene, left: number, top: number, right: number, bottom: number): void {
    const {layer, ratio} = this;
    const x = Math.max(0, Math.floor(left * ratio)), y = Math.max(0, Math.floor(top * ratio));
    const width = Math.min(layer.canvas.width, Math.ceil(right * ratio)) - x, height = Math.min(layer.canvas.height, Math.ceil(bottom * ratio)) - y;
    if (width <= 0 || height <= 0) {
      return;
    }
    layer.save();
    layer.setTransform(1, 0, 0, 1, 0, 0);
    layer.beginPath();
    layer.rect(x, y, width, height);
    layer.clip();
    layer.clearRect(x, y, width, height);
    layer.setTransform(ratio, 0, 0, ratio, 0, 0);
    this.paintGround(layer, scene, x / ratio, y / ratio, (x + width) / ratio, (y + height) / ratio);
    const n = this.find(scene.layout, x / ratio, y / ratio, (x + width) / ratio, (y + height) / ratio);
    if (this.showsStreets(scene.layout)) {
      this.paintStreets(layer, scene, x / ratio, y / ratio, (x + width) / ratio, (y + height) / ratio);
      this.paintMarks(layer, scene, n, OVERSTAY);
      this.paintMarks(layer, scene, n, OFFLINE);
    } else {
      this.paintBays(layer, scene, n);
    }
    layer.restore();
  }

  private showsStreets(layout: Layout): boolean {
    return layout.isMap && layout.bayWidth * this.scale < STREETS_BELOW;
  }

  private find(layout: Layout, left: number, top: number, right: number, bottom: number): number {
    const reach = Math.max(layout.bayWidth, layout.bayHeight) * 0.62 + 5 / this.scale;
    return layout.grid.within((left - this.offsetX) / this.scale - reach, (top - this.offsetY) / this.scale - reach, (right - this.offsetX) / this.scale + reach,
      (bottom - this.offsetY) / this.scale + reach, this.found);
  }

  private screenX(x: number): number {
    return x * this.scale + this.offsetX;
  }

  private screenY(y: number): number {
    return y * this.scale + this.offsetY;
  }

  private paintGround(canvas: CanvasRenderingContext2D, scene: Scene, left: number, top: number, right: number, bottom: number): void {
    const {layout, colours} = scene;
    if (layout.isMap) {
      canvas.fillStyle = colours.ground;
      canvas.fillRect(left, top, right - left, bottom - top);
      this.paintGraticule(canvas, colours, left, top, right, bottom);
      this.paintRoads(canvas, scene, left, top, right, bottom);
      return;
    }
    for (const block of layout.blocks) {
      // the room for names is made for the smallest scale; nearer, the frame needs less of it
      const spare = Math.max(0, layout.label * this.scale - HEADER_ROOM);
      const x = this.screenX(block.box.left), y = this.screenY(block.box.top) + spare, width = block.box.width * this.scale, height = block.box.height * this.scale - spare;
      if (x < right && y < bottom && x + width > left && y + height > top) {
        canvas.globalAlpha = scene.zone === undefined || scene.zone === block.zone.id ? 1 : 0.45;
        canvas.fillStyle = colours.ground;
        canvas.strokeStyle = block.zone.id === scene.zone ? colours.accent : colours.line;
        canvas.lineWidth = block.zone.id === scene.zone ? 2 : 1;
        canvas.beginPath();
        canvas.roundRect(x, y, width, height, Math.min(8, 0.8 * this.scale));
        canvas.fill();
        canvas.stroke();
      }
    }
    canvas.globalAlpha = 1;
    canvas.fillStyle = colours.raised;
    for (const ground of layout.grounds) {
      canvas.fillRect(this.screenX(ground.left), this.screenY(ground.top), ground.width * this.scale, ground.height * this.scale);
    }
    this.paintBackdrops(canvas, scene, left, top, right, bottom);
    if (this.scale > 3) {
      this.paintAisles(canvas, scene, left, top, right, bottom);
    }
  }

  private paintBackdrops(canvas: CanvasRenderingContext2D, {layout, backdrops, zone}: Scene, left: number, top: number, right: number, bottom: number): void {
    // the thin lines of a drawing made small would be lost here and there
    canvas.imageSmoothingQuality = "high";
    for (const {source, box, opacity, zone: own} of layout.backdrops) {
      const x = this.screenX(box.left), y = this.screenY(box.top), width = box.width * this.scale, height = box.height * this.scale;
      const bitmap = x < right && y < bottom && x + width > left && y + height > top ? backdrops?.of(source) : undefined;
      if (bitmap) {
        canvas.globalAlpha = opacity * (theme.isDark ? DIM_IN_THE_DARK : 1) * (zone === undefined || zone === own ? 1 : 0.45);
        canvas.drawImage(bitmap, x, y, width, height);
      }
    }
    canvas.globalAlpha = 1;
  }

  /** What the bays alone tell of the streets: a strip along each kerb. */
  private paintRoads(canvas: CanvasRenderingContext2D, {layout, colours}: Scene, left: number, top: number, right: number, bottom: number): void {
    canvas.lineCap = "round";
    const width = Math.max(9, 17 * this.scale);
    for (const casing of [true, false]) {
      canvas.strokeStyle = casing ? colours.line : colours.surface;
      canvas.lineWidth = casing ? width + 2 : width;
      canvas.beginPath();
      for (const street of layout.streets) {
        this.addLine(canvas, street, 0, 1, left, top, right, bottom);
      }
      canvas.stroke();
    }
  }

  private paintAisles(canvas: CanvasRenderingContext2D, {layout, colours}: Scene, left: number, top: number, right: number, bottom: number): void {
    canvas.fillStyle = colours.raised;
    for (const aisle of layout.aisles) {
      const x = this.screenX(aisle.left), y = this.screenY(aisle.top), width = aisle.width * this.scale, height = aisle.height * this.scale;
      if (x < right && y < bottom && x + width > left && y + height > top) {
        canvas.fillRect(x, y + height * 0.12, width, height * 0.76);
      }
    }
    if (this.scale < 14) {
      return;
    }
    canvas.strokeStyle = colours.line;
    canvas.lineWidth = Math.min(2, this.scale / 16);
    canvas.beginPath();
    const dash = this.scale * 0.55;
    for (const aisle of layout.aisles) {
      const x = this.screenX(aisle.left), y = this.screenY(aisle.top + aisle.height / 2), end = x + aisle.width * this.scale;
      if (x < right && end > left && y > top - 4 && y < bottom + 4) {
        for (let at = x + dash; at < end - dash; at += 2 * dash) {
          canvas.moveTo(at, y);
          canvas.lineTo(at + dash, y);
        }
      }
    }
    canvas.stroke();
  }

  private paintGraticule(canvas: CanvasRenderingContext2D, colours: Colours, left: number, top: number, right: number, bottom: number): void {
    const step = roundLength(190 / this.scale);
    canvas.strokeStyle = colours.line;
    canvas.globalAlpha = 0.6;
    canvas.lineWidth = 1;
    canvas.beginPath();
    for (let at = Math.ceil((left - this.offsetX) / this.scale / step) * step; at * this.scale + this.offsetX <= right + 1; at += step) {
      const x = Math.round(this.screenX(at)) + 0.5;
      canvas.moveTo(x, top);
      canvas.lineTo(x, bottom);
    }
    for (let at = Math.ceil((top - this.offsetY) / this.scale / step) * step; at * this.scale + this.offsetY <= bottom + 1; at += step) {
      const y = Math.round(this.screenY(at)) + 0.5;
      canvas.moveTo(left, y);
      canvas.lineTo(right, y);
    }
    canvas.stroke();
    canvas.globalAlpha = 1;
  }

  /** From one share of the street's length to another. */
  private addLine(canvas: CanvasRenderingContext2D, street: Street, from: number, to: number, left: number, top: number, right: number, bottom: number): void {
    const x1 = this.screenX(street.x1), y1 = this.screenY(street.y1), x2 = this.screenX(street.x2), y2 = this.screenY(street.y2);
    const reach = 20 + 9 * this.scale;
    if (Math.max(x1, x2) < left - reach || Math.min(x1, x2) > right + reach || Math.max(y1, y2) < top - reach || Math.min(y1, y2) > bottom + reach) {
      return;
    }
    canvas.moveTo(x1 + (x2 - x1) * from, y1 + (y2 - y1) * from);
    canvas.lineTo(x1 + (x2 - x1) * to, y1 + (y2 - y1) * to);
  }

  /** From afar each kerb is one line: as much of it is thick as is occupied, the free rest is thin; what is unknown is neither. */
  private paintStreets(canvas: CanvasRenderingContext2D, scene: Scene, left: number, top: number, right: number, bottom: number): void {
    canvas.lineCap = "butt";
    for (const faint of [true, false]) {
      canvas.globalAlpha = faint ? FAINT : 1;
      for (const part of [UNKNOWN, FREE, OCCUPIED]) {
        canvas.strokeStyle = scene.colours[STATE_NAMES[part]];
        canvas.lineWidth = part === OCCUPIED ? Math.max(4.5, 3.4 * this.scale) : part === FREE ? Math.max(2.2, 1.6 * this.scale) : 1;
        canvas.beginPath();
        for (const street of scene.layout.streets) {
          if (this.isFaintStreet(scene, street, part) === faint) {
            this.addShare(canvas, scene, street, part, left, top, right, bottom);
          }
        }
        canvas.stroke();
      }
    }
    canvas.globalAlpha = 1;
  }

  private isFaintStreet({zone, picture, wanted}: Scene, street: Street, part: number): boolean {
    return !wanted[part] && !(part === OCCUPIED && wanted[OVERSTAY]) || zone !== undefined && picture.bays.zone[street.bays[0]] !== zone;
  }

  private addShare(canvas: CanvasRenderingContext2D, {states}: Scene, street: Street, part: number, left: number, top: number, right: number, bottom: number): void {
    let occupied = 0, free = 0;
    for (let i = 0; i < street.bays.length; i++) {
      const state = states.of[street.bays[i]];
      occupied += state === OCCUPIED || state === OVERSTAY ? 1 : 0;
      free += state === FREE ? 1 : 0;
    }
    const all = street.bays.length;
    const from = part === OCCUPIED ? 0 : part === FREE ? occupied / all : (occupied + free) / all;
    const to = part === OCCUPIED ? occupied / all : part === FREE ? (occupied + free) / all : 1;
    if (to > from) {
      this.addLine(canvas, street, from, to, left, top, right, bottom);
    }
  }

  private isFaint({zone, picture, wanted, states}: Scene, bay: number): boolean {
    return !wanted[states.of[bay]] || zone !== undefined && picture.bays.zone[bay] !== zone;
  }

  private placeOf(layout: Layout, bay: number): Place {
    const {place} = this;
    const turn = layout.angle === undefined ? 0 : layout.angle[bay];
    place.x = this.screenX(layout.x[bay]);
    place.y = this.screenY(layout.y[bay]);
    place.cos = turn === 0 ? 1 : Math.cos(turn);
    place.sin = turn === 0 ? 0 : Math.sin(turn);
    const {sizes} = layout;
    place.long = Math.max((sizes === undefined ? layout.bayWidth : sizes[2 * bay]) * this.scale * (sizes === undefined ? 0.43 : 0.45), MARK_LEAST / 2);
    place.wide = Math.max((sizes === undefined ? layout.bayHeight : sizes[2 * bay + 1]) * this.scale * (layout.isMap ? 0.46 : 0.455), MARK_LEAST / 2);
    return place;
  }

  private paintBays(canvas: CanvasRenderingContext2D, scene: Scene, n: number): void {
    if (Math.min(scene.layout.bayWidth, scene.layout.bayHeight) * this.scale >= DRAWN_FROM) {
      for (let i = 0; i < n; i++) {
        this.paintBay(canvas, scene, this.found[i]);
      }
      return;
    }
    // those that stand out last
    for (const state of [UNKNOWN, FREE, OCCUPIED, OFFLINE, OVERSTAY]) {
      this.paintMarks(canvas, scene, n, state);
    }
  }

  private paintMarks(canvas: CanvasRenderingContext2D, scene: Scene, n: number, state: number): void {
    canvas.fillStyle = canvas.strokeStyle = scene.colours[STATE_NAMES[state]];
    canvas.lineWidth = 1.5;
    for (const faint of [true, false]) {
      let any = false;
      canvas.beginPath();
      for (let i = 0; i < n; i++) {
        const bay = this.found[i];
        if (scene.states.of[bay] === state && this.isFaint(scene, bay) === faint) {
          addMark(canvas, state, this.placeOf(scene.layout, bay));
          any = true;
        }
      }
      if (any) {
        canvas.globalAlpha = faint ? FAINT : 1;
        isStroked(state) ? canvas.stroke() : canvas.fill();
        if (state === OVERSTAY && !faint) {
          canvas.strokeStyle = scene.colours.surface;
          canvas.lineWidth = 1;
          canvas.stroke();
        }
      }
    }
    canvas.globalAlpha = 1;
  }

  private paintBay(canvas: CanvasRenderingContext2D, scene: Scene, bay: number): void {
    const {layout, states, colours, picture: {bays}} = scene;
    const {x, y, long, wide, cos, sin} = this.placeOf(layout, bay);
    const state = states.of[bay], alpha = this.isFaint(scene, bay) ? FAINT : 1;
    const {brush} = this;
    brush.context = canvas;
    brush.colour = colours[STATE_NAMES[state]];
    brush.contrast = colours.surface;
    brush.alpha = alpha;
    const lies = long > wide;
    const numbered = Math.max(long, wide) * 2 >= NUMBERS_FROM * (lies ? 2 : 1.6);
    const ink = state === OCCUPIED || state === OVERSTAY ? colours.surface : colours.text;
    const least = Math.min(long, wide);
    canvas.save();
    canvas.transform(cos, sin, -sin, cos, x, y);
    canvas.globalAlpha = alpha;
    if (!numbered) {
      drawBay(brush, state, long, wide, 0, 0, least);
    } else if (lies) {
      drawBay(brush, state, long, wide, -long * 0.76, 0, Math.min(least, long * 0.24, 9));
      this.paintNumber(canvas, bays, bay, ink, 0, 0, long * 1.15, wide * 0.95);
    } else {
      drawBay(brush, state, long, wide, 0, -wide * 0.08, Math.min(least * 0.5, 9));
      this.paintNumber(canvas, bays, bay, ink, 0, wide * 0.62, long * 1.75, long * 0.72);
    }
    canvas.restore();
    if (bays.kind[bay] !== "STANDARD" && least * 2 >= GLYPHS_FROM) {
      const along = lies && numbered ? long * 0.74 : 0, above = numbered && !lies ? wide * 0.56 : 0;
      this.paintKind(canvas, bays.kind[bay], ink, alpha, x + along * cos + above * sin, y + along * sin - above * cos,
        numbered ? Math.min(least * 0.95, lies ? long * 0.46 : wide * 0.6) : least * 1.2);
    }
  }

  private paintNumber(canvas: CanvasRenderingContext2D, bays: Bays, bay: number, ink: string, x: number, y: number, most: number, height: number): void {
    canvas.fillStyle = ink;
    canvas.font = `600 ${Math.max(7, Math.min(15, height))}px ${FONT}`;
    canvas.textAlign = "center";
    canvas.textBaseline = "middle";
    canvas.fillText(bays.number[bay], x, y, most);
  }

  private paintKind(canvas: CanvasRenderingContext2D, kind: string, ink: string, alpha: number, x: number, y: number, size: number): void {
    const glyph = glyphOf(kind);
    canvas.save();
    canvas.globalAlpha = alpha;
    canvas.translate(x, y);
    if (glyph) {
      const scale = Math.min(size, 26) / 24;
      canvas.scale(scale, scale);
      canvas.translate(-12, -12);
      canvas.strokeStyle = ink;
      canvas.lineWidth = 2.2;
      canvas.lineCap = canvas.lineJoin = "round";
      canvas.stroke(glyph);
    } else {
      canvas.fillStyle = ink;
      canvas.font = `700 ${Math.min(15, size * 0.9)}px ${FONT}`;
      canvas.textAlign = "center";
      canvas.textBaseline = "middle";
      canvas.fillText(kind[0] ?? "", 0, 0);
    }
    canvas.restore();
  }

  private paintHeaders(canvas: CanvasRenderingContext2D, scene: Scene): void {
    canvas.textBaseline = "alphabetic";
    canvas.font = `600 12.5px ${FONT}`;
    for (const block of scene.layout.blocks) {
      const left = this.screenX(block.box.left), width = block.box.width * this.scale, top = this.screenY(block.box.top), bottom = top + block.box.height * this.scale;
      if (width >= HEADER_LEAST && left < this.width && left + width > 0 && top < this.height && bottom > 0) {
        this.paintHeader(canvas, scene, block, left, top, width, bottom);
      }
    }
    canvas.textAlign = "start";
    canvas.globalAlpha = 1;
  }

  /** Stays in sight while any of the zone's bays are. */
  private paintHeader(canvas: CanvasRenderingContext2D, scene: Scene, block: ZoneBlock, left: number, top: number, width: number, bottom: number): void {
    const {colours} = scene;
    const room = scene.layout.label * this.scale;
    const sticks = top + room - 24 < 0 && bottom > 44;
    const base = sticks ? 17 : top + room - 9;
    const from = Math.max(left, 0) + Math.min(10, width * 0.06), to = Math.min(left + width, this.width) - Math.min(10, width * 0.06);
    if (room < 13 && !sticks || to - from < HEADER_LEAST) {
      return;
    }
    canvas.globalAlpha = scene.zone === undefined || scene.zone === block.zone.id ? 1 : 0.5;
    if (sticks) {
      canvas.fillStyle = colours.ground;
      canvas.fillRect(Math.max(left, 0) + 1, 0, Math.min(left + width, this.width) - Math.max(left, 0) - 2, 27);
    }
    const header = this.headerOf(canvas, block, to - from);
    canvas.fillStyle = colours.text;
    canvas.textAlign = "start";
    canvas.fillText(header.name, from, base);
    if (to - from >= 90) {
      canvas.fillStyle = colours.quiet;
      canvas.textAlign = "end";
      canvas.fillText(header.share, to, base);
    }
    const known = block.zone.occupied + block.zone.free, all = known + block.zone.unknown;
    if (all > 0) {
      canvas.fillStyle = colours.line;
      canvas.fillRect(from, base + 4, to - from, 2.5);
      canvas.fillStyle = colours.occupied;
      canvas.fillRect(from, base + 4, (to - from) * block.zone.occupied / all, 2.5);
    }
  }

  /** The name as far as there is room, and the share: measured and written only when they change. */
  private headerOf(canvas: CanvasRenderingContext2D, {zone}: ZoneBlock, room: number): {name: string, share: string} {
    let header = this.headers.get(zone.id);
    if (!header) {
      header = {name: "", room: -1, free: -1, occupied: -1, share: ""};
      this.headers.set(zone.id, header);
    }
    if (header.occupied !== zone.occupied || header.free !== zone.free) {
      header.occupied = zone.occupied;
      header.free = zone.free;
      header.share = percent(zone.occupied, zone.occupied + zone.free);
    }
    if (Math.abs(header.room - room) >= 1) {
      header.room = room;
      header.name = fitted(canvas, zone.name, room >= 90 ? room - 46 : room);
    }
    return header;
  }

  /** A bar of a round number of metres, and that north is up. */
  private paintScale(canvas: CanvasRenderingContext2D, colours: Colours): void {
    const metres = roundLength(130 / this.scale);
    const length = metres * this.scale;
    const left = 14, bottom = this.height - 14;
    canvas.fillStyle = colours.surface;
    canvas.globalAlpha = 0.86;
    canvas.beginPath();
    canvas.roundRect(left - 6, bottom - 25, length + 36, 33, 6);
    canvas.fill();
    canvas.globalAlpha = 1;
    canvas.strokeStyle = canvas.fillStyle = colours.quiet;
    canvas.lineWidth = 1.5;
    canvas.beginPath();
    canvas.moveTo(left, bottom - 5);
    canvas.lineTo(left, bottom);
    canvas.lineTo(left + length, bottom);
    canvas.lineTo(left + length, bottom - 5);
    canvas.moveTo(left + length + 15, bottom);
    canvas.lineTo(left + length + 15, bottom - 18);
    canvas.lineTo(left + length + 11, bottom - 12);
    canvas.moveTo(left + length + 15, bottom - 18);
    canvas.lineTo(left + length + 19, bottom - 12);
    canvas.stroke();
    canvas.font = `12px ${FONT}`;
    canvas.textAlign = "start";
    canvas.textBaseline = "alphabetic";
    canvas.fillText(metres >= 1_000 ? `${metres / 1_000} km` : `${metres} m`, left, bottom - 9);
  }

  private paintFlashes(canvas: CanvasRenderingContext2D, scene: Scene, now: number): void {
    canvas.lineWidth = 2;
    this.flashes.each(now, (bay, age) => {
      const {x, y, long, wide} = this.placeOf(scene.layout, bay);
      const out = Math.max(long, wide, 3) + 1 + age * 9;
      if (x > -out && y > -out && x < this.width + out && y < this.height + out) {
        canvas.strokeStyle = scene.colours[STATE_NAMES[scene.states.of[bay]]];
        canvas.globalAlpha = (1 - age) * 0.9;
        canvas.beginPath();
        canvas.arc(x, y, out, 0, 2 * Math.PI);
        canvas.stroke();
      }
    });
    canvas.globalAlpha = 1;
  }

  private outline(canvas: CanvasRenderingContext2D, {layout, colours}: Scene, bay: number | undefined, colour: string, line: number, gap: number): void {
    if (bay === undefined || Number.isNaN(layout.x[bay])) {
      return;
    }
    const {x, y, long, wide, cos, sin} = this.placeOf(layout, bay);
    const a = Math.max(long, 4) + gap, b = Math.max(wide, 4) + gap;
    canvas.save();
    canvas.transform(cos, sin, -sin, cos, x, y);
    canvas.beginPath();
    canvas.roundRect(-a, -b, 2 * a, 2 * b, 4);
    canvas.strokeStyle = colours.surface;
    canvas.lineWidth = line + 2.5;
    canvas.stroke();
    canvas.strokeStyle = colour;
    canvas.lineWidth = line;
    canvas.stroke();
    canvas.restore();
  }

  private paintPulse(canvas: CanvasRenderingContext2D, {layout, colours}: Scene, now: number): boolean {
    const age = (now - this.pulseAt) / 1_800;
    if (this.pulsed < 0 || age >= 1 || Number.isNaN(layout.x[this.pulsed])) {
      this.pulsed = -1;
      return false;
    }
    const {x, y, long, wide} = this.placeOf(layout, this.pulsed);
    const turn = age * 3 % 1;
    canvas.strokeStyle = colours.accent;
    canvas.globalAlpha = 1 - turn;
    canvas.lineWidth = 4;
    canvas.beginPath();
    canvas.arc(x, y, Math.max(long, wide) + 6 + 34 * turn, 0, 2 * Math.PI);
    canvas.stroke();
    canvas.globalAlpha = 1;
    return true;
  }
}

function fitted(canvas: CanvasRenderingContext2D, name: string, room: number): string {
  if (canvas.measureText(name).width <= room) {
    return name;
  }
  let length = name.length - 1;
  while (length > 0 && canvas.measureText(`${name.slice(0, length)}…`).width > room) {
    length--;
  }
  return length > 1 ? `${name.slice(0, length)}…` : "";
}

/** The largest of 1, 2, 5, 10 … that is not above this. */
export function roundLength(most: number): number {
  const power = 10 ** Math.floor(Math.log10(most));
  return [5, 2, 1].map(factor => factor * power).find(length => length <= most) ?? power;
}
