import {LitElement, css, html, nothing} from "lit";
import "@vaadin/button";
import "@vaadin/combo-box";
import {ApiError, ask} from "../../http/api";
import {feed} from "../../live/feed";
import {confirmed} from "../../parts/confirm";
import {icon, type Icon} from "../../parts/icons";
import {Loaded} from "../../parts/loaded";
import "../../parts/page-head";
import {errorWords} from "../../parts/states";
import {base, card, segments} from "../../parts/styles";
import {toast, toastError} from "../../parts/toast";
import {place, Placed} from "../../shell/place";
import {decimal} from "../../text/format";
import type {ZoneView} from "../common/answers";
import {zoneOptions, zonesOf} from "../common/sites";
import {Board} from "./board";
import {align, Draft, edit, faulty, isSameImage, move, numberAt, planIn, renumber, turn, unplace, type Keys, type Numbering, type Order, type Plan, type PlanAnswer} from "./draft";
import {BYTES_MOST, fitted, lengthOf, OPACITY_FIRST, PIXELS_MOST, placed, scaledTo, TYPES, type Line, type PlanImage} from "./image";
import "./plan-canvas";
import type {Said, Tool} from "./plan-canvas";
import "./plan-list";
import {chosenPanel, imagePanel, panel, rowPanel, sizePanel} from "./plan-panel";
import {along, changed, FIRST_ROW, fits, placesOf, takenBy, withRow, type Row} from "./row";
import {t} from "./texts";

const GRIDS = [0, 0.1, 0.5, 1];
const GRID_FIRST = 0.5;
const CHANGED_MEANWHILE = 412;
const NAMED_MOST = 5;
/** 4 MB over a slow line. */
const UPLOAD_MILLIS = 120_000;
const NOTHING_CHOSEN: Keys = new Set();

/** What has been drawn and not saved, by zone: it stays while the window is open, wherever one goes in it. */
const drafts = new Map<number, Draft>();

window.addEventListener("beforeunload", event => {
  if ([...drafts.values()].some(draft => draft.isDirty)) {
    event.preventDefault();
  }
});

/** Draws and numbers the bays of a zone on its plan. */
class PlanSection extends LitElement {
  static properties = {selected: {state: true}, tool: {state: true}, row: {state: true}, numbering: {state: true}, grid: {state: true}, said: {state: true}, failure: {state: true}, isSaving: {state: true},
    line: {state: true}, measures: {state: true}, imageFault: {state: true}, isOver: {state: true}, isUploading: {state: true}};

  static styles = [base, card, segments, panel, css`
    :host { display: grid; gap: var(--gap); grid-template-columns: minmax(0, 1fr); }
    .desk { display: grid; grid-template: "tools tools" auto "plan side" minmax(420px, calc(100vh - 250px)) / minmax(0, 1fr) 21rem; overflow: hidden; }
    .tools { grid-area: tools; display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; padding: 10px var(--pad); border-bottom: 1px solid var(--line); }
    .tools vaadin-combo-box { --vaadin-field-default-width: 11em; width: 11em; }
    .tools .snap { width: 9em; --vaadin-field-default-width: 9em; }
    .tools .segments { flex-wrap: wrap; }
    .tools label { display: flex; align-items: center; gap: 6px; font-size: var(--small); color: var(--quiet); }
    .steps { display: inline-flex; gap: 2px; }
    .steps button { border: 0; background: none; width: 34px; height: 34px; display: grid; place-items: center; border-radius: var(--radius-small); color: var(--text); cursor: pointer; }
    .steps button:hover:not([disabled]) { background: var(--raised); } .steps button[disabled] { color: var(--quiet); opacity: .5; cursor: default; }
    .state { margin-inline-start: auto; }
    plan-canvas { grid-area: plan; }
    aside { grid-area: side; border-inline-start: 1px solid var(--line); display: flex; flex-direction: column; min-height: 0; overflow-y: auto; }
    aside > section { padding: 12px var(--pad); flex: none; }
    aside > section + section { border-top: 1px solid var(--line); flex: 1 0 300px; min-height: 0; display: grid; grid-template-rows: auto minmax(0, 1fr); gap: 8px; }
    .desk.over { outline: 2px dashed var(--accent); outline-offset: -2px; }
    input[type="file"] { display: none; }
    .note { display: flex; flex-wrap: wrap; gap: 8px 12px; align-items: center; background: var(--warn-soft); border-radius: var(--radius-small); padding: 9px 12px; }
    .note.bad { background: var(--bad-soft); color: inherit; } .note span { flex: 1 1 16rem; }
    @media (max-width: 1000px) {
      .desk { grid-template: "tools" auto "plan" min(58vh, 520px) "side" auto / minmax(0, 1fr); }
      aside { border-inline-start: 0; border-top: 1px solid var(--line); overflow: visible; } plan-list { height: 22rem; }
    }
  `];

