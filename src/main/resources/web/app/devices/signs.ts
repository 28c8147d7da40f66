import {css, html, nothing, svg, type TemplateResult} from "lit";
import {styleMap} from "lit/directives/style-map.js";
import {count, decimal, percentage} from "../text/format";
import {bars, mood, type Status} from "./device";
import {t} from "./texts";

const SHAPES: Record<Status, TemplateResult> = {
  ONLINE: svg`<circle cx="6" cy="6" r="5" fill="currentColor"/>`,
  OFFLINE: svg`<path d="M6 .6 11.400 6 6 11.400.6 6z" fill="currentColor"/>`,
  NEVER: svg`<circle cx="6" cy="6" r="4.2" fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.4 2"/>`,
  RETIRED: svg`<rect x="1" y="4.600" width="10" height="2.800" rx="1" fill="currentColor"/>`
};

/** A shape, a word and a colour. */
export function statusBadge(status: Status): TemplateResult {
  return html`<span class="status ${status}"><svg width="11" height="11" viewBox="0 0 12 12" aria-hidden="true">${SHAPES[status]}</svg>${t(status)}</span>`;
}

/** A bar of a hundred, with its number. */
export function healthBar(health: number | null): TemplateResult {
  return health === null ? html`<span class="quiet">–</span>`
    : html`<span class="health ${mood(health)}"><b class="number">${count(health)}</b><i aria-hidden="true"><i style=${styleMap({width: `${health}%`})}></i></i></span>`;
}

export function batterySign(percent: number | null): TemplateResult {
  return percent === null ? html`<span class="quiet">–</span>`
    : html`<span class="battery ${percent >= 40 ? "good" : percent >= 20 ? "warn" : "bad"}"><svg width="22" height="12" viewBox="0 0 22 12" aria-hidden="true">
      <rect x=".7" y=".7" width="18" height="10.600" rx="2.500" fill="none" stroke="var(--line-strong)" stroke-width="1.300"/><path d="M20.500 4v4" stroke="var(--line-strong)" stroke-width="1.800" stroke-linecap="round"/>
      <rect x="2.400" y="2.400" width=${14.6 * Math.min(100, Math.max(0, percent)) / 100} height="7.200" rx="1" fill="currentColor"/></svg><span class="number">${percentage(percent)}</span></span>`;
}

export function signalSign(rssi: number | null): TemplateResult {
  if (rssi === null) {
    return html`<span class="quiet">–</span>`;
  }
  const strong = bars(rssi);
  return html`<span class="signal"><svg width="18" height="12" viewBox="0 0 18 12" aria-hidden="true">${[0, 1, 2, 3].map(i => svg`<rect x=${i * 4.6} y=${9 - i * 3} width="3.200" height=${3 + i * 3} rx=".8"
    fill=${i < strong ? "var(--accent)" : "var(--line)"}/>`)}</svg><span class="number">${t("dbm", {value: decimal(rssi)})}</span></span>`;
}

export function alertCount(open: number): TemplateResult | typeof nothing {
  return open === 0 ? nothing : html`<span class="open-alerts number">${count(open)}</span>`;
}

export const signStyles = css`
  .status { display: inline-flex; align-items: center; gap: 6px; padding: 2px 9px 2px 7px; border-radius: 99px; font-size: var(--small); font-weight: 550; white-space: nowrap; }
  .status svg { flex: none; }
  .status.ONLINE { color: var(--good); background: var(--good-soft); }
  .status.OFFLINE { color: var(--bad); background: var(--bad-soft); }
  .status.NEVER, .status.RETIRED { color: var(--quiet); background: var(--raised); }
  .health { display: inline-flex; align-items: center; gap: 8px; }
  .health b { min-width: 1.9em; text-align: end; font-weight: 600; }
  .health > i { width: 56px; height: 6px; border-radius: 99px; background: color-mix(in srgb, var(--quiet) 22%, transparent); overflow: hidden; }
  .health i i { display: block; height: 100%; border-radius: 99px; background: currentColor; }
  .health.good i i { color: var(--good); }
  .health.warn i i { color: var(--warn); }
  .health.bad i i { color: var(--bad); }
  .health.bad b { color: var(--bad); }
  .battery, .signal { display: inline-flex; align-items: center; gap: 7px; }
  .battery svg { flex: none; }
  .battery.good svg { color: var(--good); }
  .battery.warn svg { color: var(--warn); }
  .battery.bad svg { color: var(--bad); }
  .open-alerts { display: inline-block; min-width: 22px; padding: 1px 6px; border-radius: 99px; text-align: center; font-weight: 650; font-size: var(--small);
    color: var(--bad); background: var(--bad-soft); }
`;
