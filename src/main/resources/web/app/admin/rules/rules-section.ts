import {ask, get} from "../../http/api";
import {confirmed} from "../../parts/confirm";
import {alertKind} from "../../parts/alert-words";
import {SEVERITIES, severityWord} from "../../parts/severity";
import {toast} from "../../parts/toast";
import {clockTime, decimal, weekday} from "../../text/format";
import type {DeviceView, FacilityView, RuleView, ZoneView} from "../common/answers";
import {options, type Field, type Option} from "../common/fields";
import {fillIn, type Deed} from "../common/form-dialog";
import {RecordsPage, type Column} from "../common/records-page";
import {seen} from "../common/retire";
import {facilityOptions, MOST, zoneOptions} from "../common/sites";
import {badge} from "../people/grants";
import {place} from "../../shell/place";
import {term} from "../terms";
import {t} from "../texts";
import {formOf, sentOf} from "./rule-form";
import {t as words} from "./texts";

interface Row extends RuleView {
  scope: string;
}

const DAY_NAMES = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];
const DAYS: Option[] = DAY_NAMES.map((value, i) => ({value, label: weekday(i + 1)}));

/** What raises an alert: per type a general rule, and those of places that go before it. */
class RulesSection extends RecordsPage<Row> {
  protected readonly heading = t("rules");
  protected readonly detail = t("rulesDetail");
  private types: readonly string[] = [];
  /** The general rules, by type. */
  private general = new Map<string, RuleView>();
  private zones: readonly ZoneView[] = [];

  protected async load(signal: AbortSignal): Promise<readonly Row[]> {
    const [rules, facilities, zones, devices] = await Promise.all([get<RuleView[]>("/api/alert-rules", {}, signal), get<FacilityView[]>("/api/facilities", {}, signal),
      get<ZoneView[]>("/api/zones", {}, signal), get<DeviceView[]>("/api/devices", {page_size: MOST}, signal)]);
    this.types = [...new Set(rules.map(rule => rule.type))];
    this.general = new Map(rules.filter(isGeneral).map(rule => [rule.type, rule]));
    this.zones = zones;
    const scopeOf = (rule: RuleView) => {
      const zone = zones.find(known => known.id === rule.zone_id);
      return rule.facility_id !== null ? facilities.find(known => known.id === rule.facility_id)?.name ?? `${t("facility")} ${rule.facility_id}`
        : rule.zone_id !== null ? zone ? `${zone.facility_name}, ${zone.name}` : `${t("zone")} ${rule.zone_id}`
        : rule.device_id !== null ? devices.find(known => known.id === rule.device_id)?.device_code ?? `${t("device")} ${rule.device_id}` : t("everywhere");
    };
    return rules.map(rule => ({...rule, scope: scopeOf(rule)}));
  }

  protected words(row: Row): string {
    return `${row.type} ${alertKind(row.type)} ${row.scope} ${severityWord(row.severity)}`;
  }

  protected columns(): readonly Column<Row>[] {
    return [
      {header: t("type"), cell: row => alertKind(row.type), width: "150px"},
      {header: t("scope"), cell: row => row.scope, width: "125px"},
      {header: t("state"), cell: row => badge(t(row.enabled ? "on" : "off"), row.enabled), by: row => row.enabled, fit: true},
      {header: t("severity"), cell: row => severityWord(row.severity), fit: true, wide: true},
      {header: t("thresholds"), cell: thresholdsOf, width: "170px", grow: 4, wide: true},
      {header: t("hours"), cell: hoursOf, wide: true, width: "100px"}
    ];
  }

  private fields(row: Row): readonly Field[] {
    return [
      {name: "enabled", label: t("enabled"), kind: "yes"}, {name: "severity", label: t("severity"), kind: "choice", required: true, options: options(SEVERITIES, severityWord)},
      ...Object.keys(row.thresholds).map((name): Field => ({name: `thresholds.${name}`, label: term("threshold", name), kind: "decimal", required: isGeneral(row),
        hint: isGeneral(row) ? undefined : words("asGeneral", {value: decimal(this.general.get(row.type)?.thresholds[name] ?? NaN)})})),
      {name: "active_days", label: t("days"), kind: "days", options: DAYS, hint: words("noDays")},
      {name: "active_from", label: t("from"), kind: "time", hint: words("noHours")}, {name: "active_until", label: t("until"), kind: "time", hint: words("noHours")}, {name: "on_holidays", label: t("onHolidays"), kind: "yes"}
    ];
  }

  protected actions() {
    return this.button(t("newRule"), async () => fillIn({heading: t("newRule"), words: t("rulesDetail"), deed: t("create"), fields: [
      {name: "type", label: t("type"), kind: "choice", required: true, options: options(this.types, alertKind)},
      {name: "facility_id", label: t("facility"), kind: "choice", options: await facilityOptions()},
      {name: "zone_id", label: t("zone"), kind: "choice", options: zoneOptions(this.zones.filter(zone => zone.facility_id === this.facility?.id))},
      {name: "device_id", label: t("device"), kind: "choice", options: (await get<DeviceView[]>("/api/devices", {active: true, facility: this.facility?.id, page_size: MOST}))
        .map(device => ({value: String(device.id), label: device.device_code}))}
    ], save: async changes => {
      const numbers = Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, name === "type" ? value : Number(value)]));
      await ask("POST", "/api/alert-rules", {body: numbers});
      const name = alertKind(String(changes.type));
      toast(t("isCreated", {name}), "good");
      place.want({search: name}, true);
    }}));
  }

  protected deeds(row: Row): readonly Deed[] {
    const path = `/api/alert-rules/${row.id}`;
    const name = `${alertKind(row.type)}, ${row.scope}`;
    const remove: readonly Deed[] = isGeneral(row) ? [] : [{words: t("remove"), danger: true, run: async () => {
      const {etag} = await seen(path);
      if (!await confirmed({heading: t("removeHeading", {name}), words: t("removeRule"), deed: t("remove"), danger: true})) {
        return false;
      }
      await ask("DELETE", path, {ifMatch: etag});
      toast(t("isRemoved", {name}), "good");
      return true;
    }}];
    return [{words: t("edit"), run: () => fillIn({heading: name, deed: t("save"), fields: this.fields(row), deeds: remove,
      load: async () => {
      const {values, etag} = await seen<RuleView>(path);
      return {values: formOf(values), etag};
    }, save: (changes, ifMatch) => ask("PATCH", path, {body: sentOf(changes), ifMatch})})}, ...remove];
  }
}

function isGeneral(rule: RuleView): boolean {
  return rule.facility_id === null && rule.zone_id === null && rule.device_id === null;
}

function thresholdsOf(row: Row): string {
  return Object.entries(row.thresholds).map(([name, value]) => {
    const [what, unit] = term("threshold", name).split(", ");
    return unit ? `${what} ${decimal(value)}\u00a0${unit}` : `${what} ${decimal(value)}`;
  }).join(" · ");
}

function hoursOf(row: Row): string {
  const days = row.active_days.length === DAY_NAMES.length ? "" : row.active_days.map(day => weekday(DAY_NAMES.indexOf(day) + 1)).join(" ");
  const hours = row.active_from === null ? "" : `${clockTime(row.active_from)}–${clockTime(row.active_until ?? "00:00")}`;
  return [days, hours].filter(Boolean).join(" ") || t("always");
}

customElements.define("rules-section", RulesSection);