  declare private selected: Keys;
  declare private tool: Tool;
  /** That is being drawn. */
  declare private row: Row | undefined;
  declare private numbering: Numbering & {order: Order};
  declare private grid: number;
  declare private said: string;
  declare private failure: unknown;
  declare private isSaving: boolean;
  /** Along something of the image whose length is known. */
  declare private line: Line | undefined;
  declare private measures: boolean;
  /** What is wrong with the file that was chosen. */
  declare private imageFault: string;
  /** A file is held over the plan. */
  declare private isOver: boolean;
  declare private isUploading: boolean;

  private draft: Draft | undefined;
  private faults: Keys = NOTHING_CHOSEN;
  private shownZone: number | undefined;
  private lastRow: Row = FIRST_ROW;

  private readonly zones = new Loaded(this, () => [feed.picture?.facility?.id] as const, async ([facility], signal) => (await zonesOf(facility ?? 0, signal)).filter(zone => zone.is_active));
  private readonly plan = new Loaded(this, () => [this.zone?.id] as const, async ([zone], signal) => ({zone, ...await ask<PlanAnswer>("GET", `/api/zones/${zone}/plan`, {signal})}));
  /** The sites have changed; who has drawn something meanwhile hears of it when saving. */
  private readonly onSnapshot = () => {
    this.requestUpdate();
    this.zones.refresh();
    if (!this.draft?.isDirty && !this.isSaving) {
      this.plan.refresh();
    }
  };

  constructor() {
    super();
    this.selected = NOTHING_CHOSEN;
    this.tool = "select";
    this.numbering = {prefix: "", start: 1, step: 1, digits: 1, order: "right"};
    this.grid = GRID_FIRST;
    this.said = "";
    this.isSaving = this.measures = this.isOver = this.isUploading = false;
    this.imageFault = "";
    new Placed(this);
  }

  connectedCallback(): void {
    super.connectedCallback();
    feed.addEventListener("snapshot", this.onSnapshot);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    feed.removeEventListener("snapshot", this.onSnapshot);
    this.sayKept();
  }

  private get zone(): ZoneView | undefined {
    const wanted = Number(place.get("zone"));
    return this.zones.value?.find(zone => zone.id === wanted) ?? this.zones.value?.[0];
  }

  private sayKept(): void {
    const zone = this.zones.value?.find(known => known.id === this.shownZone);
    if (zone && this.draft?.isDirty) {
      toast(t("kept", {zone: zone.name}));
    }
  }

  /** The draft of the zone that is looked at: what was drawn before, or what has been loaded. */
  protected willUpdate(): void {
    const loaded = this.plan.value;
    if (!loaded || loaded.zone === undefined || loaded.zone !== this.zone?.id) {
      this.draft = undefined;
      return;
    }
    const known = drafts.get(loaded.zone);
    if (!known || !known.isDirty && known.etag !== loaded.etag && !this.isSaving) {
      drafts.set(loaded.zone, new Draft(planIn(loaded.body), loaded.etag));
    }
    this.draft = drafts.get(loaded.zone);
    if (this.shownZone !== loaded.zone) {
      this.shownZone = loaded.zone;
      this.selected = NOTHING_CHOSEN;
      this.row = undefined;
      this.failure = undefined;
      this.forgetImage();
      void this.updateComplete.then(() => this.canvas?.restart());
    }
    this.faults = faulty(this.draft!.plan);
  }

