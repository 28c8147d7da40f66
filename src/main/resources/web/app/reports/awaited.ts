/** Reports in the making that this window waits for: kept while it is open, over reloads too. Small, because it travels with the first load. */

const KEPT = "parkbridge.awaited-runs";

export interface Awaited {
  id: number;
  title: string;
}

export function awaited(): Awaited[] {
  try {
    return JSON.parse(sessionStorage.getItem(KEPT) ?? "[]") as Awaited[];
  } catch {
    return [];
  }
}

export function keepAwaited(runs: readonly Awaited[]): void {
  try {
    sessionStorage.setItem(KEPT, JSON.stringify(runs));
  } catch {
    // this browser keeps nothing
  }
}

/** Goes on waiting for what was waited for before the page was loaded. */
export function resume(): void {
  if (awaited().length > 0) {
    void import("./background");
  }
}
