/** Which columns of devices there are, which are shown, and in which order devices come: as the address says it. */

export const COLUMNS = ["status", "zone", "bay", "last_seen", "health", "battery", "rssi", "alerts", "model", "facility", "voltage", "power", "missing",
  "clock_skew", "firmware", "installed"] as const;

export type Column = (typeof COLUMNS)[number];

/** Those that the server does not sort by. */
export const UNSORTED: ReadonlySet<Column> = new Set(["power", "firmware"]);

export const FIRST: readonly Column[] = ["status", "zone", "bay", "last_seen", "health", "battery", "rssi", "alerts", "model"];

export function isColumn(name: string): name is Column {
  return (COLUMNS as readonly string[]).includes(name);
}

/** "zone,bay" as columns, in the order of the page; undefined where there is no known one in it. */
export function columnsIn(text: string | null | undefined): readonly Column[] | undefined {
  const named = (text ?? "").split(",").filter(isColumn);
  return named.length > 0 ? COLUMNS.filter(column => named.includes(column)) : undefined;
}

export interface Order {
  by: "code" | Column;
  falling: boolean;
}

/** "-health" as an order; by code where it names nothing that can be sorted by. */
export function orderIn(text: string | undefined): Order {
  const by = (text ?? "").replace(/^-/, "");
  return isColumn(by) && !UNSORTED.has(by) ? {by, falling: text?.startsWith("-") ?? false} : {by: "code", falling: text === "-code"};
}

/** The order after a click on a column's head: rising, falling, and then as at first. */
export function orderAfter(present: Order, by: Order["by"]): string | undefined {
  if (present.by !== by) {
    return by === "code" ? undefined : by;
  }
  return present.falling ? undefined : `-${by}`;
}
