import {textsOf} from "../text/texts";
import {de} from "./terms.de";
import {en} from "./terms.en";

const t = textsOf({en, de});

/** What the server names by a constant, in words: `term("Action", "CREATED")`; a name that this page does not know yet as it is. */
export function term(kind: string, name: string): string {
  const key = `${kind}.${name}`;
  return key in en ? t(key as keyof typeof en) : name;
}
