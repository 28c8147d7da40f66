const SECONDS_A_DAY = 86_400;

/** Minutes since midnight on a clock of that zone. */
function minutesOf(seconds: number, timeZone: string): number {
  const [hour, minute] = clockOf(seconds, timeZone).split(":").map(Number);
  return hour * 60 + minute;
}

/** "14:35" on the clock of that zone, of a time in epoch seconds. */
export function clockOf(seconds: number, timeZone: string): string {
  return new Intl.DateTimeFormat("en-GB", {hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone}).format(seconds * 1_000);
}

/** When the clock of that zone shows "14:35" on the day that begins at `start` (epoch seconds); the first time where it does so twice. */
export function momentOf(clock: string, start: number, timeZone: string): number {
  const given = /^(\d{2}):(\d{2})$/.exec(clock);
  if (!given) {
    return start + SECONDS_A_DAY / 2;
  }
  const wanted = Number(given[1]) * 60 + Number(given[2]);
  const guess = start + wanted * 60;
  // the clock may have been put forward or back between midnight and then
  return guess + (wanted - minutesOf(guess, timeZone)) * 60;
}