  private get canvas() {
    return this.renderRoot.querySelector("plan-canvas");
  }

  /** One step; what is no longer there is no longer selected. */
  private become(plan: Plan, said: string, typing?: string): void {
    this.draft?.become(plan, typing);
    this.forgetGone();
    this.said = said;
    this.requestUpdate();
  }

  private forgetGone(): void {
    const there = new Set(this.draft?.plan.bays.map(bay => bay.key));
    if ([...this.selected].some(key => !there.has(key))) {
      this.selected = new Set([...this.selected].filter(key => there.has(key)));
    }
  }

  private readonly onPlan = (event: CustomEvent<Said>): void => {
    const {draft} = this, {detail} = event;
    if (!draft) {
      return;
    }
    switch (detail.deed) {
      case "select": return this.choose(detail.keys);
      case "move": return this.become(move(draft.plan, this.selected, detail.dx, detail.dy), t("moved", {n: this.selected.size}));
      case "turn": return this.turn(detail.degrees);
      case "line": return this.drawLine(detail);
      case "image": return this.lay(detail.image, t("imageMoved"));
      case "measure": return this.measured(detail.line);
      case "unplace": return this.unplace();
      case "all": return this.choose(new Set(draft.plan.bays.filter(bay => bay.place).map(bay => bay.key)));
      case "undo": return this.step(() => draft.undo(), t("undone"));
      case "redo": return this.step(() => draft.redo(), t("redone"));
      case "add": return this.addRow();
      case "leave": return this.leave();
    }
  };

  private step(deed: () => void, said: string): void {
    deed();
    this.line = undefined;
    this.forgetGone();
    this.said = said;
    this.requestUpdate();
  }

  private leave(): void {
    if (this.row) {
      this.row = undefined;
      this.tool = "select";
    } else if (this.measures) {
      this.measures = false;
    } else if (this.tool === "image") {
      this.use("select");
    } else {
      this.choose(NOTHING_CHOSEN);
    }
  }

  private choose(keys: Keys): void {
    if (keys.size > 0 && this.tool === "image") {
      this.use("select");
    }
    this.selected = keys;
    const bays = this.chosenBays;
    const [first] = bays;
    this.said = bays.length !== 1 ? t("chosen", {n: bays.length})
      : `${t("bay", {number: first.number})}, ${first.place ? t("at", {x: decimal(first.place.x), y: decimal(first.place.y), angle: decimal(first.place.angle)}) : t("noPlace")}`;
  }

  private get chosenBays() {
    return this.draft?.plan.bays.filter(bay => this.selected.has(bay.key)) ?? [];
  }

  private turn(degrees: number): void {
    this.draft && this.become(turn(this.draft.plan, this.selected, degrees), t("turned", {n: this.selected.size}));
  }

  private unplace(): void {
    this.draft && this.selected.size > 0 && this.become(unplace(this.draft.plan, this.selected), t("unplaced", {n: this.selected.size}));
  }

  private use(tool: Tool): void {
    this.tool = tool;
    this.forgetImage();
    if (tool === "image") {
      this.selected = NOTHING_CHOSEN;
    }
    if (tool === "row") {
      this.row ??= {...this.lastRow, ...(this.draft?.plan.bays.some(bay => bay.place) ? this.canvas?.middle : {})};
    } else {
      this.row = undefined;
    }
  }

  private forgetImage(): void {
    this.line = undefined;
    this.measures = false;
    this.imageFault = "";
  }

  private lay(image: PlanImage | null, said: string): void {
    const plan = this.draft?.plan;
    plan && this.become(isSameImage(image, plan.image) ? plan : {...plan, image}, said);
  }

  private measured(line: Line): void {
    this.measures = false;
    this.line = lengthOf(line) > 0 ? line : undefined;
    this.said = t("imageMeasured", {n: decimal(lengthOf(line))});
    void this.updateComplete.then(() => [...this.renderRoot.querySelectorAll<HTMLElement>("aside vaadin-number-field")].at(-1)?.focus());
  }

