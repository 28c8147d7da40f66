import {html, svg, type TemplateResult} from "lit";
import {STATE_NAMES} from "./states";

/** By number of the state: the same shapes as in the picture. */
const INSIDES = [
  svg`<rect x="3.3" y="1.3" width="9.4" height="13.4" rx="2" fill="currentColor" fill-opacity=".14" stroke="currentColor" stroke-width="1.8"/>`,
  svg`<rect x="2.4" y=".4" width="11.2" height="15.2" rx="2.4" fill="currentColor"/>`,
  svg`<rect x="3.3" y="1.3" width="9.4" height="13.4" rx="2" fill="none" stroke="currentColor" stroke-width="1.4" stroke-dasharray="2.6 2"/><circle cx="8" cy="8" r="1.5" fill="currentColor"/>`,
  svg`<path d="m8 0 8 8-8 8-8-8z" fill="currentColor"/><path d="M7 3.8h2v5H7zM7 10.2h2v2H7z" fill="var(--surface)"/>`,
  svg`<rect x="3.3" y="1.3" width="9.4" height="13.4" rx="2" fill="none" stroke="currentColor" stroke-width="1.6"/><path d="m5.4 5.4 5.2 5.2M5.4 10.6l5.2-5.2" stroke="currentColor" stroke-width="1.8"/>`
];

/** A state's colour and shape, to stand beside its name. */
export function symbol(state: number, size = 16): TemplateResult {
  return html`<svg width=${size} height=${size} viewBox="0 0 16 16" aria-hidden="true" style="color:var(--${STATE_NAMES[state]});flex:none">${INSIDES[state]}</svg>`;
}
