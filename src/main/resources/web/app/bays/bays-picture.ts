import {LitElement, css, html, nothing} from "lit";
import type {Zone} from "../live/frames";
import type {Picture} from "../live/picture";
import "../parts/states";
import {base, segments} from "../parts/styles";
import {serverNow} from "../parts/time-ago";
import {place, Placed} from "../shell/place";
import {theme} from "../shell/theme";
import {atLeast, count, moment} from "../text/format";
import type {Backdrops} from "./backdrops";
import "./bay-card";
import "./bay-search";
import {Finder, isSeen} from "./finding";
import {GestureReader} from "./gestures";
import {mapOf, mapped, planOf, type Layout} from "./layout";
import {Painter} from "./painter";
import {readColours, type Colours} from "./palette";
import {FREE, OCCUPIED, OFFLINE, OVERSTAY, ShownStates, STATE_NAMES, STATES, UNKNOWN} from "./states";
import {symbol} from "./symbol";
import {t} from "./texts";
import {Viewport} from "./viewport";
import {bayWords, kindWords, stateWord, stateWords} from "./words";

const PAN_STEP = 70;
const ZOOM_STEP = 1.4;
const WORDS_MILLIS = 250;
const LIST_MILLIS = 1_000;
const FLASH_FRAME_MILLIS = 45;
/** From here on a click means the bay and not the place. */
const MEANT_PIXELS = 4;
const SHOWN_PIXELS = 30;
const CLUSTER_PIXELS = 5;
/** Narrower than this the card stands below, as in the styles. */
const CARD_BESIDE = 600;
const CARD_PIXELS = 272;

type View = "plan" | "map" | "list";

/**
 * The bays of a facility as a picture, as docs/screen.md says: a plan by zones, a map where there are coordinates, or a list. It is told of changes by {@link changed} and
 * draws only when there is something new.
 */
class BaysPicture extends LitElement {
  static properties = {picture: {attribute: false}, zone: {type: Number}, at: {type: Number}, pointed: {state: true}, focused: {state: true}, said: {state: true}, listed: {state: true}};

  static styles = [base, segments, css`
    :host { display: flex; flex-direction: column; position: relative; container-type: inline-size; min-height: 320px; background: var(--surface); border: 1px solid var(--line);
      border-radius: var(--radius); overflow: hidden; }
    .tools { display: flex; align-items: center; gap: 8px; padding: 8px 10px; border-bottom: 1px solid var(--line); }
    .tools bay-search { flex: 0 1 250px; margin-inline-start: auto; }
    .stage { position: relative; flex: 1; min-height: 0; overflow: hidden; }
    canvas { display: block; position: absolute; inset: 0; width: 100%; height: 100%; touch-action: none; cursor: grab; user-select: none; }
    canvas.over { cursor: pointer; }
    canvas:active { cursor: grabbing; }
    canvas:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
    .buttons { position: absolute; right: 10px; bottom: 10px; display: flex; flex-direction: column; border: 1px solid var(--line); border-radius: var(--radius-small); overflow: hidden;
      box-shadow: var(--shadow); background: var(--surface); }
    .buttons button { width: 34px; height: 34px; border: 0; background: none; color: var(--text); font: 500 19px/1 var(--font); cursor: pointer; display: grid; place-items: center; padding: 0; }
    .buttons button + button { border-top: 1px solid var(--line); }
    .buttons button:hover { background: var(--raised); }
    .buttons button:focus-visible, .legend button:focus-visible { outline-offset: -2px; }
    .card { position: absolute; pointer-events: none; background: var(--surface); border: 1px solid var(--line-strong); border-radius: 8px; padding: 7px 11px;
      box-shadow: var(--shadow-high); font-size: var(--small); z-index: 2; max-width: min(280px, 80%); line-height: 1.4; }
    .card b { font-weight: 620; }
    .card .state { display: flex; gap: 7px; align-items: center; }
    bay-card { position: absolute; top: 10px; right: 10px; width: 272px; max-height: calc(100% - 20px); overflow-y: auto; z-index: 3; }
    .when { font-size: var(--small); color: var(--quiet); font-variant-numeric: tabular-nums; }
    .note { position: absolute; bottom: 52px; left: 10px; margin: 0; font-size: var(--tiny); color: var(--quiet); pointer-events: none; }
    .legend { display: flex; flex-wrap: wrap; gap: 2px; padding: 5px 8px; border-top: 1px solid var(--line); }
    .legend button { display: flex; align-items: center; gap: 7px; border: 1px solid transparent; background: none; color: var(--text); font: inherit; font-size: var(--small);
      padding: 3px 9px; min-height: 30px; border-radius: 99px; cursor: pointer; white-space: nowrap; }
    .legend button:hover { background: var(--raised); }
    .legend button[aria-pressed="true"] { background: var(--accent-soft); border-color: var(--accent); }
    .legend.some button[aria-pressed="false"] { color: var(--quiet); }
    .legend b { font-weight: 620; font-variant-numeric: tabular-nums; }
    empty-state { position: absolute; inset: 0; }
    @container (max-width: 600px) {
      .legend { padding: 3px 4px; flex-wrap: nowrap; gap: 0; }
      .legend button { flex: 1; min-width: 0; padding: 3px 2px; display: grid; grid-template: auto auto / auto auto; gap: 0 5px; justify-content: center; border-radius: 8px; line-height: 1.3; }
      .legend span { grid-row: 2; grid-column: 1 / -1; font-size: var(--tiny); text-align: center; }
      .tools { padding: 6px 8px; flex-wrap: wrap; }
      .when { order: 1; flex-basis: 100%; }
      bay-card { inset: auto 8px 8px 8px; width: auto; max-height: 62%; }
    }
  `];

