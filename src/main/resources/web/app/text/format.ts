/** Numbers and times in the reader's own forms, times in the facility's zone. */

const whole = new Intl.NumberFormat();
const share = new Intl.NumberFormat(undefined, {style: "percent", maximumFractionDigits: 0});
const oneDecimal = new Intl.NumberFormat(undefined, {maximumFractionDigits: 1});

export function count(value: number): string {
  return whole.format(value);
}

/** A part of a whole; a dash where there is none. */
export function percent(part: number, total: number): string {
  return total > 0 ? share.format(part / total) : "–";
}

export function rate(perSecond: number): string {
  return oneDecimal.format(perSecond);
}

export function timeOfDay(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(undefined, {timeStyle: "short", timeZone}).format(instant);
}

export function moment(instant: Date, timeZone: string): string {
  return new Intl.DateTimeFormat(undefined, {dateStyle: "medium", timeStyle: "short", timeZone}).format(instant);
}

/** "3 min", "2 h 5 min", "4 d 2 h". */
export function duration(seconds: number): string {
  const minutes = Math.floor(Math.max(0, seconds) / 60);
  const hours = Math.floor(minutes / 60);
  if (minutes < 1) {
    return `${Math.floor(Math.max(0, seconds))} s`;
  }
  if (hours < 1) {
    return `${minutes} min`;
  }
  return hours < 48 ? `${hours} h ${minutes % 60} min` : `${Math.floor(hours / 24)} d ${hours % 24} h`;
}
