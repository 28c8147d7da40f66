import type {Box} from "./layout";

const MARGIN = 16;
/** Room for legend and buttons. */
const MARGIN_BELOW = 60;
const CLOSEST = 80;

/** Which part of the world is seen: screen = world × scale + offset, in CSS pixels. */
export class Viewport {
  width = 1;
  height = 1;
  scale = 1;
  private offsetX = 0;
  private offsetY = 0;
  private fitted = 1;
  private touched = false;

  /** Takes the picture's size; unless someone has moved it, everything stays in view. */
  resize(width: number, height: number, world: Box): void {
    this.width = width;
    this.height = height;
    if (!this.touched) {
      this.fit(world);
    }
  }

  /** All of the world. */
  fit(world: Box): void {
    this.show(world);
    this.fitted = this.scale;
    this.touched = false;
  }

  /** This part of the world, with some of its neighbours. */
  focus(box: Box, world: Box): void {
    this.fit(world);
    const margin = Math.max(box.width, box.height) * 0.25;
    this.show({left: box.left - margin, top: box.top - margin, width: box.width + 2 * margin, height: box.height + 2 * margin});
    this.touched = true;
  }

  private show(box: Box): void {
    this.scale = Math.min((this.width - 2 * MARGIN) / box.width, (this.height - MARGIN - MARGIN_BELOW) / box.height);
    this.scale = Math.max(this.scale, 1e-6);
    this.offsetX = this.width / 2 - (box.left + box.width / 2) * this.scale;
    this.offsetY = (this.height + MARGIN - MARGIN_BELOW) / 2 - (box.top + box.height / 2) * this.scale;
  }

  pan(dx: number, dy: number): void {
    this.offsetX += dx;
    this.offsetY += dy;
    this.touched = true;
  }

  /** Around a point of the screen, which stays where it is. */
  zoom(factor: number, x = this.width / 2, y = this.height / 2): void {
    const scale = Math.min(Math.max(this.scale * factor, this.fitted * 0.7), this.fitted * CLOSEST);
    this.offsetX = x - (x - this.offsetX) * scale / this.scale;
    this.offsetY = y - (y - this.offsetY) * scale / this.scale;
    this.scale = scale;
    this.touched = true;
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