  declare picture: Picture | undefined;
  declare zone: number | undefined;
  declare at: number | undefined;
  declare private pointed: {bay: number, x: number, y: number} | undefined;
  /** The bay that the keyboard is on. */
  declare private focused: number | undefined;
  declare private said: string;
  /** The list's code has come. */
  declare private listed: boolean;

  private layout: Layout | undefined;
  private finder: Finder | undefined;
  private states: ShownStates | undefined;
  private readonly view = new Viewport();
  private readonly painter = new Painter();
  /** Once a zone has an image. */
  private backdrops: Backdrops | undefined;
  private colours: Colours | undefined;
  private frame = 0;
  private paintedAt = 0;
  private urgent = false;
  private planned = 0;
  /** Somebody has moved the view, and keeps his place whatever comes. */
  private moved = false;
  private jumpedTo: string | undefined;
  private emphasis = "";
  private readonly calm = matchMedia("(prefers-reduced-motion: reduce)");
  private readonly observer = new ResizeObserver(() => this.resized());
  private readonly gestures = new GestureReader(this.view, {
    onMove: () => this.onMoved(),
    onPoint: at => this.onPoint(at),
    onClick: at => this.onClick(at)
  });
  private readonly recolour = () => {
    this.colours = undefined;
    this.painter.changeAll();
    this.draw();
  };
  private readonly looked = () => document.hidden || this.requestUpdate();
  private readonly repaint = (bay: number) => {
    this.painter.change(bay);
    if (this.at === undefined && !this.calm.matches) {
      this.painter.flashes.add(bay, performance.now());
    }
  };

  constructor() {
    super();
    this.said = "";
    this.listed = false;
    new Placed(this);
  }

  connectedCallback(): void {
    super.connectedCallback();
    theme.addEventListener("change", this.recolour);
    document.addEventListener("visibilitychange", this.looked);
    this.wantBackdrops();
  }

  protected firstUpdated(): void {
    this.observer.observe(this.renderRoot.querySelector(".stage")!);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    theme.removeEventListener("change", this.recolour);
    document.removeEventListener("visibilitychange", this.looked);
    cancelAnimationFrame(this.frame);
    clearTimeout(this.planned);
    this.frame = this.planned = 0;
    this.backdrops?.keep([]);
  }

