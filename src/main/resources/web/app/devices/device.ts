/** A device as the API shows it. */
export interface Device {
  id: number;
  device_code: string;
  slot_number: string | null;
  zone_name: string | null;
  zone_id: number | null;
  zone_code: string | null;
  facility_id: number;
  facility_code: string;
  facility_name: string;
  bay_id: number | null;
  is_active: boolean;
  status: Status;
  health_score: number | null;
  last_seen_at: string | null;
  installed_at: string;
  model: string;
  missing: number;
  clock_skew_ms: number | null;
  occupied: boolean | null;
  occupied_since: string | null;
  voltage: number | null;
  power: number | null;
  battery: number | null;
  rssi: number | null;
  snr: number | null;
  temperature: number | null;
  firmware: string | null;
  dev_eui: string | null;
  expected_interval_seconds: number | null;
  open_alerts: number;
  quarantined_until: string | null;
}

export const STATUSES = ["ONLINE", "OFFLINE", "NEVER", "RETIRED"] as const;

export type Status = (typeof STATUSES)[number];

/** What health is like: below 30 is what LOW_HEALTH warns of, and it is over at 40. */
export function mood(health: number): "good" | "warn" | "bad" {
  return health >= 70 ? "good" : health >= 40 ? "warn" : "bad";
}

/** 0 to 4 bars of a signal in dBm. */
export function bars(rssi: number): number {
  return [-115, -100, -85, -70].filter(limit => rssi >= limit).length;
}
