import {css} from "lit";

/** For every component: what the browser's own style sheet leaves to each shadow root. */
export const base = css`
  *, *::before, *::after { box-sizing: border-box; }
  :host([hidden]), [hidden] { display: none !important; }
  a { color: var(--accent); }
  :is(a, button, summary, [tabindex]):focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
  h1, h2, h3, p, dl, dd, ul, ol { margin: 0; padding: 0; }
  h2 { font-size: 1.04rem; font-weight: 620; letter-spacing: -.005em; }
  .number { font-variant-numeric: tabular-nums; }
  .quiet { color: var(--quiet); }
  .small { font-size: var(--small); }
  vaadin-button { font-size: inherit; }
  [slot="prefix"] { display: grid; place-items: center; }
  vaadin-button[theme~="primary"] { background: var(--accent); color: var(--on-accent); border-color: transparent; font-weight: 600; }
  vaadin-button[theme~="danger"] { background: var(--bad); color: light-dark(#fff, #2b0d0b); border-color: transparent; font-weight: 600; }
  vaadin-button[theme~="quiet"] { background: transparent; border-color: transparent; }
  vaadin-button[theme~="quiet"]:not([disabled]):hover { background: var(--raised); }
  vaadin-grid::part(cell) { font-variant-numeric: tabular-nums; }
  vaadin-grid::part(header-cell) { background: var(--raised); }
  .unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
`;

/** A surface with a head: `<section class="card"><header><h2>…</h2></header>…</section>`. */
export const card = css`
  .card { background: var(--surface); border: 1px solid var(--line); border-radius: var(--radius); box-shadow: var(--shadow); min-width: 0;
    display: flex; flex-direction: column; }
  .card > header { display: flex; align-items: center; flex-wrap: wrap; gap: 6px 12px; padding: 11px var(--pad); min-height: 48px; }
  .card > header > h2 { flex: 1 0 auto; max-width: 100%; }
  .card > :is(empty-state, error-state, loading-state) { flex: 1; }
  .card > .body { padding: 0 var(--pad) var(--pad); flex: 1; min-height: 0; }
`;

/** A choice of a few beside each other: `<div class="segments" role="group"><button aria-pressed="true">…`; of pages: `<nav class="segments"><a aria-current="page">…`. */
export const segments = css`
  .segments { display: inline-flex; background: var(--raised); border-radius: var(--radius-small); padding: 2px; gap: 2px; }
  .segments :is(button, a) { border: 0; background: none; color: var(--quiet); font: inherit; font-size: var(--small); padding: 4px 11px; border-radius: 5px;
    cursor: pointer; min-height: 28px; text-decoration: none; display: inline-flex; align-items: center; gap: 6px; }
  .segments :is(button, a):hover { color: var(--text); }
  .segments :is([aria-pressed="true"], [aria-current]) { background: var(--surface); color: var(--text); font-weight: 600; box-shadow: var(--shadow), 0 0 0 1px var(--line); }
`;
