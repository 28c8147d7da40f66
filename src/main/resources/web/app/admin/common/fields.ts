import {html, nothing, type TemplateResult} from "lit";
import "@vaadin/checkbox";
import "@vaadin/checkbox-group";
import "@vaadin/combo-box";
import "@vaadin/integer-field";
import "@vaadin/multi-select-combo-box";
import "@vaadin/number-field";
import "@vaadin/text-area";
import "@vaadin/text-field";
import "@vaadin/time-picker";
import type {TimePickerI18n} from "@vaadin/time-picker";
import "../../parts/pb-date";
import {clockTime, parseClock} from "../../text/format";
import {t} from "../texts";

/** What can be typed or chosen: texts, numbers, yes or no, lists of them. */
export type Values = Readonly<Record<string, unknown>>;

export interface Option {
  value: string;
  label: string;
}

/** One field of a form, as the API names it. An empty one is sent as null. */
export interface Field {
  name: string;
  label: string;
  /** `several` is a list, `days` too (of the values of `options`), and `lines` of whatever is typed, one a line; `yes` is true or false. */
  kind?: "text" | "lines" | "whole" | "decimal" | "choice" | "several" | "days" | "yes" | "time" | "day";
  required?: boolean;
  hint?: string;
  options?: readonly Option[];
  /** Other values than the options may be typed. */
  open?: boolean;
  /** Said once, when the thing is created. */
  fixed?: boolean;
  /** What a new thing begins with. */
  initial?: unknown;
}

/** Times of day in the reader's form; the value is the API's. */
const TIMES: TimePickerI18n = {
  formatTime: time => time ? clockTime(`${String(time.hours).padStart(2, "0")}:${String(time.minutes ?? 0).padStart(2, "0")}`) : "",
  parseTime: text => parseClock(text)
};
/** What its screen reader says. */
const SEVERAL = {cleared: t("severalCleared"), focused: t("severalFocused"), selected: t("severalSelected"), deselected: t("severalDeselected"), total: t("severalTotal")};

interface Valued extends HTMLElement {
  value: string;
  checked: boolean;
  selectedItems: Option[];
}

