import {LitElement, css, html, nothing} from "lit";
import "@vaadin/date-picker";
import type {DatePicker, DatePickerDate, DatePickerI18n} from "@vaadin/date-picker";
import {locale} from "../text/locale";
import {t} from "./texts";

const numeric = new Intl.DateTimeFormat(locale, {day: "2-digit", month: "2-digit", year: "numeric", timeZone: "UTC"});

/** Day, month and year in the order in which the reader writes them. */
const ORDER = numeric.formatToParts(Date.UTC(2024, 4, 6)).map(part => part.type).filter(type => type === "day" || type === "month" || type === "year");

function names(options: Intl.DateTimeFormatOptions, length: number, instant: (i: number) => number): string[] {
  const format = new Intl.DateTimeFormat(locale, {...options, timeZone: "UTC"});
  return Array.from({length}, (_, i) => format.format(instant(i)));
}

function firstDayOfWeek(): number {
  const region = new Intl.Locale(locale) as Intl.Locale & {getWeekInfo?: () => {firstDay: number}, weekInfo?: {firstDay: number}};
  return ((region.getWeekInfo?.() ?? region.weekInfo)?.firstDay ?? 1) % 7;
}

/** "06/05/2024" or "6.5.24" as {year, month (from 0), day}; undefined where it is no date. Exported for its test. */
export function parseDate(text: string, order: readonly string[] = ORDER): DatePickerDate | undefined {
  const numbers = text.match(/\d+/g)?.map(Number) ?? [];
  if (numbers.length !== 3) {
    return undefined;
  }
  const given = (type: string) => numbers[/^\d{4}-/.test(text.trim()) ? ["year", "month", "day"].indexOf(type) : order.indexOf(type)];
  const year = given("year") < 100 ? 2000 + given("year") : given("year");
  const month = given("month") - 1, day = given("day");
  const date = new Date(Date.UTC(year, month, day));
  return date.getUTCFullYear() === year && date.getUTCMonth() === month && date.getUTCDate() === day ? {year, month, day} : undefined;
}

const I18N: DatePickerI18n = {
  monthNames: names({month: "long"}, 12, i => Date.UTC(2024, i, 1)),
  weekdays: names({weekday: "long"}, 7, i => Date.UTC(2024, 8, 1 + i)),
  weekdaysShort: names({weekday: "short"}, 7, i => Date.UTC(2024, 8, 1 + i)),
  firstDayOfWeek: firstDayOfWeek(),
  today: t("today"), cancel: t("cancel"),
  formatDate: date => numeric.format(Date.UTC(Number(date.year), date.month, date.day)),
  parseDate: text => parseDate(text)
};

/** A day, as the API writes it ("2026-11-24"), chosen and written in the reader's way. Fires `day` with it as detail. */
class PbDate extends LitElement {
  static properties = {value: {type: String}, min: {type: String}, max: {type: String}, label: {type: String}, shown: {type: Boolean}, clearable: {type: Boolean}};
  static styles = css`:host { display: inline-block; } vaadin-date-picker { width: var(--pb-date-width, 9.6em); --vaadin-field-default-width: var(--pb-date-width, 9.6em); }`;

  declare value: string;
  declare min: string | undefined;
  declare max: string | undefined;
  /** What day it is; for screen readers only unless `shown`. */
  declare label: string | undefined;
  declare shown: boolean;
  /** None may be chosen; `day` then says "". */
  declare clearable: boolean;

  render() {
    return html`<vaadin-date-picker .i18n=${I18N} .value=${this.value ?? ""} .min=${this.min} .max=${this.max} label=${this.shown ? this.label ?? t("date") : nothing}
      ?clear-button-visible=${this.clearable} accessible-name=${this.label ?? t("date")} error-message=${t("badDate", {example: numeric.format(new Date())})} @change=${this.onChange}></vaadin-date-picker>`;
  }

  private onChange(event: Event): void {
    const {value, invalid} = event.target as DatePicker;
    if ((value || this.clearable) && !invalid) {
      this.value = value;
      this.dispatchEvent(new CustomEvent("day", {detail: value}));
    }
  }
}

customElements.define("pb-date", PbDate);
