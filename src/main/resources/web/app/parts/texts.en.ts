export const en = {
  loading: "Loading …",
  failed: "This could not be loaded.",
  noAnswer: "The server does not answer.",
  notInTime: "The server did not answer in time.",
  serverFault: "The server could not answer this; its log says why.",
  forbidden: "You may not see this.",
  stale: "Not up to date: {reason}",
  retry: "Try again",
  cancel: "Cancel",
  today: "Today",
  date: "Date",
  dayBefore: "The day before",
  dayAfter: "The day after",
  badDate: "Write a date like {example}"
} as const;
