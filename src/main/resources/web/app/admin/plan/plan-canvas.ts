import {LitElement, css, html} from "lit";
import {Backdrops} from "../../bays/backdrops";
import {lieOf} from "../../bays/drawn";
import {isSeen} from "../../bays/finding";
import {GestureReader} from "../../bays/gestures";
import {Painter, roundLength} from "../../bays/painter";
import {readColours, type Colours} from "../../bays/palette";
import {addQuad} from "../../bays/shapes";
import {STATE_NAMES} from "../../bays/states";
import {Viewport} from "../../bays/viewport";
import {icon} from "../../parts/icons";
import {base} from "../../parts/styles";
import {theme} from "../../shell/theme";
import {decimal} from "../../text/format";
import {Board} from "./board";
import {snapped, type Keys, type Place, type Plan} from "./draft";
import {boxOf, cornerOf, CORNERS, drawnTo, lengthOf, placed, type Corner, type Line, type PlanImage} from "./image";
import {t} from "./texts";

export type Tool = "select" | "row" | "image" | "hand";

/** What the canvas says; {@link PlanCanvas} fires them as `plan`. */
export type Said =
  | {deed: "select", keys: Set<number>}
  | {deed: "move", dx: number, dy: number}
  | {deed: "turn", degrees: number}
  | {deed: "line", x1: number, y1: number, x2: number, y2: number, done: boolean}
  | {deed: "image", image: PlanImage}
  | {deed: "measure", line: Line}
  | {deed: "unplace" | "undo" | "redo" | "add" | "leave" | "all"};

const PAN_STEP = 70;
const ZOOM_STEP = 1.4;
const TURN_STEP = 15;
const FINE_METRES = 0.1;
const CLICK_PIXELS = 5;
const SHOWN_PIXELS = 24;
const HANDLE_PIXELS = 6;
/** So near to a corner a finger means it. */
const REACH_PIXELS = 20;
const ALL_ON = STATE_NAMES.map(() => true);

/** A pointer that is down: on a bay of the selection, on nothing, drawing a line, or on the image or one of its corners. */
interface Drag {
  pointer: number;
  kind: "move" | "band" | "line" | "image" | "measure";
  corner?: Corner;
  fromX: number;
  fromY: number;
  x: number;
  y: number;
  isMoved: boolean;
  /** Meant on a click that does not become a drag. */
  hit: number | undefined;
  adds: boolean;
}

/** The plan of one zone to be edited: shows a draft and fires `plan` ({@link Said}) for what is done on it; the draft itself is its user's. */
class PlanCanvas extends LitElement {
  static properties = {plan: {attribute: false}, selected: {attribute: false}, faults: {attribute: false}, preview: {attribute: false}, tool: {type: String}, grid: {type: Number}, label: {type: String},
    measures: {type: Boolean}, line: {attribute: false}};

  static styles = [base, css`
    :host { display: block; position: relative; min-height: 280px; overflow: hidden; }
    canvas { display: block; position: absolute; inset: 0; width: 100%; height: 100%; touch-action: none; user-select: none; cursor: default; }
    canvas.hand { cursor: grab; } canvas.hand:active { cursor: grabbing; } canvas.row, canvas.measures { cursor: crosshair; } canvas.image { cursor: move; }
    canvas:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
    .buttons { position: absolute; right: 10px; bottom: 10px; display: flex; flex-direction: column; border: 1px solid var(--line); border-radius: var(--radius-small); overflow: hidden;
      box-shadow: var(--shadow); background: var(--surface); }
    .buttons button { width: 34px; height: 34px; border: 0; background: none; color: var(--text); font: 500 19px/1 var(--font); cursor: pointer; display: grid; place-items: center; padding: 0; }
    .buttons button + button { border-top: 1px solid var(--line); }
    .buttons button:hover { background: var(--raised); }
    .buttons button:focus-visible { outline-offset: -2px; }
  `];