  /** These bays have new states, and perhaps there are other alerts. */
  changed(bays: number[]): void {
    this.states?.update(bays, this.repaint);
    this.urgent = true;
    this.draw();
    if (document.hidden) {
      return;
    }
    this.planned ||= window.setTimeout(() => {
      this.planned = 0;
      this.requestUpdate();
    }, this.shownView === "list" ? LIST_MILLIS : WORDS_MILLIS);
  }

  private get canMap(): boolean {
    return this.picture !== undefined && mapped(this.picture.bays) > 0;
  }

  private get shownView(): View {
    const wanted = place.get("bays");
    if (wanted === "list" || wanted === "plan" || wanted === "map" && this.canMap) {
      return wanted;
    }
    return this.picture?.bays.isMapped && !this.picture.bays.isPlanned ? "map" : "plan";
  }

  /** The states that are stressed, by number: all where none is chosen. */
  private get wantedStates(): boolean[] {
    const names = place.get("states")?.split(",") ?? [];
    const wanted = STATE_NAMES.map(name => names.includes(name));
    return wanted.includes(true) ? wanted : wanted.map(() => true);
  }

  private get selected(): number | undefined {
    const id = Number(place.get("bay") ?? NaN);
    return Number.isNaN(id) ? undefined : this.picture?.bays.indexOf(id);
  }

  protected willUpdate(changes: Map<string, unknown>): void {
    if (changes.has("picture") || changes.has("at")) {
      const before = changes.get("picture") as Picture | undefined;
      this.states = this.picture && new ShownStates(this.picture, this.at !== undefined);
      if (changes.has("picture")) {
        this.newPicture(before);
      }
      this.painter.changeAll();
    }
    const isMap = this.shownView === "map";
    if (this.layout && this.shownView !== "list" && this.layout.isMap !== isMap) {
      this.arrange();
    }
    if (changes.has("zone")) {
      this.focusZone();
    }
    if (this.shownView === "list" && !this.listed) {
      void import("./bay-list").then(() => {
        this.listed = true;
      });
    }
    const {selected} = this;
    const jump = selected === undefined ? undefined : place.get("bay");
    if (jump !== this.jumpedTo && this.layout && this.view.width > 1) {
      this.jumpedTo = jump;
      selected !== undefined && this.bringIntoSight(selected);
    }
  }

  protected updated(changes: Map<string, unknown>): void {
    const emphasis = `${this.zone} ${this.stressed.join()}`;
    if (emphasis !== this.emphasis || changes.has("picture")) {
      this.emphasis = emphasis;
      this.painter.changeAll();
    }
    this.draw();
  }

  /** After a lost connection the same facility comes again: whoever looks at it keeps his place. */
  private newPicture(before: Picture | undefined): void {
    this.painter.flashes.clear();
    const same = before !== undefined && this.picture !== undefined && liesAlike(before, this.picture);
    if (!same || !this.layout) {
      this.focused = undefined;
      this.pointed = undefined;
      this.arrange();
    }
  }

  /** Where the bays lie, and all of them in sight. */
  private arrange(): void {
    this.layout = this.makeLayout();
    this.finder = this.layout && new Finder(this.layout);
    this.painter.changeAll();
    this.moved = false;
    if (this.layout) {
      this.view.of(this.layout.bounds, this.layout.bayWidth);
      this.view.fit(this.layout.home);
      this.focusZone();
    }
    this.wantBackdrops();
  }

  /** Most sites have none, and do without the code. */
  private wantBackdrops(): void {
    const sources = this.layout?.backdrops.map(({source}) => source) ?? [];
    if (this.backdrops) {
      this.backdrops.keep(this.isConnected ? sources : []);
    } else if (sources.length > 0) {
      void import("./backdrops").then(({Backdrops}) => {
        this.backdrops ??= new Backdrops(() => {
          this.painter.changeAll();
          this.requestUpdate();
        });
        this.wantBackdrops();
      });
    }
  }

