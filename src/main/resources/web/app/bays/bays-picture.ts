import {LitElement, css, html, nothing} from "lit";
import {OCCUPIED, UNKNOWN} from "../live/frames";
import {tally, type Picture} from "../live/picture";
import {count, duration} from "../text/format";
import {mapOf, planOf, type Layout} from "./layout";
import {paint, type Colours} from "./painter";
import {Viewport} from "./viewport";

const PAN_STEP = 60;
const ZOOM_STEP = 1.35;
const CLICK_PIXELS = 4;
const FLASHES_MAX = 400;

/**
 * The bays of a facility as a picture: a map where they have coordinates, a plan of blocks otherwise. Drag or arrow keys move it, wheel,
 * pinch, + and - zoom, 0 shows all. It is told of changes by {@link changed} and draws only when there is something new.
 */
class BaysPicture extends LitElement {
  static properties = {picture: {attribute: false}, zone: {type: Number}, pointed: {state: true}, selected: {state: true}};

  static styles = css`
    :host { display: block; position: relative; min-height: 320px; background: var(--surface); border: 1px solid var(--line);
      border-radius: var(--radius); overflow: hidden; }
    canvas { display: block; position: absolute; inset: 0; width: 100%; height: 100%; touch-action: none; cursor: grab; }
    canvas:active { cursor: grabbing; }
    canvas:focus-visible { outline: 3px solid var(--accent); outline-offset: -3px; border-radius: var(--radius); }
    .buttons { position: absolute; right: 12px; bottom: 12px; display: flex; gap: 6px; }
    button { width: 36px; height: 36px; border-radius: 10px; border: 1px solid var(--line); background: var(--surface); color: var(--text);
      font: 600 18px system-ui, sans-serif; cursor: pointer; }
    button:hover { background: var(--raised); }
    button:focus-visible { outline: 3px solid var(--accent); outline-offset: 1px; }
    .card { position: absolute; pointer-events: none; background: var(--surface); border: 1px solid var(--line); border-radius: 10px;
      padding: 8px 12px; box-shadow: 0 6px 20px rgb(0 0 0 / .18); white-space: nowrap; font-size: 13px; }
    .card b { display: block; font-size: 14px; }
    .legend { position: absolute; left: 8px; bottom: 12px; display: flex; gap: 4px 12px; padding: 8px; margin: 0;
      border-radius: 10px; background: color-mix(in srgb, var(--surface) 88%, transparent); font-size: 13px; list-style: none;
      pointer-events: none; }
    .legend li { display: flex; align-items: center; gap: 6px; }
    .legend svg { width: 14px; height: 14px; }
    @media (max-width: 420px) { .legend { gap: 8px; font-size: 12px; padding: 8px 4px; } .legend svg { width: 11px; height: 11px; } }
    .empty { position: absolute; inset: 0; display: grid; place-items: center; color: var(--quiet); padding: 24px; text-align: center; }
  `;

  declare picture: Picture | undefined;
  declare zone: number | undefined;
  declare private pointed: {bay: number, x: number, y: number} | undefined;
  declare private selected: number | undefined;