  declare plan: Plan;
  declare selected: Keys;
  declare faults: Keys;
  /** Of a row that is being drawn, with the line it stands on. */
  declare preview: {places: readonly Place[], numbers: readonly string[], x: number, y: number, direction: number} | undefined;
  declare tool: Tool;
  /** Metres that positions snap to; 0 for none. */
  declare grid: number;
  declare label: string;
  /** A line is drawn along something whose length is known. */
  declare measures: boolean;
  declare line: Line | undefined;

  private board: Board | undefined;
  private readonly view = new Viewport();
  private readonly painter = new Painter();
  private readonly backdrops = new Backdrops(() => {
    this.painter.changeAll();
    this.dispatchEvent(new CustomEvent("image-came", {detail: !this.backdrops.areMissing}));
    this.draw();
  });
  private colours: Colours | undefined;
  private frame = 0;
  private isFitted = false;
  private drag: Drag | undefined;
  private hovered: number | undefined;
  private readonly observer = new ResizeObserver(() => this.resized());
  private readonly gestures = new GestureReader(this.view, {onMove: () => this.draw(), onPoint: at => this.point(at), onClick: at => this.clickAt(at.x, at.y, false)});
  private readonly recolour = () => {
    this.colours = undefined;
    this.painter.changeAll();
    this.draw();
  };

  connectedCallback(): void {
    super.connectedCallback();
    theme.addEventListener("change", this.recolour);
    this.observer.observe(this);
    this.wantImage();
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    theme.removeEventListener("change", this.recolour);
    this.observer.disconnect();
    cancelAnimationFrame(this.frame);
    this.frame = 0;
    this.backdrops.keep([]);
  }

  private wantImage(): void {
    this.backdrops.keep(this.plan?.image ? [this.plan.image.source] : []);
  }

  protected willUpdate(changes: Map<string, unknown>): void {
    if (changes.has("plan")) {
      this.board = new Board(this.plan);
      this.hovered = undefined;
      this.painter.changeAll();
      this.view.of(this.board.layout.bounds, this.board.layout.bayWidth);
      const before = changes.get("plan") as Plan | undefined;
      before?.image?.source !== this.plan.image?.source && this.wantImage();
    }
  }

  protected updated(): void {
    this.draw();
  }

  /** All of the plan in sight. */
  fit(): void {
    if (this.board) {
      this.view.fit(this.board.layout.home);
      this.draw();
    }
  }

  /** Another plan: from its beginning. */
  restart(): void {
    this.isFitted = false;
    this.drag = undefined;
    void this.updateComplete.then(() => this.resized());
  }

  /** So that the bay can be seen. */
  reveal(key: number): void {
    const index = this.board?.indexOf(key);
    if (this.board && index !== undefined) {
      const {x, y, bayWidth} = this.board.layout;
      if (!isSeen(x[index], y[index], this.view, 24) || this.view.scale * bayWidth < SHOWN_PIXELS / 2) {
        this.view.centre(x[index], y[index], SHOWN_PIXELS / bayWidth);
        this.draw();
      }
    }
  }

  /** A place in the middle of what is seen, on the grid. */
  get middle(): {x: number, y: number} {
    return {x: Math.max(0, snapped(this.view.worldX(this.view.width / 2), this.grid)), y: Math.max(0, snapped(this.view.worldY(this.view.height / 2), this.grid))};
  }

  private get canvas(): HTMLCanvasElement | null {
    return this.renderRoot.querySelector("canvas");
  }

  private resized(): void {
    const {canvas, board} = this;
    const {width, height} = this.getBoundingClientRect();
    if (!canvas || !board || width === 0 || height === 0) {
      return;
    }
    canvas.width = Math.round(width * devicePixelRatio);
    canvas.height = Math.round(height * devicePixelRatio);
    if (this.isFitted) {
      this.view.resize(canvas.width / devicePixelRatio, canvas.height / devicePixelRatio);
    } else {
      this.view.width = canvas.width / devicePixelRatio;
      this.view.height = canvas.height / devicePixelRatio;
      this.view.fit(board.layout.home);
      this.isFitted = true;
    }
    this.paint();
  }