  private scale(image: PlanImage, metres: number): void {
    if (this.line) {
      const scaled = scaledTo(image, this.line, metres);
      this.line = scaled.line;
      this.lay(scaled.image, t("imageMoved"));
    }
  }

  private pick(): void {
    this.renderRoot.querySelector<HTMLInputElement>("input[type=file]")?.click();
  }

  /** A first one as large as fits the plan, another one where the one before is. The server has the last word, when it is saved. */
  private async takeFile(file: File | undefined): Promise<void> {
    const {draft} = this;
    if (!file || !draft) {
      return;
    }
    this.use("image");
    this.row = undefined;
    if (file.type !== "" && !TYPES.includes(file.type)) {
      this.imageFault = t("imageKind", {name: file.name});
    } else if (file.size > BYTES_MOST) {
      this.imageFault = t("imageLarge", {name: file.name});
    } else {
      const pixels = await pixelsOf(file);
      if (!pixels) {
        this.imageFault = t("imageUnreadable", {name: file.name});
      } else if (pixels.width * pixels.height > PIXELS_MOST) {
        this.imageFault = t("imagePixels", {name: file.name, width: pixels.width, height: pixels.height});
      } else if (draft === this.draft) {
        const image = {x: 0, y: 0, width: 1, opacity: OPACITY_FIRST, ...draft.plan.image, source: file, ratio: pixels.height / pixels.width};
        this.lay(draft.plan.image ? placed(image, {}) : fitted(image, new Board(draft.plan).ground), t("imageTaken", {name: file.name}));
        await this.updateComplete;
        await this.canvas?.updateComplete;
        this.canvas?.fit();
      }
    }
  }

  private onDrop(event: DragEvent): void {
    event.preventDefault();
    this.isOver = false;
    void this.takeFile(event.dataTransfer?.files[0]);
  }

  private drawLine({x1, y1, x2, y2}: {x1: number, y1: number, x2: number, y2: number}): void {
    this.row = along(this.row ?? this.lastRow, x1, y1, x2, y2);
  }

  /** What keeps the row from being added. */
  private rowFaults(row: Row): string[] {
    const plan = this.draft?.plan;
    if (!plan) {
      return [];
    }
    const faults: string[] = [];
    const taken = takenBy(plan, row);
    if (taken.length > 0) {
      faults.push(t("taken", {numbers: taken.slice(0, NAMED_MOST).join(", ") + (taken.length > NAMED_MOST ? " …" : "")}));
    }
    if (!fits(placesOf(row))) {
      faults.push(t("outside"));
    }
    const waiting = plan.bays.filter(bay => !bay.place).length;
    if (row.fill === "waiting" && waiting < row.count) {
      faults.push(waiting === 0 ? t("nobodyWaits") : t("fewerWait", {n: waiting}));
    }
    return faults;
  }

  private addRow(): void {
    const {row, draft} = this;
    if (!row || !draft || row.count < 1 || this.rowFaults(row).length > 0) {
      return;
    }
    const {plan, keys} = withRow(draft, row);
    this.become(plan, t("isAdded", {n: keys.length}));
    this.selected = new Set(keys);
    // the next row goes on with the numbers
    this.lastRow = {...row, start: row.fill === "numbers" ? row.start + row.count * row.step : row.start};
    this.row = undefined;
    this.tool = "select";
  }

  private async save(): Promise<void> {
    const {draft, zone} = this;
    if (!draft || !zone || this.isSaving) {
      return;
    }
    this.isSaving = true;
    this.failure = undefined;
    const sent = draft.changed;
    try {
      let answer = draft.isImageReplaced ? await this.sendImage(draft, zone.id) : undefined;
      if (!answer || draft.isDirty) {
        answer = await ask<PlanAnswer>("PATCH", `/api/zones/${zone.id}/plan`, {body: draft.request(), ifMatch: draft.etag});
      }
      drafts.set(zone.id, new Draft(planIn(answer.body), answer.etag));
      this.plan.value = {zone: zone.id, ...answer};
      this.selected = NOTHING_CHOSEN;
      toast(t("isSaved", {zone: zone.name}), "good");
    } catch (error) {
      this.failure = error instanceof ApiError && error.status === 400 ? new Error(t("refused", {words: faultWords(error, sent.map(bay => bay.number))})) : error;
    }
    this.isSaving = false;
  }

