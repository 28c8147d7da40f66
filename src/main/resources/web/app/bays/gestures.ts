import type {Viewport} from "./viewport";

const CLICK_PIXELS = 5;
const WHEEL_RATE = 400;
const LINE_PIXELS = 24;

export interface Gestures {
  /** The view has been moved. */
  onMove(): void;
  /** The pointer is over this point, without being pressed; undefined when it has left. */
  onPoint(at: {x: number, y: number} | undefined): void;
  onClick(at: {x: number, y: number}): void;
}

interface Finger {
  x: number;
  y: number;
}

/** Drag, two fingers and wheel on the canvas move the view. */
export class GestureReader {
  private readonly fingers = new Map<number, Finger>();
  private moved = 0;

  constructor(private readonly view: Viewport, private readonly heard: Gestures) {
  }

  down(event: PointerEvent): void {
    if (event.button !== 0) {
      return;
    }
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    this.take(event.pointerId, event.offsetX, event.offsetY);
  }

  /** A finger that is down already. */
  take(id: number, x: number, y: number): void {
    this.moved = this.fingers.size === 0 ? 0 : CLICK_PIXELS;
    this.fingers.set(id, {x, y});
  }

  get isHolding(): boolean {
    return this.fingers.size > 0;
  }

  move(event: PointerEvent): void {
    const finger = this.fingers.get(event.pointerId);
    if (!finger) {
      if (event.pointerType !== "touch") {
        this.heard.onPoint({x: event.offsetX, y: event.offsetY});
      }
      return;
    }
    const dx = event.offsetX - finger.x, dy = event.offsetY - finger.y;
    this.moved += Math.abs(dx) + Math.abs(dy);
    if (this.moved < CLICK_PIXELS && this.fingers.size === 1) {
      return; // a click by a hand that is not quite still
    }
    this.drag(event, finger, dx, dy);
    finger.x = event.offsetX;
    finger.y = event.offsetY;
    this.heard.onPoint(undefined);
    this.heard.onMove();
  }

  private drag(event: PointerEvent, finger: Finger, dx: number, dy: number): void {
    const other = this.otherThan(event.pointerId);
    if (!other) {
      this.view.pan(dx, dy);
      return;
    }
    const before = Math.hypot(finger.x - other.x, finger.y - other.y), now = Math.hypot(event.offsetX - other.x, event.offsetY - other.y);
    this.view.zoom(now / Math.max(1, before), (finger.x + other.x) / 2, (finger.y + other.y) / 2);
    this.view.pan(dx / 2, dy / 2);
  }

  private otherThan(id: number): Finger | undefined {
    for (const [pointer, finger] of this.fingers) {
      if (pointer !== id) {
        return finger;
      }
    }
    return undefined;
  }

  up(event: PointerEvent): void {
    if (this.fingers.delete(event.pointerId) && this.moved < CLICK_PIXELS && event.type === "pointerup") {
      this.heard.onClick({x: event.offsetX, y: event.offsetY});
    }
  }

  wheel(event: WheelEvent): void {
    event.preventDefault();
    const pixels = event.deltaMode === WheelEvent.DOM_DELTA_LINE ? event.deltaY * LINE_PIXELS : event.deltaY;
    // a trackpad's pinch comes as small steps with the control key
    this.view.zoom(Math.exp(-Math.max(-400, Math.min(400, pixels * (event.ctrlKey ? 4 : 1))) / WHEEL_RATE), event.offsetX, event.offsetY);
    this.heard.onPoint(undefined);
    this.heard.onMove();
  }
}
