import {css, html, nothing, type TemplateResult} from "lit";
import {fieldView, type Field, type Option} from "../common/fields";
import {BAY_KINDS} from "../common/sites";
import {numberAt, type DraftBay, type Numbering, type Order, type Place, type Plan} from "./draft";
import {heightOf, lengthOf, type Line, type PlanImage} from "./image";
import type {Row} from "./row";
import {t} from "./texts";

/** The fields beside the plan: of a row that is drawn, of the bays that are selected, of the plan. Each calls back with what was typed. */

export const panel = css`
  .fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(118px, 1fr)); gap: 8px 10px; align-items: end; }
  .fields > * { width: 100%; --vaadin-field-default-width: 100%; --vaadin-input-field-helper-font-size: var(--tiny); }
  .fields .wide { grid-column: 1 / -1; }
  .deeds { display: flex; flex-wrap: wrap; gap: 6px; margin-top: 12px; }
  .deeds vaadin-button { font-size: var(--small); }
  h3 { font-size: var(--small); font-weight: 620; margin: 16px 0 8px; }
  .below { margin-top: 8px; }
  .bad { color: var(--bad); } .hint { margin-bottom: 10px; }
`;

function field<T extends object>(values: T, name: keyof T & string, rest: Omit<Field, "name">, changed: (values: Partial<T>) => void): TemplateResult {
  return fieldView({name, ...rest}, values[name], [], false, value => {
    if (value !== null || rest.kind === undefined || rest.kind === "text") {
      changed({[name]: value ?? ""} as Partial<T>);
    }
  });
}

const ANGLES: readonly Option[] = [{value: "90", label: t("across")}, {value: "60", label: t("aslant", {n: 60})}, {value: "45", label: t("aslant", {n: 45})}, {value: "0", label: t("parallel")}];
const SIDES: readonly Option[] = [{value: "left", label: t("left")}, {value: "right", label: t("right")}];
const FILLS: readonly Option[] = [{value: "numbers", label: t("fillNumbers")}, {value: "waiting", label: t("fillWaiting")}];
const ORDERS: readonly Option[] = [
  {value: "right", label: t("orderRight")}, {value: "left", label: t("orderLeft")}, {value: "down", label: t("orderDown")}, {value: "up", label: t("orderUp")}, {value: "chosen", label: t("orderChosen")}
];

export interface RowDeeds {
  change: (values: Partial<Row>) => void;
  add: () => void;
  leave: () => void;
}

/** @param faults what keeps it from being added */
export function rowPanel(row: Row, faults: readonly string[], deeds: RowDeeds): TemplateResult {
  const {change} = deeds;
  return html`<p class="small quiet hint">${t("rowHint")}</p>
    <div class="fields">
      ${field(row, "count", {label: t("count"), kind: "whole"}, change)}
      ${fieldView({name: "angle", label: t("angle"), kind: "choice", required: true, options: ANGLES}, String(row.angle), [], false, value => value !== null && change({angle: Number(value)}))}
      ${field(row, "side", {label: t("side"), kind: "choice", required: true, options: SIDES}, change)}
      ${field(row, "width", {label: t("width"), kind: "decimal"}, change)}
      ${field(row, "length", {label: t("length"), kind: "decimal"}, change)}
      ${field(row, "direction", {label: t("direction"), kind: "decimal"}, change)}
      ${field(row, "x", {label: t("x"), kind: "decimal"}, change)}
      ${field(row, "y", {label: t("y"), kind: "decimal"}, change)}
      ${field(row, "fill", {label: t("fill"), kind: "choice", required: true, options: FILLS}, change)}
      ${row.fill === "numbers" ? numberingFields(row, change) : nothing}
    </div>
    ${row.fill === "numbers" && row.count > 0 ? html`<p class="small quiet below">${t("preview", {from: numberAt(row, 0), to: numberAt(row, row.count - 1)})}</p>` : nothing}
    ${faults.map(fault => html`<p class="small bad" role="alert">${fault}</p>`)}
    <div class="deeds"><vaadin-button theme="primary" class="add" ?disabled=${faults.length > 0} @click=${deeds.add}>${t("add")}</vaadin-button>
      <vaadin-button @click=${deeds.leave}>${t("dismiss")}</vaadin-button></div>`;
}

function numberingFields(numbering: Numbering, change: (values: Partial<Numbering>) => void): TemplateResult {
  return html`${field(numbering, "prefix", {label: t("prefix")}, change)}${field(numbering, "start", {label: t("start"), kind: "whole"}, change)}
    ${field(numbering, "step", {label: t("step"), kind: "whole"}, change)}${field(numbering, "digits", {label: t("digits"), kind: "whole"}, change)}`;
}

export interface ChosenDeeds {
  edit: (values: Partial<Place> & {number?: string, kind?: string}) => void;
  turn: (degrees: number) => void;
  align: (how: "row" | "column" | "even") => void;
  unplace: () => void;
  put: () => void;
  numbering: (values: Partial<Numbering & {order: Order}>) => void;
  renumber: () => void;
}