  private layout: Layout | undefined;
  private readonly view = new Viewport();
  private colours: Colours | undefined;
  private readonly changedAt = new Map<number, number>();
  private readonly pointers = new Map<number, PointerEvent>();
  private moved = 0;
  private frame = 0;
  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)");
  private readonly dark = matchMedia("(prefers-color-scheme: dark)");
  private readonly observer = new ResizeObserver(() => this.resized());
  private readonly recolour = () => {
    this.colours = undefined;
    this.draw();
  };

  connectedCallback(): void {
    super.connectedCallback();
    this.observer.observe(this);
    this.dark.addEventListener("change", this.recolour);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    this.observer.disconnect();
    this.dark.removeEventListener("change", this.recolour);
    cancelAnimationFrame(this.frame);
    this.frame = 0;
  }

  /** These bays have new states. */
  changed(bays: number[]): void {
    if (!this.calm.matches && bays.length <= FLASHES_MAX) {
      const now = performance.now();
      bays.forEach(bay => this.changedAt.set(bay, now));
    }
    this.draw();
  }

  protected updated(changes: Map<string, unknown>): void {
    if (changes.has("picture")) {
      this.newPicture(changes.get("picture") as Picture | undefined);
    }
    if (changes.has("picture") || changes.has("zone")) {
      this.focusZone();
    }
    this.draw();
  }

  /** After a lost connection the same facility comes again: whoever looks at it keeps his place. */
  private newPicture(before: Picture | undefined): void {
    this.changedAt.clear();
    const same = before?.facility?.id === this.picture?.facility?.id && before?.bays.length === this.picture?.bays.length;
    this.layout = this.makeLayout();
    if (!same) {
      this.selected = undefined;
      this.pointed = undefined;
      this.layout && this.view.fit(this.layout.home);
    }
  }

  private makeLayout(): Layout | undefined {
    if (!this.picture || this.picture.bays.length === 0) {
      return undefined;
    }
    const {bays} = this.picture;
    const zones = this.picture.zonesOf(this.picture.facility);
    return bays.isMapped ? mapOf(bays, zones) : planOf(bays, zones, this.view.width, this.view.height);
  }

  private focusZone(): void {
    const block = this.layout?.blocks.find(block => block.zone.id === this.zone);
    if (this.layout && block) {
      this.view.focus(block.box, this.layout.home);
    }
  }

  private resized(): void {
    const {width, height} = this.getBoundingClientRect();
    const canvas = this.canvas;
    if (!canvas || width === 0 || height === 0) {
      return;
    }
    canvas.width = Math.round(width * devicePixelRatio);
    canvas.height = Math.round(height * devicePixelRatio);
    this.view.width = width;
    this.view.height = height;
    this.layout = this.makeLayout();
    this.view.resize(width, height, this.layout?.home ?? {left: 0, top: 0, width: 1, height: 1});
    this.focusZone();
    this.draw();
  }

  private get canvas(): HTMLCanvasElement | null {
    return this.renderRoot.querySelector("canvas");
  }

  private draw(): void {
    this.frame ||= requestAnimationFrame(now => {
      this.frame = 0;
      const context = this.canvas?.getContext("2d");
      if (context && this.layout && this.picture) {
        context.setTransform(devicePixelRatio, 0, 0, devicePixelRatio, 0, 0);
        const emphasis = {zone: this.zone, bay: this.selected, changedAt: this.changedAt};
        const fading = paint(context, this.picture.bays, this.layout, this.view, this.colours ??= this.readColours(), emphasis, now);
        fading && this.draw();
      }
    });
  }

  private readColours(): Colours {
    // custom properties hold light-dark(…), which only a used colour resolves
    const probe = document.createElement("span");
    this.renderRoot.append(probe);
    const read = (name: string) => {
      probe.style.color = `var(--${name})`;
      return getComputedStyle(probe).color;
    };
    const colours = {occupied: read("occupied"), free: read("free"), unknown: read("unknown"), text: read("text"), quiet: read("quiet"),
      line: read("line"), surface: read("surface")};
    probe.remove();
    return colours;
  }

  private bayAt(x: number, y: number): number | undefined {
    if (!this.layout || !this.picture) {
      return undefined;
    }
    const worldX = this.view.worldX(x), worldY = this.view.worldY(y);
    const reach = Math.max(this.layout.size / 2, 8 / this.view.scale);
    let nearest: number | undefined, distance = reach;
    for (let bay = 0; bay < this.picture.bays.length; bay++) {
      const apart = Math.max(Math.abs(this.layout.x[bay] - worldX), Math.abs(this.layout.y[bay] - worldY));
      if (apart <= distance) {
        nearest = bay;
        distance = apart;
      }
    }
    return nearest;
  }

  private onPointerDown(event: PointerEvent): void {
    this.canvas?.setPointerCapture(event.pointerId);
    this.pointers.set(event.pointerId, event);
    this.moved = 0;
  }

  private onPointerMove(event: PointerEvent): void {
    const before = this.pointers.get(event.pointerId);
    if (!before) {
      const bay = this.bayAt(event.offsetX, event.offsetY);
      this.pointed = bay === undefined ? undefined : {bay, x: event.offsetX, y: event.offsetY};
      return;
    }
    const other = [...this.pointers.values()].find(pointer => pointer.pointerId !== event.pointerId);
    if (other) {
      const factor = apart(event, other) / Math.max(1, apart(before, other));
      this.view.zoom(factor, (event.offsetX + other.offsetX) / 2, (event.offsetY + other.offsetY) / 2);
    }
    const share = other ? 0.5 : 1;
    this.view.pan((event.offsetX - before.offsetX) * share, (event.offsetY - before.offsetY) * share);
    this.moved += Math.abs(event.offsetX - before.offsetX) + Math.abs(event.offsetY - before.offsetY);
    this.pointers.set(event.pointerId, event);
    this.pointed = undefined;
    this.draw();
  }

  private onPointerUp(event: PointerEvent): void {
    if (this.pointers.delete(event.pointerId) && this.moved < CLICK_PIXELS) {
      this.selected = this.bayAt(event.offsetX, event.offsetY);
      this.pointed = this.selected === undefined ? undefined : {bay: this.selected, x: event.offsetX, y: event.offsetY};
    }
  }

  private onWheel(event: WheelEvent): void {
    event.preventDefault();
    this.view.zoom(Math.exp(-event.deltaY / 400), event.offsetX, event.offsetY);
    this.draw();
  }

  private onKey(event: KeyboardEvent): void {
    const deeds: Record<string, () => void> = {
      ArrowLeft: () => this.view.pan(PAN_STEP, 0), ArrowRight: () => this.view.pan(-PAN_STEP, 0),
      ArrowUp: () => this.view.pan(0, PAN_STEP), ArrowDown: () => this.view.pan(0, -PAN_STEP),
      "+": () => this.view.zoom(ZOOM_STEP), "=": () => this.view.zoom(ZOOM_STEP), "-": () => this.view.zoom(1 / ZOOM_STEP),
      "0": () => this.fit()
    };
    const deed = event.ctrlKey || event.metaKey || event.altKey ? undefined : deeds[event.key];
    if (deed) {
      event.preventDefault();
      deed();
      this.draw();
    }
  }

  private zoomBy(factor: number): void {
    this.view.zoom(factor);
    this.draw();
  }

  private fit(): void {
    this.layout && this.view.fit(this.layout.bounds);
    this.draw();
  }

  render() {
    const zones = this.picture ? this.picture.zonesOf(this.picture.facility) : [];
    const sum = tally(zones);
    const label = `The bays of ${this.picture?.facility?.name ?? "no facility"} as a picture: ${count(sum.occupied)} occupied, `
      + `${count(sum.free)} free, ${count(sum.unknown)} unknown. Arrow keys move it, plus and minus zoom, 0 shows all. `
      + "The list of zones has the same numbers.";
    return html`
      <canvas tabindex="0" role="img" aria-label=${label}
        @pointerdown=${this.onPointerDown} @pointermove=${this.onPointerMove} @pointerup=${this.onPointerUp}
        @pointercancel=${this.onPointerUp} @pointerleave=${() => { this.pointed = undefined; }}
        @wheel=${this.onWheel} @keydown=${this.onKey}></canvas>
      ${this.picture && this.picture.bays.length === 0 ? html`<p class="empty">This facility has no bays yet.</p>` : nothing}
      <div class="buttons">
        <button @click=${() => this.zoomBy(ZOOM_STEP)} aria-label="Zoom in" title="Zoom in (+)">+</button>
        <button @click=${() => this.zoomBy(1 / ZOOM_STEP)} aria-label="Zoom out" title="Zoom out (-)">−</button>
        <button @click=${this.fit} aria-label="Show all bays" title="Show all (0)">⤢</button>
      </div>
      <ul class="legend" aria-hidden="true">
        <li><svg viewBox="0 0 14 14"><rect width="14" height="14" fill="var(--occupied)"/></svg>occupied</li>
        <li><svg viewBox="0 0 14 14"><rect x="1.5" y="1.5" width="11" height="11" fill="none" stroke="var(--free)" stroke-width="3"/></svg>free</li>
        <li><svg viewBox="0 0 14 14"><path d="M1.500 1.500h11v11h-11zM1.500 12.500l11-11" fill="none" stroke="var(--unknown)"
          stroke-width="2"/></svg>unknown</li>
      </ul>
      ${this.renderCard()}`;
  }

  private renderCard() {
    if (!this.pointed || !this.picture || this.pointed.bay >= this.picture.bays.length) {
      return nothing;
    }
    const {bay, x, y} = this.pointed;
    const {bays} = this.picture;
    const right = x > this.view.width / 2, below = y > this.view.height / 2;
    const place = `${right ? "right" : "left"}:${right ? this.view.width - x + 12 : x + 12}px;`
      + `${below ? "bottom" : "top"}:${below ? this.view.height - y + 12 : y + 12}px`;
    const kind = bays.kind[bay] === "STANDARD" ? "" : `, ${bays.kind[bay].toLowerCase().replaceAll("_", " ")}`;
    return html`<div class="card" role="status" style=${place}>
      <b>Bay ${bays.number[bay]}${kind}</b>${this.picture.zone(bays.zone[bay])?.name}<br>${this.describeState(bay)}</div>`;
  }

  private describeState(bay: number): string {
    const {state, since} = this.picture!.bays;
    if (state[bay] === UNKNOWN) {
      return "unknown: its sensor has not been heard of";
    }
    const word = state[bay] === OCCUPIED ? "occupied" : "free";
    return Number.isNaN(since[bay]) ? word : `${word} for ${duration(Date.now() / 1000 - since[bay])}`;
  }
}

function apart(a: PointerEvent, b: PointerEvent): number {
  return Math.hypot(a.offsetX - b.offsetX, a.offsetY - b.offsetY);
}

customElements.define("bays-picture", BaysPicture);

declare global {
  interface HTMLElementTagNameMap {
    "bays-picture": BaysPicture;
  }
}
