const WINDOW_MILLIS = 15_000;

/** Messages a second over the last quarter of a minute, from a number that only grows. */
export class Throughput {
  private seen: {at: number, total: number}[] = [];

  saw(at: number, total: number): void {
    const last = this.seen.at(-1);
    if (last && total < last.total) {
      this.seen = []; // another instance, or the same one started anew
    }
    if (!last || at > last.at) {
      this.seen.push({at, total});
    }
    while (this.seen.length > 2 && this.seen[1].at <= at - WINDOW_MILLIS) {
      this.seen.shift();
    }
  }

  /** Undefined until there is something to compare with. */
  get perSecond(): number | undefined {
    const [first] = this.seen;
    const last = this.seen.at(-1);
    return first && last && last.at > first.at ? (last.total - first.total) * 1_000 / (last.at - first.at) : undefined;
  }
}
