export const en = {
  patterns: "Weekly patterns",
  patternsDetail: "They fill the days that have no target of their own. One holds until the next begins.",
  noPatterns: "This zone has no weekly pattern",
  newPattern: "New weekly pattern",
  holdsNow: "holds now",
  willHold: "to come",
  hasHeld: "past",
  from: "From {day}",
  change: "Change",
  remove: "Remove",
  removeHeading: "Remove the pattern from {day} on?",
  removeWords: "The one before it holds on. Days that have a target of their own keep it.",
  isRemoved: "The pattern is removed.",
  olderPatterns: {one: "Show {n} older one", other: "Show {n} older ones"},
  hintEmpty: "A weekday left empty has no target.",
  usageHours: "Usage hours",
  hintUsageHours: "Occupied time of all bays together; may stay empty."
} as const;