/** Draws a field with what is wrong with it; `changed` is called with the new value, null for an empty one. */
export function fieldView(field: Field, value: unknown, errors: readonly string[], fixed: boolean, changed: (value: unknown) => void): TemplateResult {
  const words = errors.join("; ");
  const text = value === null || value === undefined ? "" : String(value);
  const typed = (event: Event) => changed(parsed(field, (event.target as Valued).value));
  switch (field.kind ?? "text") {
    case "whole":
      return html`<vaadin-integer-field label=${field.label} helper-text=${field.hint ?? nothing} .value=${text} ?required=${field.required} ?readonly=${fixed}
        .manualValidation=${true} .invalid=${words !== ""} .errorMessage=${words} @change=${typed}></vaadin-integer-field>`;
    case "decimal":
      return html`<vaadin-number-field label=${field.label} helper-text=${field.hint ?? nothing} step="any" .value=${text} ?required=${field.required} ?readonly=${fixed}
        .manualValidation=${true} .invalid=${words !== ""} .errorMessage=${words} @change=${typed}></vaadin-number-field>`;
    case "choice":
      return html`<vaadin-combo-box label=${field.label} helper-text=${field.hint ?? nothing} .items=${[...field.options ?? []]} item-value-path="value" item-label-path="label" item-id-path="value"
        ?allow-custom-value=${field.open} ?clear-button-visible=${!field.required} .value=${text} ?required=${field.required} ?readonly=${fixed} .manualValidation=${true}
        .invalid=${words !== ""} .errorMessage=${words} @change=${typed} @custom-value-set=${(event: CustomEvent<string>) => changed(event.detail || null)}></vaadin-combo-box>`;
    case "several": {
      const chosen = new Set((value as readonly unknown[] | null ?? []).map(String));
      return html`<vaadin-multi-select-combo-box .i18n=${SEVERAL} label=${field.label} helper-text=${field.hint ?? nothing} .items=${[...field.options ?? []]} item-value-path="value" item-label-path="label"
        item-id-path="value" .selectedItems=${(field.options ?? []).filter(option => chosen.has(option.value))} .manualValidation=${true} .invalid=${words !== ""} .errorMessage=${words}
        @change=${(event: Event) => changed((event.target as Valued).selectedItems.map(option => option.value))}></vaadin-multi-select-combo-box>`;
    }
    case "days":
      return html`<vaadin-checkbox-group label=${field.label} helper-text=${field.hint ?? nothing} .value=${[...value as readonly string[] | null ?? []]} .manualValidation=${true}
        .invalid=${words !== ""} .errorMessage=${words} @change=${(event: Event) => changed([...(event.currentTarget as unknown as {value: string[]}).value])}>
        ${field.options?.map(option => html`<vaadin-checkbox value=${option.value} label=${option.label}></vaadin-checkbox>`)}</vaadin-checkbox-group>`;
    case "yes":
      return html`<vaadin-checkbox label=${field.label} helper-text=${field.hint ?? nothing} .checked=${value === true} .invalid=${words !== ""} .errorMessage=${words}
        @change=${(event: Event) => changed((event.target as Valued).checked)}></vaadin-checkbox>`;
    case "time":
      return html`<vaadin-time-picker .i18n=${TIMES} label=${field.label} helper-text=${field.hint ?? nothing} step="1800" ?clear-button-visible=${!field.required} ?required=${field.required} .value=${text.slice(0, 5)} .manualValidation=${true}
        .invalid=${words !== ""} .errorMessage=${words} @change=${typed}></vaadin-time-picker>`;
    case "lines":
      return html`<vaadin-text-area label=${field.label} helper-text=${field.hint ?? nothing} .value=${(value as readonly string[] | null ?? []).join("\n")} ?required=${field.required} .manualValidation=${true}
        .invalid=${words !== ""} .errorMessage=${words} autocomplete="off" @change=${(event: Event) => changed(linesOf((event.target as Valued).value))}></vaadin-text-area>`;
    case "day":
      return html`<div><pb-date shown label=${field.label} value=${text} @day=${(event: CustomEvent<string>) => changed(event.detail)}></pb-date>
        ${words ? html`<p class="bad small" role="alert">${words}</p>` : nothing}</div>`;
    default:
      return html`<vaadin-text-field label=${field.label} helper-text=${field.hint ?? nothing} .value=${text} ?required=${field.required} ?readonly=${fixed} .manualValidation=${true}
        .invalid=${words !== ""} .errorMessage=${words} autocomplete="off" @change=${typed} @input=${typed}></vaadin-text-field>`;
  }
}

/** What is separated by lines, spaces or commas. */
function linesOf(text: string): string[] | null {
  const lines = text.split(/[\s,;]+/).filter(line => line !== "");
  return lines.length === 0 ? null : lines;
}

function parsed(field: Field, text: string): unknown {
  if (text.trim() === "") {
    return null;
  }
  return field.kind === "whole" || field.kind === "decimal" ? Number(text) : text;
}

/** What of the draft differs from what was loaded. Of a new thing that is everything that is not empty. */
export function changesOf(draft: Values, seen: Values): Record<string, unknown> {
  return Object.fromEntries(Object.entries(draft).filter(([name, value]) => JSON.stringify(value ?? null) !== JSON.stringify(seen[name] ?? null)));
}

/** The required fields that are empty, as the server would say it. */
export function missing(fields: readonly Field[], draft: Values): Record<string, readonly string[]> {
  return Object.fromEntries(fields.filter(field => field.required && (draft[field.name] === null || draft[field.name] === undefined || draft[field.name] === ""))
    .map(field => [field.name, [t("isRequired")]]));
}

export function options(values: readonly string[], name: (value: string) => string = value => value): Option[] {
  return values.map(value => ({value, label: name(value)}));
}
