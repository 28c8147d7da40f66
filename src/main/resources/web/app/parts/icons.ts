import {html, svg, type TemplateResult} from "lit";

/** Outlines on a grid of 24, as wide as the text beside them is high. */
const OUTLINES = {
  dashboard: svg`<rect x="3" y="3" width="7" height="9" rx="1.5"/><rect x="14" y="3" width="7" height="5" rx="1.5"/><rect x="14" y="12" width="7" height="9" rx="1.5"/><rect x="3" y="16" width="7" height="5" rx="1.5"/>`,
  devices: svg`<circle cx="12" cy="12" r="2"/><path d="M7.8 16.2a6 6 0 0 1 0-8.4M16.2 7.8a6 6 0 0 1 0 8.4M4.9 19.1a10 10 0 0 1 0-14.2M19.1 4.9a10 10 0 0 1 0 14.2"/>`,
  alerts: svg`<path d="M6 9a6 6 0 0 1 12 0c0 6 2.5 7.5 2.5 7.5h-17S6 15 6 9M10.3 20.5a2 2 0 0 0 3.4 0"/>`,
  reports: svg`<path d="M14 3H7a2 2 0 0 0-2 2v14a2 2 0 0 0 2 2h10a2 2 0 0 0 2-2V8zM14 3v5h5M9 17v-3M12 17v-6M15 17v-2"/>`,
  admin: svg`<path d="M4 6h9M17 6h3M4 12h3M11 12h9M4 18h9M17 18h3"/><circle cx="15" cy="6" r="2"/><circle cx="9" cy="12" r="2"/><circle cx="15" cy="18" r="2"/>`,
  person: svg`<circle cx="12" cy="8" r="4"/><path d="M4 21a8 8 0 0 1 16 0"/>`,
  settings: svg`<circle cx="12" cy="12" r="4"/><path d="M12 2v2M12 20v2M4.9 4.9l1.4 1.4M17.7 17.7l1.4 1.4M2 12h2M20 12h2M4.9 19.1l1.4-1.4M17.7 6.3l1.4-1.4"/>`,
  narrow: svg`<rect x="3" y="4" width="18" height="16" rx="2"/><path d="M9 4v16M16 10l-2 2 2 2"/>`,
  widen: svg`<rect x="3" y="4" width="18" height="16" rx="2"/><path d="M9 4v16M14 10l2 2-2 2"/>`,
  check: svg`<path d="m5 12.5 4.5 4.5L19 7.5"/>`,
  cross: svg`<path d="M6 6l12 12M18 6 6 18"/>`,
  back: svg`<path d="m15 5-7 7 7 7"/>`,
  forward: svg`<path d="m9 5 7 7-7 7"/>`,
  up: svg`<path d="M7 17 17 7M9 7h8v8"/>`,
  down: svg`<path d="M7 7l10 10M17 9v8H9"/>`,
  level: svg`<path d="M5 12h14"/>`,
  again: svg`<path d="M20 12a8 8 0 1 1-2.3-5.7L20 8.5M20 4v4.5h-4.5"/>`,
  clock: svg`<circle cx="12" cy="12" r="9"/><path d="M12 7v5l3.5 2"/>`,
  play: svg`<path d="M7 4.5v15l12-7.5z"/>`,
  pause: svg`<path d="M8 5v14M16 5v14"/>`,
  search: svg`<circle cx="11" cy="11" r="7"/><path d="m20.5 20.5-4.5-4.5"/>`,
  whole: svg`<path d="M4 9V4h5M20 9V4h-5M4 15v5h5M20 15v5h-5"/>`,
  undo: svg`<path d="M8 4 3.5 8.5 8 13M4 8.5h10a6 6 0 0 1 0 12h-4"/>`,
  redo: svg`<path d="m16 4 4.5 4.5L16 13M20 8.5H10a6 6 0 0 0 0 12h4"/>`,
  download: svg`<path d="M12 3v12M7 10l5 5 5-5M4 20h16"/>`,
  critical: svg`<path d="M8.3 3h7.4L21 8.3v7.4L15.7 21H8.3L3 15.7V8.3zM12 8v5M12 16.5v.01"/>`,
  warning: svg`<path d="M12 4 2.5 20h19zM12 10v4.5M12 17.2v.01"/>`,
  info: svg`<circle cx="12" cy="12" r="9"/><path d="M12 11v5.5M12 7.6v.01"/>`,
  empty: svg`<path d="M4 13h4l1.5 3h5L16 13h4M5.5 5h13L21 13v4.5a1.5 1.5 0 0 1-1.5 1.5h-15A1.5 1.5 0 0 1 3 17.5V13z"/>`,
  broken: svg`<path d="M3 3l18 18M5 12.5a10 10 0 0 1 3-2.1M2 8.8a15 15 0 0 1 4.2-2.7M10.7 5.1A15 15 0 0 1 22 8.8M16.8 11.2a10 10 0 0 1 2.2 1.3M8.5 16.4a5 5 0 0 1 7 0M12 20v.01"/>`
} as const;

export type Icon = keyof typeof OUTLINES;

/** Silent for screen readers: the text beside it says the same, or the button's label does. */
export function icon(name: Icon, size = 20): TemplateResult {
  return html`<svg width=${size} height=${size} viewBox="0 0 24 24" fill="none" stroke="currentColor" stroke-width="1.8" stroke-linecap="round"
    stroke-linejoin="round" aria-hidden="true" part="icon">${OUTLINES[name]}</svg>`;
}