  private makeLayout(): Layout | undefined {
    if (!this.picture || this.picture.bays.length === 0) {
      return undefined;
    }
    const {bays} = this.picture;
    const zones = this.picture.zonesOf(this.picture.facility);
    return this.shownView === "map" ? mapOf(bays, zones) : planOf(bays, zones, this.view.width, this.view.height);
  }

  private focusZone(): void {
    if (!this.layout) {
      return;
    }
    const block = this.layout.blocks.find(({zone}) => zone.id === this.zone);
    if (block) {
      const spare = this.layout.label * 0.8;
      this.view.focus({...block.box, top: block.box.top + spare, height: block.box.height - spare}, this.layout.home);
    } else {
      this.view.fit(this.layout.home);
    }
    this.moved = false;
  }

  private resized(): void {
    const {canvas} = this;
    const stage = this.renderRoot.querySelector(".stage")!.getBoundingClientRect();
    if (!canvas || stage.width === 0 || stage.height === 0) {
      return;
    }
    canvas.width = Math.round(stage.width * devicePixelRatio);
    canvas.height = Math.round(stage.height * devicePixelRatio);
    // pixel by pixel, or all that is sharp would be blurred
    const width = canvas.width / devicePixelRatio, height = canvas.height / devicePixelRatio;
    canvas.style.width = `${width}px`;
    canvas.style.height = `${height}px`;
    if (this.moved) {
      this.view.resize(width, height);
    } else {
      this.view.width = width;
      this.view.height = height;
      this.arrange();
    }
    this.requestUpdate();
    this.paintNow(performance.now());
  }

  private get canvas(): HTMLCanvasElement | null {
    return this.renderRoot.querySelector("canvas");
  }

  private draw(): void {
    this.urgent = true;
    this.frame ||= requestAnimationFrame(this.onFrame);
  }

  /** Flashes alone are drawn at the pace of frames of the feed: no eye needs more. */
  private readonly onFrame = (now: number): void => {
    this.frame = 0;
    if (!this.urgent && now - this.paintedAt < FLASH_FRAME_MILLIS) {
      this.frame = requestAnimationFrame(this.onFrame);
      return;
    }
    this.paintNow(now);
  };

  private paintNow(now: number): void {
    const context = this.canvas?.getContext("2d");
    const {layout, picture, states} = this;
    this.urgent = false;
    this.paintedAt = now;
    if (!context || this.view.width <= 1) {
      return;
    }
    if (!layout || !picture || !states) {
      context.clearRect(0, 0, context.canvas.width, context.canvas.height);
      return;
    }
    const scene = {
      picture, layout, states, colours: this.colours ??= readColours(), backdrops: this.backdrops, zone: this.zone, wanted: this.stressed, hovered: this.pointed?.bay, focused: this.focused, selected: this.chosen
    };
    if (this.painter.paint(context, scene, this.view, now)) {
      this.frame ||= requestAnimationFrame(this.onFrame);
    }
  }

  /** The address is read when it changes and not in each frame. */
  private stressed: boolean[] = STATE_NAMES.map(() => true);
  private chosen: number | undefined;

  private onMoved(): void {
    this.moved = true;
    this.draw();
  }

  private onPoint(at: {x: number, y: number} | undefined): void {
    const bay = at && this.finder?.at(at.x, at.y, this.view);
    if (bay !== this.pointed?.bay) {
      this.pointed = bay === undefined || !at ? undefined : {bay, ...at};
      this.tell("bay-hover", bay);
      this.draw();
    } else if (this.pointed && at) {
      this.pointed = {bay: this.pointed.bay, ...at};
    }
  }

  private onClick(at: {x: number, y: number}): void {
    const bay = this.finder?.at(at.x, at.y, this.view);
    if (bay !== undefined && this.layout && this.layout.bayWidth * this.view.scale < MEANT_PIXELS) {
      this.view.centre(this.view.worldX(at.x), this.view.worldY(at.y), SHOWN_PIXELS / this.layout.bayWidth);
      this.pointed = undefined;
      this.onMoved();
      return;
    }
    this.select(bay);
  }

