import {css, html, type TemplateResult} from "lit";
import {icon, type Icon} from "./icons";
import {t} from "./texts";

const SIGNS: Record<string, Icon> = {CRITICAL: "critical", WARNING: "warning", INFO: "info"};

export const SEVERITIES = ["CRITICAL", "WARNING", "INFO"] as const;

export function severityWord(severity: string): string {
  const known = SEVERITIES.find(known => known === severity);
  return known ? t(known) : severity;
}

/** How grave something is, as a shape and a colour, and in a word for those who see neither. */
export function severitySign(severity: string, size = 18): TemplateResult {
  const label = severityWord(severity);
  return html`<span class="severity ${severity}" title=${label}>${icon(SIGNS[severity] ?? "info", size)}<span class="unseen">${label}</span></span>`;
}

export const severityStyles = css`
  .severity { display: inline-flex; vertical-align: middle; color: var(--accent); }
  .severity.CRITICAL { color: var(--bad); }
  .severity.WARNING { color: var(--warn); }
`;
