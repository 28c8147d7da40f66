import theme from "../../../main/resources/web/app/theme.css";
import {STATE_NAMES} from "../../../main/resources/web/app/bays/states";
import {equal, test} from "../testing";

type Triple = [number, number, number];

/** Dichromats' view of linear RGB (Machado, Oliveira and Fernandes 2009, severity 1). */
const SIGHTS: Record<string, number[][]> = {
  usual: [[1, 0, 0], [0, 1, 0], [0, 0, 1]],
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.011820, 0.042940, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.303900]]
};
/** In OKLab; colours nearer than 0.02 can hardly be told apart. */
const APART_LEAST = 0.1;
const GROUND_LEAST = 3;

function value(name: string, scheme: number): string {
  const found = new RegExp(`--${name}:\\s*light-dark\\((#\\w+),\\s*(#\\w+)\\)`).exec(theme as string);
  if (!found) {
    throw new Error(`theme.css has no ${name}`);
  }
  return found[1 + scheme];
}

function linear(hex: string): Triple {
  return [1, 3, 5].map(at => parseInt(hex.slice(at, at + 2), 16) / 255).map(part => part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4) as Triple;
}

function seen(rgb: Triple, sight: string): Triple {
  return SIGHTS[sight].map(row => Math.min(1, Math.max(0, row[0] * rgb[0] + row[1] * rgb[1] + row[2] * rgb[2]))) as Triple;
}

function oklab([r, g, b]: Triple): Triple {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b), m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b),
    s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s, 1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s, 0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s];
}

function apart(a: string, b: string, sight: string): number {
  const [one, other] = [a, b].map(hex => oklab(seen(linear(hex), sight)));
  return Math.hypot(...one.map((part, i) => part - other[i]));
}

function luminance(hex: string): number {
  const [r, g, b] = linear(hex);
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [dark, light] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (light + 0.05) / (dark + 0.05);
}

["light", "dark"].forEach((name, scheme) => {
  for (const sight of Object.keys(SIGHTS)) {
    test(`any two states differ in ${name} with ${sight} sight`, () => {
      const near = STATE_NAMES.flatMap((one, i) => STATE_NAMES.slice(i + 1).map(other => ({one, other, apart: apart(value(one, scheme), value(other, scheme), sight)})))
        .filter(pair => pair.apart < APART_LEAST);
      equal(near, []);
    });
  }
  test(`each state stands out from its ground in ${name}`, () => {
    equal(STATE_NAMES.filter(state => contrast(value(state, scheme), value("ground", scheme)) < GROUND_LEAST || contrast(value(state, scheme), value("surface", scheme)) < GROUND_LEAST), []);
  });
});
