import {download} from "../http/api";

export type Source = string | Blob;

/** Of four bytes each once they are decoded: more of one image no screen shows, and more of all no phone has. */
const PIXELS_ONE = 4_000_000;
const PIXELS_ALL = 24_000_000;

/** The images below plans: each is asked for and decoded once, and kept as large as a screen can show it. */
export class Backdrops {
  private readonly known = new Map<Source, Loading>();

  /** @param changed is called when one has come, or will not */
  constructor(private readonly changed: () => void) {
  }

  /** Undefined while it is on its way, and where it cannot be had. */
  of(source: Source): ImageBitmap | undefined {
    return this.known.get(source)?.bitmap;
  }

  /** Whether some of them cannot be had. */
  get areMissing(): boolean {
    return [...this.known.values()].some(({hasFailed}) => hasFailed);
  }

  /** These and no others; what could not be had is tried again. */
  keep(sources: readonly Source[]): void {
    for (const [source, loading] of this.known) {
      if (!sources.includes(source) || loading.hasFailed) {
        loading.end();
        this.known.delete(source);
      }
    }
    const most = Math.min(PIXELS_ONE, PIXELS_ALL / sources.length);
    for (const source of sources) {
      if (!this.known.has(source)) {
        this.known.set(source, new Loading(source, most, this.changed));
      }
    }
  }
}

/** One image on its way, and then here. */
class Loading {
  bitmap: ImageBitmap | undefined;
  hasFailed = false;
  private isEnded = false;

  constructor(source: Source, most: number, changed: () => void) {
    this.load(source, most).catch(() => {
      // a picture without its drawing is still a picture, which says what is missing
      this.hasFailed = true;
    }).finally(() => this.isEnded || changed());
  }

  private async load(source: Source, most: number): Promise<void> {
    const bitmap = await decoded(typeof source === "string" ? (await download(source)).blob : source, most);
    if (this.isEnded) {
      bitmap.close();
    } else {
      this.bitmap = bitmap;
    }
  }

  end(): void {
    this.isEnded = true;
    this.bitmap?.close();
    this.bitmap = undefined;
  }
}

/** @param most pixels; a larger one is made smaller here, once, and well */
async function decoded(blob: Blob, most: number): Promise<ImageBitmap> {
  const whole = await createImageBitmap(blob);
  const share = Math.sqrt(most / (whole.width * whole.height));
  if (share >= 1) {
    return whole;
  }
  const smaller = await createImageBitmap(whole, {
    resizeWidth: Math.max(1, Math.round(whole.width * share)), resizeHeight: Math.max(1, Math.round(whole.height * share)), resizeQuality: "high"
  });
  whole.close();
  return smaller;
}
