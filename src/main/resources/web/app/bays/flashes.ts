const FLASH_MILLIS = 1_200;
const MOST = 400;

/** Which bays have changed a moment ago. Holds no more than so many, and nothing grows with the changes. */
export class Flashes {
  private readonly bays = new Int32Array(MOST);
  private readonly since = new Float64Array(MOST);
  private count = 0;

  /** @param now performance.now() */
  add(bay: number, now: number): void {
    for (let i = 0; i < this.count; i++) {
      if (this.bays[i] === bay) {
        this.since[i] = now;
        return;
      }
    }
    if (this.count < MOST) {
      this.bays[this.count] = bay;
      this.since[this.count++] = now;
    }
  }

  clear(): void {
    this.count = 0;
  }

  get any(): boolean {
    return this.count > 0;
  }

  /** Each with its age from 0 to 1; those that are over are forgotten. */
  each(now: number, deed: (bay: number, age: number) => void): void {
    let kept = 0;
    for (let i = 0; i < this.count; i++) {
      const age = (now - this.since[i]) / FLASH_MILLIS;
      if (age < 1) {
        this.bays[kept] = this.bays[i];
        this.since[kept++] = this.since[i];
        deed(this.bays[i], Math.max(0, age));
      }
    }
    this.count = kept;
  }
}