  /** Its bytes, or that it is gone; all else goes with the plan. */
  private async sendImage(draft: Draft, zone: number) {
    const path = `/api/zones/${zone}/plan/image`, source = draft.plan.image?.source;
    this.isUploading = source instanceof File;
    try {
      const answer = source instanceof File
        ? await ask<PlanAnswer>("PUT", path, {body: source, ifMatch: draft.etag, headers: {"Content-Type": "application/octet-stream"}, timeoutMillis: UPLOAD_MILLIS})
        : await ask<PlanAnswer>("DELETE", path, {ifMatch: draft.etag});
      draft.imageIsSent(planIn(answer.body), answer.etag);
      return answer;
    } finally {
      this.isUploading = false;
    }
  }

  private async takeOver(): Promise<void> {
    const {draft, zone} = this;
    if (!draft || !zone) {
      return;
    }
    try {
      const {body, etag} = await ask<PlanAnswer>("GET", `/api/zones/${zone.id}/plan`);
      draft.rebase(planIn(body), etag);
      this.failure = undefined;
      this.forgetGone();
      toast(t("isTakenOver"));
    } catch (error) {
      toastError(error);
    }
  }

  private async discard(): Promise<void> {
    if (this.zone && await confirmed({heading: t("discardHeading"), words: t("discardWords"), deed: t("discard"), danger: true})) {
      drafts.delete(this.zone.id);
      this.failure = undefined;
      this.selected = NOTHING_CHOSEN;
      this.plan.run();
      this.requestUpdate();
    }
  }

  render() {
    const {draft} = this;
    const changes = draft?.changes ?? 0;
    return html`<page-head heading=${t("title")} detail=${t("detail")}>
        ${changes > 0 ? html`<vaadin-button ?disabled=${this.isSaving} @click=${this.discard}>${t("discard")}</vaadin-button>` : nothing}
        <vaadin-button theme="primary" class="save" ?disabled=${changes === 0 || this.isSaving || this.faults.size > 0} @click=${this.save}>${this.isUploading ? t("imageUploading") : changes === 0 ? t("save") : t("saveChanges", {n: changes})}</vaadin-button></page-head>
      ${this.renderNotes()}
      ${this.zones.view(zones => zones.length === 0 ? html`<empty-state heading=${t("noZones")} detail=${t("noZonesDetail")}></empty-state>` : this.renderDesk(zones))}
      <p class="unseen" role="status">${this.said}</p>`;
  }

  private renderNotes() {
    const {failure} = this;
    const meanwhile = failure instanceof ApiError && failure.status === CHANGED_MEANWHILE;
    return html`${failure === undefined ? nothing : html`<div class="note bad" role="alert"><span>${meanwhile ? t("meanwhile") : failure instanceof ApiError ? errorWords(failure) : (failure as Error).message}</span>
        ${meanwhile ? html`<vaadin-button @click=${this.takeOver}>${t("takeOver")}</vaadin-button>` : nothing}</div>`}
      ${this.faults.size > 0 ? html`<div class="note" role="alert"><span>${t("numbersTwice", {n: this.faults.size})}</span></div>` : nothing}`;
  }

  private renderDesk(zones: readonly ZoneView[]) {
    return html`<section class="card desk ${this.isOver ? "over" : ""}" @keydown=${this.onKey} @dragover=${(event: DragEvent) => { event.preventDefault(); this.isOver = true; }}
        @dragleave=${() => { this.isOver = false; }} @drop=${this.onDrop}>${this.renderTools(zones)}
      <input type="file" accept=${TYPES.join()} aria-label=${t("imagePick")} @change=${(event: Event) => {
        const input = event.target as HTMLInputElement;
        void this.takeFile(input.files?.[0]);
        input.value = "";
      }}>
      ${this.draft ? this.renderPlan(this.draft) : html`<div>${this.plan.view(() => nothing)}</div>`}</section>`;
  }