export function chosenPanel(bays: readonly DraftBay[], numbering: Numbering & {order: Order}, deeds: ChosenDeeds): TemplateResult {
  const placed = bays.filter(bay => bay.place), one = bays.length === 1 ? bays[0] : undefined;
  const common = <K extends keyof Place>(name: K) => placed.length > 0 && placed.every(bay => bay.place?.[name] === placed[0].place?.[name]) ? placed[0].place?.[name] : null;
  const number = (name: keyof Place, label: string) => fieldView({name, label, kind: "decimal", hint: common(name) === null && placed.length > 1 ? t("several") : undefined}, common(name), [], false,
    value => value !== null && deeds.edit({[name]: value as number}));
  const kind = bays.every(bay => bay.kind === bays[0].kind) ? bays[0].kind : null;
  return html`<div class="fields">
      ${one ? fieldView({name: "number", label: t("number"), required: true}, one.number, [], false, value => deeds.edit({number: String(value ?? "")})) : nothing}
      ${fieldView({name: "kind", label: t("kind"), kind: "choice", open: true, required: true, options: BAY_KINDS}, kind, [], false, value => value !== null && deeds.edit({kind: String(value)}))}
      ${placed.length === 0 ? nothing : html`${number("x", t("x"))}${number("y", t("y"))}${number("angle", t("bayAngle"))}${number("width", t("width"))}${number("length", t("length"))}`}
    </div>
    <div class="deeds">
      ${placed.length < bays.length ? html`<vaadin-button theme="primary" @click=${deeds.put}>${t("put")}</vaadin-button>` : nothing}
      ${placed.length > 0 ? html`<vaadin-button @click=${() => deeds.turn(15)}>${t("turn")}</vaadin-button><vaadin-button @click=${() => deeds.turn(-15)}>${t("turnBack")}</vaadin-button>` : nothing}
      ${placed.length > 1 ? html`<vaadin-button @click=${() => deeds.align("row")}>${t("alignRow")}</vaadin-button><vaadin-button @click=${() => deeds.align("column")}>${t("alignColumn")}</vaadin-button>
        <vaadin-button @click=${() => deeds.align("even")}>${t("even")}</vaadin-button>` : nothing}
      ${placed.length > 0 || bays.some(bay => bay.key < 0) ? html`<vaadin-button @click=${deeds.unplace}>${t("unplace")}</vaadin-button>` : nothing}
    </div>
    ${bays.length < 2 ? nothing : html`<h3>${t("renumber")}</h3><div class="fields">${numberingFields(numbering, deeds.numbering)}
      ${field(numbering, "order", {label: t("order"), kind: "choice", required: true, options: ORDERS}, deeds.numbering)}</div>
      <div class="deeds"><vaadin-button @click=${deeds.renumber}>${t("renumber")}</vaadin-button></div>`}`;
}

export function sizePanel(plan: Plan, changed: (values: {width?: number | null, height?: number | null}) => void): TemplateResult {
  return html`<div class="fields">
      ${fieldView({name: "width", label: t("planWidth"), kind: "decimal"}, plan.width, [], false, value => changed({width: value as number | null}))}
      ${fieldView({name: "height", label: t("planHeight"), kind: "decimal"}, plan.height, [], false, value => changed({height: value as number | null}))}
    </div><p class="small quiet below">${t("planSizeHint")}</p>`;
}

export interface ImageDeeds {
  /** In metres, the opacity as a share. */
  place: (values: Partial<Pick<PlanImage, "x" | "y" | "width" | "opacity">>) => void;
  pick: () => void;
  fit: () => void;
  measure: () => void;
  /** What the line goes along is so long. */
  scale: (metres: number) => void;
  remove: () => void;
}

/**
 * @param measures whether a line is to be drawn
 * @param line     that has been drawn
 * @param fault    what is wrong with the file that was chosen
 */
export function imagePanel(image: PlanImage | null, measures: boolean, line: Line | undefined, fault: string, deeds: ImageDeeds): TemplateResult {
  const alert = fault === "" ? nothing : html`<p class="small bad below" role="alert">${fault}</p>`;
  if (!image) {
    return html`<p class="small quiet hint">${t("imageHint")}</p><vaadin-button theme="primary" @click=${deeds.pick}>${t("imagePick")}</vaadin-button>${alert}
      <p class="small quiet below">${t("imageLimits")}</p>`;
  }
  const shown = {x: image.x, y: image.y, width: image.width, height: heightOf(image), opacity: Math.round(image.opacity * 100)};
  const number = (name: keyof typeof shown, label: string, deed: (value: number) => void, kind: "decimal" | "whole" = "decimal") =>
    fieldView({name, label, kind}, shown[name], [], false, value => value !== null && deed(value as number));
  return html`<p class="small quiet hint">${t("imageMoveHint")}</p>
    <div class="fields">
      ${number("x", t("x"), x => deeds.place({x}))}${number("y", t("y"), y => deeds.place({y}))}
      ${number("width", t("width"), width => deeds.place({width}))}${number("height", t("imageHeight"), height => deeds.place({width: height / image.ratio}))}
      ${number("opacity", t("imageOpacity"), percent => deeds.place({opacity: percent / 100}), "whole")}
      ${line ? fieldView({name: "length", label: t("imageLine"), kind: "decimal"}, lengthOf(line), [], false, value => value !== null && deeds.scale(value as number)) : nothing}
    </div>
    ${measures ? html`<p class="small below" role="status">${t("imageMeasureHint")}</p>` : line ? html`<p class="small below">${t("imageLineHint")}</p>` : nothing}${alert}
    <div class="deeds"><vaadin-button theme=${measures ? "primary" : ""} aria-pressed=${measures} @click=${deeds.measure}>${t("imageMeasure")}</vaadin-button>
      <vaadin-button @click=${deeds.fit}>${t("imageFit")}</vaadin-button>
      <vaadin-button @click=${deeds.pick}>${t("imageOther")}</vaadin-button><vaadin-button theme="error" @click=${deeds.remove}>${t("imageRemove")}</vaadin-button></div>`;
}
