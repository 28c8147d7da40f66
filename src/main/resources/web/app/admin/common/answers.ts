/** What the API answers, as far as it is shown. */

export interface FacilityView { id: number; name: string; address: string; is_active: boolean; zone_count: number; code: string; time_zone: string; version: number }

export interface ZoneView { id: number; name: string; facility_name: string; zone_type: string; total_slots: number; is_active: boolean; code: string; facility_id: number }

export interface BayView {
  id: number; zone_id: number; number: string; kind: string; longitude: number | null; latitude: number | null; is_active: boolean; version: number;
  device_code: string | null; max_stay_minutes: number | null; grace_minutes: number | null; limit_days: string | null; limit_from: string | null; limit_until: string | null;
}

export interface DeviceView {
  id: number; device_code: string; slot_number: string | null; zone_name: string | null; zone_id: number | null; facility_name: string; is_active: boolean;
  last_seen_at: string | null; model: string; online: boolean | null; credentials: "ISSUED" | "LOST" | null;
}

export interface Discovered { code: string; facility_code: string | null; first_seen_at: string; last_seen_at: string; messages: number; not_kept: number; kinds: string[]; last_payload: string | null }

export interface Letter {
  id: number; received_at: string; topic: string; device_code: string | null; reason: string; detail: string | null; size: number; state: string; attempts: number; replayed_at: string | null;
}

export interface ReplayCounts { replayed: number; stored: number; duplicate: number; still_dead: number }

export interface RuleView {
  id: number; type: string; facility_id: number | null; zone_id: number | null; device_id: number | null; enabled: boolean; severity: string; thresholds: Record<string, number>;
  active_days: string[]; active_from: string | null; active_until: string | null; on_holidays: boolean; updated_at: string; version: number;
}

export interface ImportReport { dry_run: boolean; lines: number; fault_count: number; faults: {line: number, column: string | null, reason: string}[]; written: number }
