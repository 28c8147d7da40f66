/** Which language the page speaks, and in which forms it writes numbers and dates. Chosen once per load: a change of language loads anew. */

export type Language = "en" | "de";

export const LANGUAGES: readonly {code: Language, name: string}[] = [{code: "en", name: "English"}, {code: "de", name: "Deutsch"}];

const KEPT = "parkbridge.language";

function isLanguage(code: string | null | undefined): code is Language {
  return LANGUAGES.some(language => language.code === code);
}

function kept(): string | null {
  try {
    return localStorage.getItem(KEPT);
  } catch {
    return null;
  }
}

/** The kept choice, or the first of the reader's languages that we speak. */
function choose(): Language {
  const chosen = kept();
  if (isLanguage(chosen)) {
    return chosen;
  }
  return navigator.languages.map(tag => tag.split("-")[0]).find(isLanguage) ?? "en";
}

export const language: Language = choose();

/** The reader's own region where it goes with the language: en-GB or de-AT write dates and numbers differently from en-US and de-DE. */
export const locale: string = navigator.languages.find(tag => tag.split("-")[0] === language) ?? language;

document.documentElement.lang = language;

/** Keeps the choice and shows the page in it; the address says what is looked at, so nothing is lost. */
export function speak(code: Language): void {
  try {
    localStorage.setItem(KEPT, code);
  } catch {
    // this browser keeps nothing
  }
  location.reload();
}
