/** An alert as the API shows it; docs/alerts.md says what the types mean. */
export interface Alert {
  id: number;
  alert_type: string;
  severity: "CRITICAL" | "WARNING" | "INFO";
  subject: "FACILITY" | "ZONE" | "BAY" | "DEVICE";
  facility_id: number;
  facility_code: string;
  zone_id: number | null;
  zone_name: string | null;
  bay_id: number | null;
  bay_number: string | null;
  device_code: string | null;
  /** The alert about the whole facility that explains this one. */
  parent_id: number | null;
  /** In English; `facts` is what it says, by name. */
  message: string;
  facts: Readonly<Record<string, number | string>>;
  created_at: string;
  since: string;
  last_at: string;
  occurrences: number;
  verified: boolean;
  escalated_at: string | null;
  acknowledged_at: string | null;
  acknowledged_by: string | null;
  note: string | null;
  cleared_at: string | null;
  muted_until: string | null;
  is_active: boolean;
  is_acknowledged: boolean;
}

export interface Step {
  at: string;
  kind: "RAISED" | "ESCALATED" | "ACKNOWLEDGED" | "NOTED" | "CLEARED";
  who: string | null;
  detail: string | null;
}

/** What the feed has said of alerts, applied to a list: what is over goes (where only active ones are shown), what was acknowledged is so for all. */
export function folded(alerts: readonly Alert[], changes: readonly {id: number, active: boolean, acknowledged: boolean, severity: Alert["severity"]}[], activeOnly: boolean): Alert[] {
  const byId = new Map(changes.map(change => [change.id, change]));
  return alerts.filter(alert => !activeOnly || byId.get(alert.id)?.active !== false).map(alert => {
    const change = byId.get(alert.id);
    return change ? {...alert, severity: change.severity, is_active: change.active, is_acknowledged: change.acknowledged || alert.is_acknowledged} : alert;
  });
}

/** A newer answer, in which what has not changed is the same object as before, so that its row need not be drawn again. */
export function renewed(before: readonly Alert[], fresh: readonly Alert[]): Alert[] {
  const known = new Map(before.map(alert => [alert.id, alert]));
  return fresh.map(alert => {
    const old = known.get(alert.id);
    return old && JSON.stringify(old) === JSON.stringify(alert) ? old : alert;
  });
}

/** The row that j or k leads to from the present one; the first where there is none. */
export function neighbour(ids: readonly number[], present: number | undefined, step: 1 | -1): number | undefined {
  const at = present === undefined ? -1 : ids.indexOf(present);
  return at < 0 ? ids[0] : ids[Math.min(ids.length - 1, Math.max(0, at + step))];
}
