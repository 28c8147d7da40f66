/** Numbers and times in the reader's own forms, times in the facility's zone. */
import {locale} from "./locale";

const whole = new Intl.NumberFormat(locale);
const share = new Intl.NumberFormat(locale, {style: "percent", maximumFractionDigits: 0});
const oneDecimal = new Intl.NumberFormat(locale, {maximumFractionDigits: 1});
const signed = new Intl.NumberFormat(locale, {maximumFractionDigits: 1, signDisplay: "exceptZero"});
const compact = new Intl.NumberFormat(locale, {notation: "compact", maximumFractionDigits: 1});
const kilobytes = new Intl.NumberFormat(locale, {style: "unit", unit: "kilobyte", maximumFractionDigits: 0});
const megabytes = new Intl.NumberFormat(locale, {style: "unit", unit: "megabyte", maximumFractionDigits: 1});
const formats = new Map<string, Intl.DateTimeFormat>();
/** Whose dates are written as the API writes them. */
const ISO_LIKE = "en-CA";

/** Making one costs more than using it a hundred times. */
function dateFormat(options: Intl.DateTimeFormatOptions, of = locale): Intl.DateTimeFormat {
  const key = of + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) {
    format = new Intl.DateTimeFormat(of, options);
    formats.set(key, format);
  }
  return format;
}

export function count(value: number): string {
  return whole.format(value);
}

/** "200+" where there are more than are known. */
export function atLeast(value: number, more: boolean): string {
  return `${whole.format(value)}${more ? "+" : ""}`;
}

/** "12K", where room is short. */
export function shortCount(value: number): string {
  return value < 10_000 ? whole.format(value) : compact.format(value);
}

/** A part of a whole; a dash where there is none. */
export function percent(part: number, total: number): string {
  return total > 0 ? share.format(part / total) : "–";
}

/** What the API calls a percentage: 0 to 100. */
export function percentage(value: number): string {
  return share.format(value / 100);
}

export function decimal(value: number): string {
  return oneDecimal.format(value);
}

/** With its sign: "+3", "-1.5". */
export function change(value: number): string {
  return signed.format(value);
}

export function timeOfDay(instant: Date | number, timeZone: string): string {
  return dateFormat({timeStyle: "short", timeZone}).format(instant);
}

export function moment(instant: Date | number, timeZone: string): string {
  return dateFormat({dateStyle: "medium", timeStyle: "short", timeZone}).format(instant);
}

export function day(instant: Date | number, timeZone: string): string {
  return dateFormat({dateStyle: "medium", timeZone}).format(instant);
}

/** "Tue 24 Nov". */
export function shortDay(instant: Date | number, timeZone: string): string {
  return dateFormat({weekday: "short", day: "numeric", month: "short", timeZone}).format(instant);
}

/** Days of the API, both included: "1 – 7 Nov 2026". */
export function dayRange(from: string, to: string): string {
  return dateFormat({dateStyle: "medium", timeZone: "UTC"}).formatRange(Date.parse(`${from}T00:00Z`), Date.parse(`${to}T00:00Z`));
}

/** A time of day of the API ("06:30" or "06:30:00"). */
export function clockTime(time: string): string {
  return timeOfDay(Date.parse(`2024-01-01T${time.slice(0, 5)}Z`), "UTC");
}

/** A time of day as people write it ("6:30 pm", "18.30", "7"), or undefined. */
export function parseClock(text: string): {hours: number, minutes: number} | undefined {
  const [, hour, minute = "0", half = ""] = /^\s*(\d{1,2})(?:\s*[:.h]\s*(\d{1,2}))?\s*([ap])?\.?(?:m\.?)?\s*$/i.exec(text) ?? [];
  const hours = half === "" ? Number(hour) : Number(hour) % 12 + (half.toLowerCase() === "p" ? 12 : 0);
  return hours < 24 && Number(minute) < 60 ? {hours, minutes: Number(minute)} : undefined;
}

/** "Monday" of 1 (Monday) to 7. */
export function longWeekday(number: number): string {
  return dateFormat({weekday: "long", timeZone: "UTC"}).format(Date.UTC(2024, 0, number));
}

/** "Mon" of 1 (Monday) to 7. */
export function weekday(number: number): string {
  return dateFormat({weekday: "short", timeZone: "UTC"}).format(Date.UTC(2024, 0, number));
}

/** A date of the API ("2026-11-24"): "24 Nov 2026". */
export function shortDate(date: string): string {
  return day(Date.parse(`${date}T00:00Z`), "UTC");
}

/** A date of the API ("2026-11-24"), in words. */
export function dateWords(date: string): string {
  return dateFormat({dateStyle: "full", timeZone: "UTC"}).format(Date.parse(`${date}T00:00Z`));
}

/** The date in that zone as the API writes it. */
export function isoDate(instant: Date | number, timeZone: string): string {
  return dateFormat({year: "numeric", month: "2-digit", day: "2-digit", timeZone}, ISO_LIKE).format(instant);
}

/** "1.2 MB", "340 kB". */
export function fileSize(bytes: number): string {
  return bytes < 1_000_000 ? kilobytes.format(Math.max(1, Math.round(bytes / 1_000))) : megabytes.format(bytes / 1_000_000);
}

/** "3 min", "2 h 5 min", "4 d": the letters are those of the International System, which English and German share. */
export function duration(seconds: number): string {
  const minutes = Math.floor(Math.max(0, seconds) / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes < 1) {
    return `${Math.floor(Math.max(0, seconds))} s`;
  }
  if (hours < 1) {
    return `${minutes} min`;
  }
  const [whole, rest] = hours < 48 ? [`${hours} h`, minutes % 60] : [`${Math.floor(hours / 24)} d`, hours % 24];
  return rest === 0 ? whole : `${whole} ${rest} ${hours < 48 ? "min" : "h"}`;
}
