/** Points in cells, so that those near a place or within a window are found without looking at all of them. Points that are nowhere (NaN) are in none. */
export class Grid {
  private readonly starts: Int32Array;
  private readonly members: Int32Array;
  private readonly columns: number;
  private readonly rows: number;
  private readonly left: number;
  private readonly top: number;

  /** @param cell edge of a cell in the points' own unit */
  constructor(private readonly x: Float32Array, private readonly y: Float32Array, cell: number) {
    let left = Infinity, top = Infinity, right = -Infinity, bottom = -Infinity;
    for (let i = 0; i < x.length; i++) {
      left = Math.min(left, Number.isNaN(x[i]) ? left : x[i]);
      right = Math.max(right, Number.isNaN(x[i]) ? right : x[i]);
      top = Math.min(top, Number.isNaN(y[i]) ? top : y[i]);
      bottom = Math.max(bottom, Number.isNaN(y[i]) ? bottom : y[i]);
    }
    const empty = left > right;
    this.left = empty ? 0 : left;
    this.top = empty ? 0 : top;
    // far-flung points make larger cells, not more of them
    this.cell = Math.max(cell, empty ? cell : Math.sqrt((right - left) * (bottom - top) / (4 * x.length + 64)), 1e-6);
    this.columns = empty ? 1 : Math.floor((right - left) / this.cell) + 1;
    this.rows = empty ? 1 : Math.floor((bottom - top) / this.cell) + 1;
    this.starts = new Int32Array(this.columns * this.rows + 1);
    this.members = new Int32Array(x.length);
    this.sort();
  }

  private readonly cell: number;

  private sort(): void {
    for (let i = 0; i < this.x.length; i++) {
      if (!Number.isNaN(this.x[i])) {
        this.starts[this.cellOf(i) + 1]++;
      }
    }
    for (let cell = 1; cell < this.starts.length; cell++) {
      this.starts[cell] += this.starts[cell - 1];
    }
    const next = this.starts.slice();
    for (let i = 0; i < this.x.length; i++) {
      if (!Number.isNaN(this.x[i])) {
        this.members[next[this.cellOf(i)]++] = i;
      }
    }
  }

  private cellOf(point: number): number {
    return Math.floor((this.y[point] - this.top) / this.cell) * this.columns + Math.floor((this.x[point] - this.left) / this.cell);
  }

  /** Writes the points of this window into `found`, which has room for all points; how many there are. */
  within(left: number, top: number, right: number, bottom: number, found: Int32Array): number {
    const firstColumn = Math.max(0, Math.floor((left - this.left) / this.cell)), lastColumn = Math.min(this.columns - 1, Math.floor((right - this.left) / this.cell));
    const firstRow = Math.max(0, Math.floor((top - this.top) / this.cell)), lastRow = Math.min(this.rows - 1, Math.floor((bottom - this.top) / this.cell));
    let n = 0;
    for (let row = firstRow; row <= lastRow; row++) {
      for (let i = this.starts[row * this.columns + firstColumn], end = firstColumn <= lastColumn ? this.starts[row * this.columns + lastColumn + 1] : 0; i < end; i++) {
        const point = this.members[i];
        if (this.x[point] >= left && this.x[point] <= right && this.y[point] >= top && this.y[point] <= bottom) {
          found[n++] = point;
        }
      }
    }
    return n;
  }
}
