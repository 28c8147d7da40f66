import {css, html, type TemplateResult} from "lit";
import {icon, type Icon} from "./icons";
import {t} from "./texts";

const SIGNS: Record<string, Icon> = {CRITICAL: "critical", WARNING: "warning", INFO: "info"};

/** How grave something is, as a shape and a colour; `label` for those who see neither. */
export function severitySign(severity: string, label: string, size = 18): TemplateResult {
  return html`<span class="severity ${severity}" title=${label}>${icon(SIGNS[severity] ?? "info", size)}<span class="unseen">${label}</span></span>`;
}

export const severityStyles = css`
  .severity { display: inline-flex; vertical-align: middle; color: var(--accent); }
  .severity.CRITICAL { color: var(--bad); }
  .severity.WARNING { color: var(--warn); }
`;

const TYPES = ["OVERSTAY", "DEVICE_OFFLINE", "HIGH_POWER", "INVALID_DATA", "LOW_BATTERY", "CLOCK_SKEW", "ZONE_FULL", "STUCK_SENSOR", "FLAPPING_SENSOR", "LOW_HEALTH", "DEVICE_QUARANTINED"] as const;

/** What kind of alert it is, in words; a kind that this page does not know yet by its own name. */
export function alertKind(type: string): string {
  const known = TYPES.find(known => known === type);
  return known ? t(known) : type;
}