  private draw(): void {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.paint();
    });
  }

  private paint(): void {
    const context = this.canvas?.getContext("2d");
    const {board, view} = this;
    if (!context || !board || view.width <= 1) {
      return;
    }
    const colours = this.colours ??= readColours();
    this.painter.paint(context, {
      picture: board.picture, layout: board.layout, states: board.states, colours, backdrops: this.backdrops, zone: undefined, wanted: ALL_ON, hovered: this.hovered, focused: undefined, selected: undefined
    }, view, performance.now());
    this.paintGrid(context, colours);
    this.paintChosen(context, board, colours);
    this.paintPreview(context, colours);
    this.paintBand(context, colours);
    this.paintHandles(context, colours);
    this.paintMeasure(context, colours);
    this.paintScale(context, colours);
  }

  private paintGrid(context: CanvasRenderingContext2D, colours: Colours): void {
    const {view} = this;
    const step = roundLength(90 / view.scale);
    context.strokeStyle = colours.quiet;
    context.globalAlpha = 0.16;
    context.lineWidth = 1;
    context.beginPath();
    for (let x = Math.ceil(view.worldX(0) / step) * step; view.screenX(x) <= view.width; x += step) {
      const at = Math.round(view.screenX(x)) + 0.5;
      context.moveTo(at, 0);
      context.lineTo(at, view.height);
    }
    for (let y = Math.ceil(view.worldY(0) / step) * step; view.screenY(y) <= view.height; y += step) {
      const at = Math.round(view.screenY(y)) + 0.5;
      context.moveTo(0, at);
      context.lineTo(view.width, at);
    }
    context.stroke();
    context.globalAlpha = 1;
  }

  /** Outlines of what is chosen, where it would come to lie, and of what cannot stay so. */
  private paintChosen(context: CanvasRenderingContext2D, board: Board, colours: Colours): void {
    const {dx, dy} = this.drag?.kind === "move" && this.drag.isMoved ? this.shift(this.drag) : {dx: 0, dy: 0};
    this.outline(context, board, this.faults, colours.overstay, 0, 0, 0);
    this.outline(context, board, this.selected, colours.accent, dx, dy, 0.16);
  }

  private outline(context: CanvasRenderingContext2D, board: Board, keys: Keys, colour: string, dx: number, dy: number, filled: number): void {
    context.beginPath();
    for (const key of keys) {
      const place = board.bays[board.indexOf(key) ?? -1]?.place;
      if (place) {
        this.addPlace(context, place, dx, dy);
      }
    }
    context.strokeStyle = context.fillStyle = colour;
    context.lineWidth = 2.5;
    context.globalAlpha = filled;
    context.fill();
    context.globalAlpha = 1;
    context.stroke();
  }

  private addPlace(context: CanvasRenderingContext2D, place: Place, dx = 0, dy = 0): void {
    const {turn, across, along} = lieOf(place.angle, place.width, place.length);
    addQuad(context, this.view.screenX(place.x + dx), this.view.screenY(place.y + dy), across * this.view.scale / 2, along * this.view.scale / 2, Math.cos(turn), Math.sin(turn));
  }

  private paintPreview(context: CanvasRenderingContext2D, colours: Colours): void {
    const {preview, view} = this;
    if (!preview) {
      return;
    }
    context.beginPath();
    preview.places.forEach(place => this.addPlace(context, place));
    context.fillStyle = context.strokeStyle = colours.accent;
    context.globalAlpha = 0.22;
    context.fill();
    context.globalAlpha = 1;
    context.lineWidth = 1.5;
    context.stroke();
    const last = preview.places[preview.places.length - 1];
    if (last) {
      const far = Math.hypot(last.x - preview.x, last.y - preview.y) + 2;
      const angle = preview.direction * Math.PI / 180;
      context.setLineDash([6, 5]);
      context.beginPath();
      context.moveTo(view.screenX(preview.x), view.screenY(preview.y));
      context.lineTo(view.screenX(preview.x + far * Math.cos(angle)), view.screenY(preview.y + far * Math.sin(angle)));
      context.stroke();
      context.setLineDash([]);
    }
    context.fillStyle = colours.text;
    context.textAlign = "center";
    context.textBaseline = "middle";
    context.font = `600 ${Math.max(9, Math.min(15, view.scale * 0.8))}px system-ui, sans-serif`;
    preview.places.forEach((place, i) => {
      if (view.scale * place.width >= SHOWN_PIXELS || i === 0 || i === preview.places.length - 1) {
        context.fillText(preview.numbers[i] ?? "", view.screenX(place.x), view.screenY(place.y));
      }
    });
  }

  private paintBand(context: CanvasRenderingContext2D, colours: Colours): void {
    const {drag} = this;
    if (drag?.kind === "band" && drag.isMoved) {
      context.strokeStyle = context.fillStyle = colours.accent;
      context.globalAlpha = 0.1;
      context.fillRect(drag.fromX, drag.fromY, drag.x - drag.fromX, drag.y - drag.fromY);
      context.globalAlpha = 1;
      context.lineWidth = 1;
      context.strokeRect(drag.fromX, drag.fromY, drag.x - drag.fromX, drag.y - drag.fromY);
    }
  }

  /** The image as it would come to lie, and what it is drawn by. */
  private paintHandles(context: CanvasRenderingContext2D, colours: Colours): void {
    const image = this.tool === "image" ? this.shownImage : undefined;
    if (!image) {
      return;
    }
    const {view} = this, {left, top, width, height} = boxOf(image);
    context.strokeStyle = colours.accent;
    context.lineWidth = 1.5;
    context.setLineDash([6, 5]);
    context.strokeRect(view.screenX(left), view.screenY(top), width * view.scale, height * view.scale);
    context.setLineDash([]);
    context.fillStyle = colours.surface;
    for (const corner of CORNERS) {
      const {x, y} = cornerOf(image, corner);
      context.beginPath();
      context.rect(view.screenX(x) - HANDLE_PIXELS, view.screenY(y) - HANDLE_PIXELS, 2 * HANDLE_PIXELS, 2 * HANDLE_PIXELS);
      context.fill();
      context.stroke();
    }
  }

  private paintMeasure(context: CanvasRenderingContext2D, colours: Colours): void {
    const {drag, view} = this;
    const line = drag?.kind === "measure" ? this.lineOf(drag) : this.tool === "image" ? this.line : undefined;
    if (!line) {
      return;
    }
    const x1 = view.screenX(line.x1), y1 = view.screenY(line.y1), x2 = view.screenX(line.x2), y2 = view.screenY(line.y2);
    context.lineCap = "round";
    for (const [colour, width] of [[colours.surface, 6], [colours.overstay, 2.5]] as const) {
      context.strokeStyle = colour;
      context.lineWidth = width;
      context.beginPath();
      context.moveTo(x1, y1);
      context.lineTo(x2, y2);
      context.stroke();
    }
    context.lineCap = "butt";
    context.font = "600 13px system-ui, sans-serif";
    context.textAlign = "center";
    context.textBaseline = "bottom";
    context.strokeStyle = colours.surface;
    context.lineWidth = 4;
    const words = `${decimal(lengthOf(line))} m`;
    context.strokeText(words, (x1 + x2) / 2, (y1 + y2) / 2 - 6);
    context.fillStyle = colours.text;
    context.fillText(words, (x1 + x2) / 2, (y1 + y2) / 2 - 6);
  }

  private paintScale(context: CanvasRenderingContext2D, colours: Colours): void {
    const metres = roundLength(130 / this.view.scale), length = metres * this.view.scale, left = 14, bottom = this.view.height - 14;
    context.strokeStyle = context.fillStyle = colours.text;
    context.lineWidth = 1.5;
    context.beginPath();
    context.moveTo(left, bottom - 5);
    context.lineTo(left, bottom);
    context.lineTo(left + length, bottom);
    context.lineTo(left + length, bottom - 5);
    context.stroke();
    context.font = "12px system-ui, sans-serif";
    context.textAlign = "start";
    context.textBaseline = "alphabetic";
    context.fillText(`${metres} m`, left + 4, bottom - 5);
  }

  private tell(said: Said): void {
    this.dispatchEvent(new CustomEvent<Said>("plan", {detail: said}));
  }

  private keyAt(x: number, y: number): number | undefined {
    const index = this.board?.finder.at(x, y, this.view);
    return index === undefined ? undefined : this.board?.bays[index].key;
  }

  private onDown(event: PointerEvent): void {
    if (event.button > 1) {
      return;
    }
    const {drag} = this;
    if (drag || this.gestures.isHolding) {
      // a second finger: both move the view
      if (drag) {
        this.gestures.take(drag.pointer, drag.x, drag.y);
        this.drag = undefined;
        this.showImage();
      }
      this.gestures.down(event);
      this.draw();
      return;
    }
    if (this.tool === "image") {
      this.takeImage(event);
      return;
    }
    const hit = this.keyAt(event.offsetX, event.offsetY);
    const isOnChosen = hit !== undefined && this.selected.has(hit);
    if (this.tool === "hand" || this.tool === "select" && event.pointerType === "touch" && !isOnChosen) {
      this.gestures.down(event);
      return;
    }
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.drag = {
      pointer: event.pointerId, kind: this.tool === "row" ? "line" : hit === undefined ? "band" : "move", fromX: event.offsetX, fromY: event.offsetY, x: event.offsetX, y: event.offsetY,
      isMoved: false, hit, adds: event.shiftKey || event.ctrlKey || event.metaKey
    };
    if (this.drag.kind === "move" && !isOnChosen && !this.drag.adds && hit !== undefined) {
      this.tell({deed: "select", keys: new Set([hit])});
      this.drag.hit = undefined;
    }
  }

  /** The image where it is taken hold of, or a line upon it; beside it the view is moved. */
  private takeImage(event: PointerEvent): void {
    const {image} = this.plan, {offsetX: x, offsetY: y} = event;
    const corner = image && !this.measures ? this.cornerAt(image, x, y) : undefined;
    if (!image || !this.measures && corner === undefined && !this.isOn(image, x, y)) {
      this.gestures.down(event);
      return;
    }
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.drag = {pointer: event.pointerId, kind: this.measures ? "measure" : "image", corner, fromX: x, fromY: y, x, y, isMoved: false, hit: undefined, adds: false};
  }

  private cornerAt(image: PlanImage, x: number, y: number): Corner | undefined {
    return CORNERS.find(corner => {
      const at = cornerOf(image, corner);
      return Math.hypot(this.view.screenX(at.x) - x, this.view.screenY(at.y) - y) <= REACH_PIXELS;
    });
  }

  private isOn(image: PlanImage, x: number, y: number): boolean {
    const {left, top, width, height} = boxOf(image);
    const dx = this.view.worldX(x) - left, dy = this.view.worldY(y) - top;
    return dx >= 0 && dx <= width && dy >= 0 && dy <= height;
  }

  /** Where it lies while it is drawn; its corner comes to lie on the grid. */
  private get shownImage(): PlanImage | undefined {
    const {drag, plan: {image}, view} = this;
    if (!image || drag?.kind !== "image" || !drag.isMoved) {
      return image ?? undefined;
    }
    const dx = (drag.x - drag.fromX) / view.scale, dy = (drag.y - drag.fromY) / view.scale;
    if (drag.corner === undefined) {
      return placed(image, {x: snapped(image.x + dx, this.grid), y: snapped(image.y + dy, this.grid)});
    }
    const {x, y} = cornerOf(image, drag.corner);
    return drawnTo(image, drag.corner, x + dx, y + dy);
  }

  /** The draft becomes another one only where the drag ends. */
  private showImage(): void {
    const image = this.shownImage, backdrop = this.board?.layout.backdrops[0];
    if (image && backdrop) {
      backdrop.box = boxOf(image);
      this.painter.changeAll();
    }
  }

  private lineOf({fromX, fromY, x, y}: Drag): Line {
    const {view} = this;
    return {x1: view.worldX(fromX), y1: view.worldY(fromY), x2: view.worldX(x), y2: view.worldY(y)};
  }

  private onMove(event: PointerEvent): void {
    const {drag} = this;
    if (drag?.pointer !== event.pointerId) {
      this.gestures.move(event);
      return;
    }
    drag.x = event.offsetX;
    drag.y = event.offsetY;
    drag.isMoved ||= Math.hypot(drag.x - drag.fromX, drag.y - drag.fromY) >= CLICK_PIXELS;
    if (drag.kind === "line" && drag.isMoved) {
      this.tellLine(drag, false);
    }
    drag.kind === "image" && this.showImage();
    this.draw();
  }

  private onUp(event: PointerEvent): void {
    const {drag} = this;
    if (drag?.pointer !== event.pointerId) {
      this.gestures.up(event);
      return;
    }
    const image = drag.kind === "image" && drag.isMoved ? this.shownImage : undefined;
    this.drag = undefined;
    if (image && event.type === "pointerup") {
      this.tell({deed: "image", image});
    } else if (drag.kind === "image") {
      this.showImage();
    } else if (event.type === "pointerup") {
      drag.isMoved ? this.drop(drag) : this.clickAt(drag.x, drag.y, drag.adds);
    }
    this.draw();
  }

  private drop(drag: Drag): void {
    switch (drag.kind) {
      case "move":
        this.tell({deed: "move", ...this.shift(drag)});
        break;
      case "line":
        this.tellLine(drag, true);
        break;
      case "measure":
        this.tell({deed: "measure", line: this.lineOf(drag)});
        break;
      case "band": {
        const {view} = this;
        const found = this.board?.within(view.worldX(drag.fromX), view.worldY(drag.fromY), view.worldX(drag.x), view.worldY(drag.y)) ?? [];
        this.tell({deed: "select", keys: new Set(drag.adds ? [...this.selected, ...found] : found)});
      }
    }
  }

  private tellLine(drag: Drag, done: boolean): void {
    const at = (x: number, y: number) => ({x: Math.max(0, snapped(this.view.worldX(x), this.grid)), y: Math.max(0, snapped(this.view.worldY(y), this.grid))});
    const from = at(drag.fromX, drag.fromY), to = at(drag.x, drag.y);
    this.tell({deed: "line", x1: from.x, y1: from.y, x2: to.x, y2: to.y, done});
  }

  /** How far a drag moves the chosen ones; the first of them comes to lie on the grid. */
  private shift(drag: Drag): {dx: number, dy: number} {
    const dx = (drag.x - drag.fromX) / this.view.scale, dy = (drag.y - drag.fromY) / this.view.scale;
    const [first] = this.selected;
    const place = this.plan.bays.find(bay => bay.key === first)?.place;
    return place ? {dx: snapped(place.x + dx, this.grid) - place.x, dy: snapped(place.y + dy, this.grid) - place.y} : {dx, dy};
  }

  private clickAt(x: number, y: number, adds: boolean): void {
    if (this.tool === "row" || this.tool === "image") {
      return;
    }
    const hit = this.keyAt(x, y);
    const keys = new Set(adds ? this.selected : []);
    if (hit !== undefined) {
      adds && keys.has(hit) ? keys.delete(hit) : keys.add(hit);
    }
    this.tell({deed: "select", keys});
  }

  private point(at: {x: number, y: number} | undefined): void {
    const bay = at && this.board?.finder.at(at.x, at.y, this.view);
    if (bay !== this.hovered) {
      this.hovered = bay;
      this.draw();
    }
  }

  private onKey(event: KeyboardEvent): void {
    const deed = event.altKey ? undefined : event.ctrlKey || event.metaKey ? this.commandOf(event) : this.deedOf(event);
    if (deed) {
      event.preventDefault();
      event.stopPropagation();
      deed();
      this.draw();
    }
  }

  private commandOf(event: KeyboardEvent): (() => void) | undefined {
    switch (event.key.toLowerCase()) {
      case "z": return () => this.tell({deed: event.shiftKey ? "redo" : "undo"});
      case "y": return () => this.tell({deed: "redo"});
      case "a": return () => this.tell({deed: "all"});
      default: return undefined;
    }
  }

  private deedOf(event: KeyboardEvent): (() => void) | undefined {
    const arrows: Record<string, [number, number]> = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
    const arrow = arrows[event.key];
    if (arrow) {
      const metres = event.shiftKey ? FINE_METRES : this.grid || FINE_METRES, {image} = this.plan;
      if (this.tool === "image" && image) {
        return () => this.tell({deed: "image", image: placed(image, {x: image.x + arrow[0] * metres, y: image.y + arrow[1] * metres})});
      }
      return this.selected.size > 0 ? () => this.tell({deed: "move", dx: arrow[0] * metres, dy: arrow[1] * metres}) : () => this.view.pan(-arrow[0] * PAN_STEP, -arrow[1] * PAN_STEP);
    }
    switch (event.key) {
      case "+": case "=": return () => this.view.zoom(ZOOM_STEP);
      case "-": return () => this.view.zoom(1 / ZOOM_STEP);
      case "0": return () => this.fit();
      case "n": case "N": return () => this.step(1, event.shiftKey);
      case "p": case "P": return () => this.step(-1, event.shiftKey);
      case "r": return () => this.tell({deed: "turn", degrees: TURN_STEP});
      case "R": return () => this.tell({deed: "turn", degrees: -TURN_STEP});
      case "Delete": case "Backspace": return () => this.tell({deed: "unplace"});
      case "Enter": return this.preview ? () => this.tell({deed: "add"}) : undefined;
      case "Escape": return () => this.tell({deed: "leave"});
      default: return undefined;
    }
  }

  /** To the next bay by number, or the one before; with shift beside those that are chosen. */
  private step(by: 1 | -1, adds: boolean): void {
    const bays = this.board?.bays ?? [];
    if (bays.length === 0) {
      return;
    }
    const last = [...this.selected].at(-1);
    const at = last === undefined ? undefined : this.board?.indexOf(last);
    const next = bays[at === undefined ? by > 0 ? 0 : bays.length - 1 : (at + by + bays.length) % bays.length];
    this.tell({deed: "select", keys: new Set(adds ? [...this.selected, next.key] : [next.key])});
    this.reveal(next.key);
  }

  private zoomBy(factor: number): void {
    this.view.zoom(factor);
    this.draw();
  }

  render() {
    return html`<canvas tabindex="0" role="application" aria-roledescription=${t("editor")} aria-label=${this.label} aria-describedby="help" class="${this.tool}${this.measures ? " measures" : ""}"
        @pointerdown=${this.onDown} @pointermove=${this.onMove} @pointerup=${this.onUp} @pointercancel=${this.onUp} @pointerleave=${() => this.point(undefined)}
        @wheel=${(event: WheelEvent) => this.gestures.wheel(event)} @keydown=${this.onKey}></canvas>
      <p id="help" class="unseen">${t("help")}</p>
      <div class="buttons">
        <button @click=${() => this.zoomBy(ZOOM_STEP)} aria-label=${t("zoomIn")} title="${t("zoomIn")} (+)">+</button>
        <button @click=${() => this.zoomBy(1 / ZOOM_STEP)} aria-label=${t("zoomOut")} title="${t("zoomOut")} (−)">−</button>
        <button @click=${this.fit} aria-label=${t("fit")} title="${t("fit")} (0)">${icon("whole", 17)}</button>
      </div>`;
  }
}

customElements.define("plan-canvas", PlanCanvas);

declare global {
  interface HTMLElementTagNameMap {
    "plan-canvas": PlanCanvas;
  }
}
