import {de, fields} from "./faults.de";
import {language} from "./locale";

/** A sentence of the server, its values caught, and the same in the reader's language. */
interface Known {
  readonly is: RegExp;
  readonly words: string;
}

const FIELD = "(?:([\\w.]+) )?";

/**
 * What the server says is wrong, in the reader's language. The API speaks English, and an English sentence is its own key, as in gettext: `{0}`
 * stands for a value, and the name of a field may stand before it. `FaultTextsTest` reads the server's sentences and says which are missing.
 */
const known: readonly Known[] = language === "de" ? sorted(de) : [];

function sorted(texts: Readonly<Record<string, string>>): readonly Known[] {
  return Object.entries(texts).sort(([a], [b]) => b.length - a.length)
    .map(([sentence, words]) => ({is: new RegExp(`^${FIELD}${sentence.replace(/[.*+?^$()|[\]\\/]/g, "\\$&").replace(/\{\d\}/g, "(.+)")}$`, "s"), words}));
}

/** The server's own words where this page does not know better. */
export function faultWords(sentence: string): string {
  return translated(sentence, known);
}

/** As {@link faultWords}, from these texts. Exported for its test. */
export function faultIn(sentence: string, texts: Readonly<Record<string, string>>): string {
  return translated(sentence, sorted(texts));
}

function translated(sentence: string, among: readonly Known[]): string {
  for (const {is, words} of among) {
    const found = is.exec(sentence);
    if (found) {
      const [, field, ...values] = found;
      return (field ? `${fields[field] ?? field} ` : "") + words.replace(/\{(\d)\}/g, (all, place: string) => values[Number(place)] ?? all);
    }
  }
  return sentence;
}
