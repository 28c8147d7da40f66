import {colour} from "../shell/theme";
import type {StateName} from "./states";

/** What the painter draws with, resolved for light or dark. The states' own are told apart by colour-blind people too: palette.test.ts. */
export type Colours = Readonly<Record<StateName | "text" | "quiet" | "line" | "surface" | "raised" | "ground" | "accent", string>>;

export function readColours(): Colours {
  return {
    free: colour("free"), occupied: colour("occupied"), unknown: colour("unknown"), overstay: colour("overstay"), offline: colour("offline"), text: colour("text"),
    quiet: colour("quiet"), line: colour("line"), surface: colour("surface"), raised: colour("raised"), ground: colour("ground"), accent: colour("accent")
  };
}
