import {faultWords} from "../text/faults";
import {count, duration} from "../text/format";
import {t} from "./texts";

/** The types of alerts that there are (docs/alerts.md). */
export const ALERT_TYPES = ["OVERSTAY", "DEVICE_OFFLINE", "HIGH_POWER", "INVALID_DATA", "LOW_BATTERY", "CLOCK_SKEW", "ZONE_FULL", "STUCK_SENSOR", "FLAPPING_SENSOR",
  "DEVICE_QUARANTINED", "LOW_HEALTH"] as const;

/** What an alert says: by the fact that tells its cases apart, and that counts where something is counted. */
const SAYS = [
  ["OVERSTAY", "stood_minutes", "saysOverstay"], ["DEVICE_OFFLINE", "silent_seconds", "saysSilent"], ["DEVICE_OFFLINE", "silent_devices", "saysFacilitySilent"],
  ["HIGH_POWER", "watts", "saysHighPower"], ["INVALID_DATA", "volts", "saysVoltage"], ["INVALID_DATA", "detail", "saysImpossible"],
  ["LOW_BATTERY", "percent", "saysLowBattery"], ["CLOCK_SKEW", "ahead_seconds", "saysAhead"], ["CLOCK_SKEW", "behind_seconds", "saysBehind"],
  ["CLOCK_SKEW", "reason", "saysFuture"], ["ZONE_FULL", "occupied", "saysFull"], ["STUCK_SENSOR", "unchanged_hours", "saysStuck"],
  ["FLAPPING_SENSOR", "stays", "saysFlapping"], ["DEVICE_QUARANTINED", "messages", "saysQuarantined"], ["LOW_HEALTH", "score", "saysLowHealth"]
] as const;

const SECONDS: Readonly<Record<string, number>> = {seconds: 1, minutes: 60, hours: 3_600};
/** Up to here limits are told in seconds: "2 min, longer than 2 min" would say nothing. */
const EXACT_SECONDS = 600;

/** An alert's message, in English, and the same by name. */
export interface Said {
  readonly message: string;
  readonly facts: Readonly<Record<string, number | string>>;
}

/** What kind of alert it is, in words; a kind that this page does not know yet by its own name. */
export function alertKind(type: string): string {
  const known = ALERT_TYPES.find(known => known === type);
  return known ? t(known) : type;
}

/** What is wrong, in the reader's language; the server's own words where this page does not know better. */
export function alertWords(type: string, {message, facts}: Said): string {
  const said = SAYS.find(([of, fact]) => of === type && facts[fact] !== undefined);
  if (!said) {
    return message;
  }
  const values = Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, written(name, value)]));
  return t(said[2], {...values, n: Number(facts[said[1]])});
}

/**
 * What of these words (in small letters) the reader is told beside names and numbers, by type of alert, or by type and fact: "LOW_BATTERY:low battery;OVERSTAY.stood_minutes:car". The server knows
 * alerts in English only.
 */
export function saysOf(words: readonly string[]): string {
  const told = [...ALERT_TYPES.map(type => [type, t(type)] as const), ...SAYS.map(([type, fact, says]) => [`${type}.${fact}`, `${t(says, {n: 1})} ${t(says, {n: 2})}`.replace(/\{\w+\}/g, " ")] as const)];
  return told.map(([kind, text]) => [kind, words.filter(word => text.toLowerCase().includes(word)).join(" ")]).filter(([, found]) => found).map(entry => entry.join(":")).join(";");
}

function written(name: string, value: number | string): number | string {
  if (typeof value === "string") {
    return name === "detail" ? faultWords(value) : value;
  }
  const unit = SECONDS[name.slice(name.lastIndexOf("_") + 1)];
  return unit === undefined ? value : unit === 1 && value < EXACT_SECONDS ? `${count(value)} s` : duration(value * unit);
}
