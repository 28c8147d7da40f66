export const en = {
  asGeneral: "Empty: {value}, as in the general rule",
  noDays: "None: every day",
  noHours: "Empty: all day"
} as const;
