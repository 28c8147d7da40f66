import {language, locale, type Language} from "./locale";

/** A text, or one for each plural form that the language has: `{one: "{n} bay", other: "{n} bays"}`, chosen by the value `n`. */
export type Text = string | {readonly [form in Intl.LDMLPluralRule]?: string} & {readonly other: string};

/** What a second language must have: the same keys, and no others. */
export type Texts<Original> = {readonly [key in keyof Original]: Text};

export type Values = Readonly<Record<string, string | number>>;

const plural = new Intl.PluralRules(locale);
const whole = new Intl.NumberFormat(locale);

/**
 * The texts of one part of the page: `const t = textsOf({en, de})`, then `t("bays", {n: 3})`. Each part has its own two files beside it,
 * `texts.en.ts` and `texts.de.ts`, so that they travel with its chunk; the compiler says where a key or a language is missing.
 */
export function textsOf<Original extends Readonly<Record<string, Text>>>(all: {en: Original} & Record<Exclude<Language, "en">, Texts<Original>>):
    (key: keyof Original & string, values?: Values) => string {
  const spoken: Texts<Original> = all[language];
  return (key, values) => fill(spoken[key], values);
}

/** Puts values into `{name}`; numbers in the reader's form. Exported for its test. */
export function fill(text: Text, values: Values = {}): string {
  const form = typeof text === "string" ? text : text[plural.select(Number(values.n))] ?? text.other;
  return form.replace(/\{(\w+)\}/g, (all, name: string) => {
    const value = values[name];
    return value === undefined ? all : typeof value === "number" ? whole.format(value) : value;
  });
}
