/** Outlines on a grid of 24 for the kinds of bays; a kind that users have added has none, and its first letter is shown. */
const OUTLINES: Readonly<Record<string, string>> = {
  ACCESSIBLE: "M12 3.2a1.6 1.6 0 1 0 .01 0M12 7.5v6h5l2.5 5.5M12 10h4.5M9.5 11.8a4.8 4.8 0 1 0 6.2 6",
  EV: "M13.5 2.5 5 13.5h5.5L9.5 21.5 19 10h-6z",
  LOADING: "M2.5 6h11v10h-11zM13.5 9.5h4l3.5 3.5v3h-7.5M7 18.5a1.7 1.7 0 1 0 .01 0M17 18.5a1.7 1.7 0 1 0 .01 0",
  RESERVED: "M8 20.5v-17h5a4.6 4.6 0 0 1 0 9.2H8M13 12.7l4 7.8"
};

const paths = new Map<string, Path2D>();

/** Undefined for the ordinary bay. */
export function outlineOf(kind: string): string | undefined {
  return OUTLINES[kind];
}

export function glyphOf(kind: string): Path2D | undefined {
  const outline = OUTLINES[kind];
  if (outline === undefined) {
    return undefined;
  }
  let path = paths.get(kind);
  if (!path) {
    path = new Path2D(outline);
    paths.set(kind, path);
  }
  return path;
}
