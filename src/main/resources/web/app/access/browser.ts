/** Browser and system that a User-Agent header names, as people know them; undefined where it names none of the usual ones. */
export function browserOf(userAgent: string): {browser: string, system: string} | undefined {
  const browser = first(userAgent, [["Edge", /Edg[A-Z]*\//], ["Opera", /OPR\//], ["Firefox", /(?:Firefox|FxiOS)\//], ["Chrome", /(?:Chrome|CriOS)\//], ["Safari", /Safari\//]]);
  const system = first(userAgent, [["Android", /Android/], ["iOS", /iPhone|iPad|iPod/], ["Windows", /Windows/], ["macOS", /Macintosh/], ["ChromeOS", /CrOS/], ["Linux", /Linux/]]);
  return browser && system ? {browser, system} : undefined;
}

function first(text: string, known: readonly (readonly [string, RegExp])[]): string | undefined {
  return known.find(([, pattern]) => pattern.test(text))?.[0];
}
