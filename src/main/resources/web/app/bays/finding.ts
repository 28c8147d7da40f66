import type {Layout} from "./layout";
import type {Viewport} from "./viewport";

const REACH_PIXELS = 9;
/** Half a bay, and a little beyond its edge. */
const INSIDE = 0.55;

/** Which bay is where: under the pointer, in the middle, beside another. */
export class Finder {
  private found = new Int32Array(0);

  constructor(private readonly layout: Layout) {
    this.found = new Int32Array(layout.x.length);
  }

  /** The bay under this point of the screen, or the nearest so close that it is meant. */
  at(x: number, y: number, view: Viewport): number | undefined {
    const {bayWidth, bayHeight, sizes} = this.layout;
    const worldX = view.worldX(x), worldY = view.worldY(y), near = REACH_PIXELS / view.scale;
    const bay = this.nearest(worldX, worldY, Math.max(Math.max(bayWidth, bayHeight) / 2, near));
    // where sizes differ the longest says nothing of this one
    const meant = bay === undefined || sizes === undefined || this.outside(bay, worldX, worldY) <= INSIDE || Math.hypot(worldX - this.layout.x[bay], worldY - this.layout.y[bay]) <= near;
    return meant ? bay : undefined;
  }

  /** The bay next to the middle of what is seen. */
  middle(view: Viewport): number | undefined {
    return this.nearest(view.worldX(view.width / 2), view.worldY(view.height / 2), Math.hypot(view.width, view.height) / view.scale);
  }

  private nearest(x: number, y: number, reach: number): number | undefined {
    const n = this.layout.grid.within(x - reach, y - reach, x + reach, y + reach, this.found);
    let nearest: number | undefined, distance = Infinity;
    for (let i = 0; i < n; i++) {
      const apart = this.outside(this.found[i], x, y);
      if (apart < distance) {
        nearest = this.found[i];
        distance = apart;
      }
    }
    return nearest;
  }

  /** How far a point is from a bay's middle, measured in the bay's own shape. */
  private outside(bay: number, x: number, y: number): number {
    const {layout} = this;
    const dx = x - layout.x[bay], dy = y - layout.y[bay], turn = layout.angle?.[bay] ?? 0;
    const width = layout.sizes?.[2 * bay] ?? layout.bayWidth, height = layout.sizes?.[2 * bay + 1] ?? layout.bayHeight;
    const along = Math.abs(dx * Math.cos(turn) + dy * Math.sin(turn)) / width, across = Math.abs(dy * Math.cos(turn) - dx * Math.sin(turn)) / height;
    return Math.max(along, across);
  }

  /** The next bay to the right (1, 0), left, below (0, 1) or above: the nearest, those straight ahead preferred. */
  beside(bay: number, dx: number, dy: number): number | undefined {
    const {layout} = this;
    for (let reach = 3 * Math.max(layout.bayWidth, layout.bayHeight); reach < 4_096 * layout.bayWidth; reach *= 4) {
      const n = layout.grid.within(layout.x[bay] - reach, layout.y[bay] - reach, layout.x[bay] + reach, layout.y[bay] + reach, this.found);
      let best: number | undefined, least = Infinity;
      for (let i = 0; i < n; i++) {
        const x = layout.x[this.found[i]] - layout.x[bay], y = layout.y[this.found[i]] - layout.y[bay];
        const ahead = x * dx + y * dy, aside = Math.abs(x * dy) + Math.abs(y * dx);
        if (ahead > 1e-3 && ahead >= aside * 0.5 && ahead + 2 * aside < least) {
          best = this.found[i];
          least = ahead + 2 * aside;
        }
      }
      if (best !== undefined) {
        return best;
      }
    }
    return undefined;
  }
}

/** Whether a point of the world is within this part of the screen. */
export function isSeen(x: number, y: number, view: Viewport, margin: number): boolean {
  const screenX = view.screenX(x), screenY = view.screenY(y);
  return screenX > margin && screenY > margin && screenX < view.width - margin && screenY < view.height - margin;
}