  private tell(name: string, bay: number | undefined): void {
    this.dispatchEvent(new CustomEvent(name, {detail: bay === undefined ? undefined : this.picture?.bays.idOf(bay)}));
  }

  private select(bay: number | undefined): void {
    const id = bay === undefined ? undefined : String(this.picture?.bays.idOf(bay));
    this.jumpedTo = id;
    this.pointed = undefined;
    this.tell("bay-select", bay);
    place.want({bay: id}, true);
    if (bay !== undefined && this.picture && this.states) {
      this.said = bayWords(this.picture, bay, this.states.of[bay], this.now);
    }
  }

  /** A bay that was looked for: in the middle, so large that its number can be read, and pulsing. */
  private find(bay: number): void {
    this.focused = undefined;
    if (this.shownView === "list") {
      place.want({bays: undefined}, true);
    }
    if (this.layout && Number.isNaN(this.layout.x[bay])) {
      place.want({bays: "plan"}, true);
    }
    this.select(bay);
    this.bringIntoSight(bay);
  }

  private bringIntoSight(bay: number): void {
    if (this.layout && !Number.isNaN(this.layout.x[bay])) {
      this.view.centre(this.layout.x[bay], this.layout.y[bay], (this.layout.isMap ? 1.6 : 1) * SHOWN_PIXELS / this.layout.bayWidth);
      // beside what the card will cover
      this.view.width < CARD_BESIDE ? this.view.pan(0, -this.view.height * 0.28) : this.view.pan(-CARD_PIXELS / 2, 0);
      this.moved = true;
      !this.calm.matches && this.painter.pulse(bay, performance.now());
      this.draw();
    }
  }

  private onKey(event: KeyboardEvent): void {
    const deed = event.ctrlKey || event.metaKey || event.altKey ? undefined : this.deedOf(event.key);
    if (deed) {
      event.preventDefault();
      deed();
      this.onMoved();
    }
  }

