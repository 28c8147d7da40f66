/** Weekly patterns: which of them holds when. */

export interface Week {
  valid_from: string;
  /** Monday to Sunday; null: no target. */
  arrivals: readonly (number | null)[];
}

export type Hold = "holdsNow" | "willHold" | "hasHeld";

/** Each with when it holds; newest first, as the API gives them. A day is written so that its order is that of time. */
export function held(weeks: readonly Week[], today: string): {week: Week, hold: Hold}[] {
  const now = weeks.find(week => week.valid_from <= today);
  return weeks.map(week => ({week, hold: week === now ? "holdsNow" : week.valid_from > today ? "willHold" : "hasHeld"}));
}

/** What has begun before today stays: efficiency was measured against it. */
export function isUpcoming(week: Week, today: string): boolean {
  return week.valid_from >= today;
}
