/** Which days a report is of. */

const DAY_MILLIS = 86_400_000;

export const PRESETS = ["yesterday", "week", "month"] as const;
export type Preset = (typeof PRESETS)[number];

/** Both days are included, written as the API does ("2026-11-24"). */
export interface Range {
  from: string;
  to: string;
}

function iso(millis: number): string {
  return new Date(millis).toISOString().slice(0, 10);
}

/** The days of a preset, seen from today; the week ends with today, the month is the last whole one. */
export function daysOf(preset: Preset, today: string): Range {
  const midnight = Date.parse(`${today}T00:00Z`);
  if (preset === "month") {
    const [year, month] = today.split("-").map(Number);
    return {from: iso(Date.UTC(year, month - 2, 1)), to: iso(Date.UTC(year, month - 1, 0))};
  }
  return preset === "week" ? {from: iso(midnight - 6 * DAY_MILLIS), to: today} : {from: iso(midnight - DAY_MILLIS), to: iso(midnight - DAY_MILLIS)};
}

export function presetOf(text: string | undefined): Preset | undefined {
  return PRESETS.find(preset => preset === text);
}