  /** Undo works beside the plan, too, unless something is typed. */
  private onKey(event: KeyboardEvent): void {
    const {draft} = this;
    const types = event.composedPath().some(target => target instanceof HTMLInputElement && target.type !== "checkbox");
    if (draft && !types && (event.ctrlKey || event.metaKey) && ["z", "y"].includes(event.key.toLowerCase())) {
      event.preventDefault();
      const back = event.key.toLowerCase() === "z" && !event.shiftKey;
      this.step(() => back ? draft.undo() : draft.redo(), t(back ? "undone" : "redone"));
    }
  }

  private renderTools(zones: readonly ZoneView[]) {
    const {draft} = this;
    const tools: Tool[] = ["select", "row", "image", "hand"];
    return html`<div class="tools">
      <vaadin-combo-box accessible-name=${t("zone")} .items=${zoneOptions(zones)} item-value-path="value" item-label-path="label" item-id-path="value" .value=${String(this.zone?.id ?? "")}
        @change=${(event: Event) => { this.sayKept(); place.want({zone: (event.target as HTMLInputElement).value || undefined}); }}></vaadin-combo-box>
      <div class="segments" role="group" aria-label=${t("tools")}>${tools.map(tool => html`<button aria-pressed=${tool === this.tool} @click=${() => this.use(tool)}>${t(tool)}</button>`)}</div>
      <div class="steps">${this.renderStep("undo", draft?.canUndo, () => draft?.undo())}${this.renderStep("redo", draft?.canRedo, () => draft?.redo())}</div>
      <vaadin-combo-box class="snap" accessible-name=${t("snap")} .items=${GRIDS.map(metres => ({value: String(metres), label: metres === 0 ? t("snapNone") : t("snapTo", {n: decimal(metres)})}))}
        item-value-path="value" item-label-path="label" item-id-path="value" .value=${String(this.grid)} @change=${(event: Event) => { this.grid = Number((event.target as HTMLInputElement).value); }}></vaadin-combo-box>
      ${draft?.isDirty ? html`<span class="state small quiet">${t("unsaved")}</span>` : nothing}</div>`;
  }

  private renderStep(name: "undo" | "redo", possible: boolean | undefined, deed: () => void) {
    return html`<button ?disabled=${!possible} aria-label=${t(name)} title=${t(name)} @click=${() => this.step(deed, t(name === "undo" ? "undone" : "redone"))}>${icon(name satisfies Icon, 18)}</button>`;
  }

  private renderPlan(draft: Draft) {
    const {plan} = draft, {row} = this;
    const placed = plan.bays.filter(bay => bay.place).length;
    const preview = row && {places: placesOf(row), numbers: row.fill === "numbers" ? placesOf(row).map((_, i) => numberAt(row, i)) : plan.bays.filter(bay => !bay.place).map(bay => bay.number),
      x: row.x, y: row.y, direction: row.direction};
    return html`<plan-canvas .plan=${plan} .selected=${this.selected} .faults=${this.faults} .preview=${preview} tool=${this.tool} grid=${this.grid} ?measures=${this.measures} .line=${this.line}
        label=${t("planOf", {zone: this.zone?.name ?? "", n: placed, waiting: plan.bays.length - placed})} @plan=${this.onPlan}
        @image-came=${(event: CustomEvent<boolean>) => { this.imageFault = event.detail ? "" : t("imageMissing"); }}></plan-canvas>
      <aside><section aria-live="off">${this.renderSide(draft)}</section>
        <section><h2>${t("bays")}</h2><plan-list .bays=${plan.bays} .selected=${this.selected} .faults=${this.faults} @chosen=${(event: CustomEvent<Set<number>>) => this.choose(event.detail)}
          @found=${(event: CustomEvent<number>) => this.found(event.detail)}></plan-list></section></aside>`;
  }

