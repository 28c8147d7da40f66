/** Days of a facility's own clock as instants. */

const DAY_MILLIS = 86_400_000;

/** How far the clock of a zone is ahead of UTC at that instant. */
function aheadMillis(instant: number, timeZone: string): number {
  const parts = Object.fromEntries(new Intl.DateTimeFormat("en-CA", {timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", second: "2-digit"})
    .formatToParts(instant).map(part => [part.type, Number(part.value)]));
  return Date.UTC(parts.year, parts.month - 1, parts.day, parts.hour, parts.minute, parts.second) - Math.floor(instant / 1_000) * 1_000;
}

/** When that day ("2026-11-24"), or the one `later` days after it, begins in that zone, RFC 3339; undefined where it is no day. */
export function startOfDay(day: string, timeZone: string, later = 0): string | undefined {
  const midnight = Date.parse(`${day}T00:00Z`) + later * DAY_MILLIS;
  if (Number.isNaN(midnight)) {
    return undefined;
  }
  // twice: the first guess may be on the other side of a change of the clock
  const guess = midnight - aheadMillis(midnight, timeZone);
  return new Date(midnight - aheadMillis(guess, timeZone)).toISOString();
}
