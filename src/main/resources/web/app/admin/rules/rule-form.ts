import type {RuleView} from "../common/answers";
import type {Values} from "../common/fields";

const THRESHOLD = "thresholds.";

/** A rule as fields beside each other; a threshold is called as the API calls its faults. */
export function formOf(rule: RuleView): Values {
  return {
    enabled: rule.enabled, severity: rule.severity, active_days: rule.active_days, active_from: rule.active_from?.slice(0, 5) ?? null, active_until: rule.active_until?.slice(0, 5) ?? null,
    on_holidays: rule.on_holidays, ...Object.fromEntries(Object.entries(rule.thresholds).map(([name, value]) => [THRESHOLD + name, value]))
  };
}

/** What has changed, as the API takes it: null takes away, and no day chosen is every day. */
export function sentOf(changes: Values): Record<string, unknown> {
  const entries = Object.entries(changes).map(([name, value]) => [name, name === "active_days" && Array.isArray(value) && value.length === 0 ? null : value] as const);
  const thresholds = entries.filter(([name]) => name.startsWith(THRESHOLD)).map(([name, value]) => [name.slice(THRESHOLD.length), value]);
  return {...Object.fromEntries(entries.filter(([name]) => !name.startsWith(THRESHOLD))), ...(thresholds.length > 0 ? {thresholds: Object.fromEntries(thresholds)} : {})};
}