  private renderSide(draft: Draft) {
    const {row, chosenBays} = this;
    if (row) {
      return html`<h2>${t("rowHeading")}</h2>${rowPanel(row, this.rowFaults(row), {change: values => { this.row = changed(row, values); }, add: () => this.addRow(), leave: () => this.leave()})}`;
    }
    if (this.tool === "image") {
      const {image} = draft.plan;
      return html`<h2>${t("imageHeading")}</h2>${imagePanel(image, this.measures, this.line, this.imageFault, {
        place: values => image && this.lay(placed(image, values), t("imageMoved")), pick: () => this.pick(), fit: () => image && this.lay(fitted(image, new Board(draft.plan).ground), t("imageMoved")),
        measure: () => { this.measures = !this.measures; this.line = undefined; }, scale: metres => image && this.scale(image, metres),
        remove: () => { this.forgetImage(); this.lay(null, t("imageGone")); }
      })}`;
    }
    if (chosenBays.length === 0) {
      return html`<h2>${t("planSize")}</h2>${sizePanel(draft.plan, values => this.resize(draft, values))}`;
    }
    return html`<h2>${chosenBays.length === 1 ? t("bay", {number: chosenBays[0].number}) : t("chosen", {n: chosenBays.length})}</h2>${chosenPanel(chosenBays, this.numbering, {
      edit: values => this.become(edit(draft.plan, this.selected, values), "", values.number === undefined ? undefined : `number ${[...this.selected].join()}`), turn: degrees => this.turn(degrees),
      align: how => this.become(align(draft.plan, this.selected, how), t("moved", {n: this.selected.size})), unplace: () => this.unplace(), put: () => this.put(draft),
      numbering: values => { this.numbering = {...this.numbering, ...values}; }, renumber: () => this.become(renumber(draft.plan, this.selected, this.numbering, this.numbering.order), "")
    })}`;
  }

  /** A plan has both or none: the other one is as large as the plan is now. */
  private resize(draft: Draft, values: {width?: number | null, height?: number | null}): void {
    const {width, height} = {...draft.plan, ...values};
    const isNone = "width" in values && values.width === null || "height" in values && values.height === null;
    const {ground: home} = new Board(draft.plan);
    this.become({...draft.plan, width: isNone ? null : width ?? Math.ceil(home.left + home.width), height: isNone ? null : height ?? Math.ceil(home.top + home.height)}, "");
  }

  /** Those that are selected and have no place, beside each other in the middle of what is seen. */
  private put(draft: Draft): void {
    const middle = this.canvas?.middle ?? {x: 0, y: 0};
    let plan = draft.plan;
    this.chosenBays.filter(bay => !bay.place).forEach((bay, i) => {
      plan = edit(plan, new Set([bay.key]), {x: middle.x + 2.5 * i, y: middle.y});
    });
    this.become(plan, t("moved", {n: this.selected.size}));
  }

  private found(key: number): void {
    this.choose(new Set([key]));
    this.canvas?.reveal(key);
  }
}

/** As it is shown; undefined for what is no image. */
async function pixelsOf(file: File): Promise<{width: number, height: number} | undefined> {
  try {
    const bitmap = await createImageBitmap(file);
    const {width, height} = bitmap;
    bitmap.close();
    return {width, height};
  } catch (error) {
    if (error instanceof DOMException) {
      return undefined;
    }
    throw error;
  }
}

/** What the server says of fields, with the bays' numbers in the place of their order. */
function faultWords(error: ApiError, numbers: readonly string[]): string {
  const words = Object.entries(error.fields).map(([field, said]) => {
    const bay = /^bays\[(\d+)]\.(.*)$/.exec(field);
    return bay ? t("bayFault", {number: numbers[Number(bay[1])] ?? "", words: `${bay[2]} ${said.join("; ")}`}) : `${field === "image" ? t("image") : field} ${said.join("; ")}`;
  });
  return words.length === 0 ? error.message : words.slice(0, NAMED_MOST).join(" · ") + (words.length > NAMED_MOST ? " …" : "");
}

customElements.define("plan-section", PlanSection);