  private deedOf(key: string): (() => void) | undefined {
    const arrows: Record<string, [number, number]> = {ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1]};
    const arrow = arrows[key];
    if (arrow) {
      const [dx, dy] = arrow;
      return this.focused === undefined ? () => this.view.pan(-dx * PAN_STEP, -dy * PAN_STEP) : () => this.step(dx, dy);
    }
    switch (key) {
      case "+": case "=": return () => this.view.zoom(ZOOM_STEP);
      case "-": return () => this.view.zoom(1 / ZOOM_STEP);
      case "0": return () => this.fit();
      case "Enter": case " ": return () => this.focused === undefined ? this.takeUp(this.finder?.middle(this.view)) : this.select(this.focused);
      case "Escape": return this.focused !== undefined || this.selected !== undefined ? () => this.leave() : undefined;
      default: return undefined;
    }
  }

  private leave(): void {
    if (this.selected !== undefined) {
      this.select(undefined);
    } else {
      this.focused = undefined;
      this.said = "";
    }
  }

  private step(dx: number, dy: number): void {
    this.takeUp(this.finder?.beside(this.focused!, dx, dy));
  }

  /** The keyboard goes to this bay, which is brought into sight and said. */
  private takeUp(bay: number | undefined): void {
    const {layout, picture, states} = this;
    if (bay === undefined || !layout || !picture || !states) {
      return;
    }
    this.focused = bay;
    const small = layout.bayWidth * this.view.scale < MEANT_PIXELS;
    if (small || !isSeen(layout.x[bay], layout.y[bay], this.view, 24)) {
      this.view.centre(layout.x[bay], layout.y[bay], small ? SHOWN_PIXELS / layout.bayWidth : this.view.scale);
    }
    this.said = bayWords(picture, bay, states.of[bay], this.now);
  }

  private zoomBy(factor: number): void {
    this.view.zoom(factor);
    this.onMoved();
  }

  private fit(): void {
    this.layout && this.view.fit(this.layout.home);
    this.moved = false;
    this.draw();
  }

  /** Of the picture, in epoch seconds. */
  private get now(): number {
    return this.at === undefined ? serverNow() / 1_000 : this.at / 1_000;
  }

  render() {
    this.stressed = this.wantedStates;
    this.chosen = this.selected;
    const {picture, shownView} = this;
    const counts = this.states?.counts(this.zone) ?? STATE_NAMES.map(() => 0);
    return html`${this.renderTools(shownView)}
      <div class="stage">${this.renderCanvas(counts, shownView)}
        ${shownView === "list" && this.listed && picture ? html`<bay-list .picture=${picture} .states=${this.states} .zone=${this.zone} .wanted=${this.stressed} .now=${this.now}
          @found=${(event: CustomEvent<number>) => this.find(event.detail)}></bay-list>` : nothing}
        ${picture && picture.bays.length === 0 ? html`<empty-state heading=${t("noBays")} detail=${t("noBaysDetail")}></empty-state>` : nothing}
        ${this.renderMissing(shownView)}${this.renderSelected()}${this.renderHovered()}
      </div>${this.renderLegend(counts)}<p class="unseen" role="status">${this.said}</p>`;
  }

  private renderTools(shown: View) {
    const views: View[] = this.canMap ? ["plan", "map", "list"] : ["plan", "list"];
    return html`<div class="tools"><div class="segments" role="group" aria-label=${t("views")}>${views.map(view =>
        html`<button aria-pressed=${view === shown} @click=${() => place.want({bays: view})}>${t(view)}</button>`)}</div>
      ${this.at === undefined ? nothing : html`<p class="when">${t("asOf", {time: moment(this.at, this.picture?.facility?.time_zone ?? "UTC")})}</p>`}
      <bay-search .picture=${this.picture} @found=${(event: CustomEvent<number>) => this.find(event.detail)}></bay-search></div>`;
  }

  private renderCanvas(counts: number[], shown: View) {
    const summary = STATES.filter(state => counts[state] > 0).map(state => t("summaryItem", {n: counts[state], state: stateWord(state)})).join(", ");
    const zone = this.zone === undefined ? "" : `, ${this.picture?.zone(this.zone)?.name}`;
    return html`<canvas tabindex="0" role="application" aria-roledescription=${t("picture")} aria-label=${t("pictureOf", {facility: `${this.picture?.facility?.name ?? ""}${zone}`, summary})}
        aria-describedby="help" class=${this.pointed ? "over" : ""} ?hidden=${shown === "list"}
        @pointerdown=${(event: PointerEvent) => this.gestures.down(event)} @pointermove=${(event: PointerEvent) => this.gestures.move(event)}
        @pointerup=${(event: PointerEvent) => this.gestures.up(event)} @pointercancel=${(event: PointerEvent) => this.gestures.up(event)}
        @pointerleave=${() => this.onPoint(undefined)} @wheel=${(event: WheelEvent) => this.gestures.wheel(event)} @keydown=${this.onKey}></canvas>
      <p id="help" class="unseen">${t("help")}</p>
      <div class="buttons" ?hidden=${shown === "list"}>
        <button @click=${() => this.zoomBy(ZOOM_STEP)} aria-label=${t("zoomIn")} title="${t("zoomIn")} (+)">+</button>
        <button @click=${() => this.zoomBy(1 / ZOOM_STEP)} aria-label=${t("zoomOut")} title="${t("zoomOut")} (−)">−</button>
        <button @click=${this.fit} aria-label=${t("all")} title="${t("all")} (0)"><svg width="17" height="17" viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="2"
          stroke-linecap="round" aria-hidden="true"><path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5"/></svg></button>
      </div>`;
  }

  private renderMissing(shown: View) {
    const missing = shown === "map" && this.picture ? this.picture.bays.length - mapped(this.picture.bays) : 0;
    const words = missing > 0 ? t("unmapped", {n: missing}) : shown === "plan" && this.backdrops?.areMissing ? t("noImage") : undefined;
    return words === undefined ? nothing : html`<p class="note">${words}</p>`;
  }

  private renderSelected() {
    const bay = this.chosen;
    return bay === undefined || !this.picture || !this.states ? nothing : html`<bay-card .picture=${this.picture} .bay=${bay} .shown=${this.states.of[bay]} .now=${this.now}
      ?past=${this.at !== undefined} @closed=${() => this.select(undefined)}></bay-card>`;
  }

  private renderHovered() {
    const {pointed, picture, states, layout} = this;
    if (!pointed || !picture || !states || !layout || pointed.bay >= picture.bays.length) {
      return nothing;
    }
    const {bay, x, y} = pointed;
    const right = x > this.view.width / 2, below = y > this.view.height / 2;
    const where = `${right ? "right" : "left"}:${right ? this.view.width - x + 14 : x + 14}px;${below ? "bottom" : "top"}:${below ? this.view.height - y + 14 : y + 14}px`;
    const street = layout.streetOf?.[bay] ?? -1;
    if (street >= 0 && layout.bayWidth * this.view.scale < CLUSTER_PIXELS) {
      return html`<div class="card" style=${where}>${this.renderStreet(layout.streets[street].bays, picture, states)}</div>`;
    }
    const {bays} = picture;
    return html`<div class="card" style=${where}><b>${t("bay", {number: bays.number[bay]})}</b>${bays.kind[bay] === "STANDARD" ? nothing : ` · ${kindWords(bays.kind[bay])}`}
      <div class="quiet">${picture.zone(bays.zone[bay])?.name}</div><div class="state">${symbol(states.of[bay], 14)}${stateWords(picture, bay, states.of[bay], this.now)}</div></div>`;
  }

  private renderStreet(bays: Int32Array, picture: Picture, states: ShownStates) {
    const counts = STATE_NAMES.map(() => 0);
    bays.forEach(bay => counts[states.of[bay]]++);
    return html`<b>${picture.zone(picture.bays.zone[bays[0]])?.name}</b><div>${t("streetOf", {n: bays.length, occupied: counts[OCCUPIED] + counts[OVERSTAY], free: counts[FREE]})}</div>
      ${[OVERSTAY, OFFLINE, UNKNOWN].filter(state => counts[state] > 0).map(state => html`<div class="state">${symbol(state, 14)}${stateWord(state)} ${count(counts[state])}</div>`)}`;
  }

  private renderLegend(counts: number[]) {
    const chosen = STATES.filter(() => this.stressed.includes(false)).filter(state => this.stressed[state]);
    const shown = this.at === undefined ? STATES : [FREE, OCCUPIED, UNKNOWN];
    return html`<div class="legend ${chosen.length > 0 ? "some" : ""}" role="group" aria-label=${t("legend")}>${shown.map(state => html`<button aria-pressed=${chosen.includes(state)}
      @click=${() => this.stress(state, chosen)}>${symbol(state)}<span>${stateWord(state)}</span><b>${atLeast(counts[state], this.isPartOf(state))}</b></button>`)}</div>`;
  }

  /** What only alerts tell is not all that there is, where not all of them are known. */
  private isPartOf(state: number): boolean {
    return this.at === undefined && (state === OVERSTAY || state === OFFLINE) && this.picture?.moreAlerts === true;
  }

  private stress(state: number, chosen: number[]): void {
    const next = chosen.includes(state) ? chosen.filter(other => other !== state) : [...chosen, state];
    place.want({states: next.map(other => STATE_NAMES[other]).join(",")}, true);
  }
}

/** Whether the bays of both lie where those of the other do. */
function liesAlike(a: Picture, b: Picture): boolean {
  const places = a.bays.places ?? [], others = b.bays.places ?? [];
  return a.facility?.id === b.facility?.id && a.bays.length === b.bays.length && places.length === others.length && places.every((value, i) => Object.is(value, others[i]))
    && a.zonesOf(a.facility).every(zone => groundOf(zone) === groundOf(b.zone(zone.id)));
}

/** What the bays of a zone lie on. */
function groundOf(zone: Zone | undefined): string {
  return JSON.stringify([zone?.plan, zone?.image]);
}

customElements.define("bays-picture", BaysPicture);

declare global {
  interface HTMLElementTagNameMap {
    "bays-picture": BaysPicture;
  }
}
