import type {Box} from "./layout";

const MARGIN = 18;
const CLOSEST = 120;
/** How much of the world stays in sight, however far it is moved. */
const KEPT = 60;

/** Which part of the world is seen: screen = world × scale + offset, in CSS pixels. */
export class Viewport {
  width = 1;
  height = 1;
  scale = 1;
  offsetX = 0;
  offsetY = 0;
  /** Of a bay at its closest, so that numbers can be read whatever the world's size. */
  bayPixelsMost = 96;
  private fitted = 1;
  private world: Box = {left: 0, top: 0, width: 1, height: 1};
  private bay = 1;

  /** What there is to be seen, and how large a bay is in it. */
  of(world: Box, bay: number): void {
    this.world = world;
    this.bay = bay;
  }

  /** Takes the picture's size; what is in the middle stays there. */
  resize(width: number, height: number): void {
    const x = this.worldX(this.width / 2), y = this.worldY(this.height / 2);
    this.width = width;
    this.height = height;
    this.centre(x, y);
  }

  /** All of this. */
  fit(box: Box): void {
    this.show(box);
    this.fitted = this.scale;
  }

  /** This part of the world, with some of its neighbours. */
  focus(box: Box, home: Box): void {
    this.fit(home);
    const margin = Math.max(box.width, box.height) * 0.12;
    this.show({left: box.left - margin, top: box.top - margin, width: box.width + 2 * margin, height: box.height + 2 * margin});
    this.scale = Math.min(this.scale, this.closest);
    this.centre(box.left + box.width / 2, box.top + box.height / 2);
  }

  /** This point in the middle, at this scale or nearer. */
  centre(x: number, y: number, scaleLeast = this.scale): void {
    this.scale = Math.min(Math.max(this.scale, scaleLeast), this.closest);
    this.offsetX = this.width / 2 - x * this.scale;
    this.offsetY = this.height / 2 - y * this.scale;
    this.keep();
  }

  private show(box: Box): void {
    this.scale = Math.max(Math.min((this.width - 2 * MARGIN) / box.width, (this.height - 2 * MARGIN) / box.height), 1e-6);
    this.offsetX = this.width / 2 - (box.left + box.width / 2) * this.scale;
    this.offsetY = this.height / 2 - (box.top + box.height / 2) * this.scale;
  }

  pan(dx: number, dy: number): void {
    this.offsetX += dx;
    this.offsetY += dy;
    this.keep();
  }

  /** Around a point of the screen, which stays where it is. */
  zoom(factor: number, x = this.width / 2, y = this.height / 2): void {
    const scale = Math.min(Math.max(this.scale * factor, this.farthest), this.closest);
    this.offsetX = x - (x - this.offsetX) * scale / this.scale;
    this.offsetY = y - (y - this.offsetY) * scale / this.scale;
    this.scale = scale;
    this.keep();
  }

  get closest(): number {
    return Math.max(this.fitted, Math.min(this.fitted * CLOSEST, this.bayPixelsMost / this.bay));
  }

  get farthest(): number {
    return this.fitted * 0.6;
  }

  private keep(): void {
    const {left, top, width, height} = this.world;
    this.offsetX = Math.min(Math.max(this.offsetX, KEPT - (left + width) * this.scale), this.width - KEPT - left * this.scale);
    this.offsetY = Math.min(Math.max(this.offsetY, KEPT - (top + height) * this.scale), this.height - KEPT - top * this.scale);
  }

  screenX(x: number): number {
    return x * this.scale + this.offsetX;
  }

  screenY(y: number): number {
    return y * this.scale + this.offsetY;
  }

  worldX(x: number): number {
    return (x - this.offsetX) / this.scale;
  }

  worldY(y: number): number {
    return (y - this.offsetY) / this.scale;
  }
}
