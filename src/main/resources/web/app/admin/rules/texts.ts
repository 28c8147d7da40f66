import {textsOf} from "../../text/texts";
import {de} from "./texts.de";
import {en} from "./texts.en";

export const t = textsOf({en, de});

/** A threshold in words; one that this page does not know by its own name. */
export function thresholdName(name: string): string {
  return name in en ? t(name as keyof typeof en) : name;
}
