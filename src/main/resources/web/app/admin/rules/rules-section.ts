import {ask, get} from "../../http/api";
import {confirmed} from "../../parts/confirm";
import {toast} from "../../parts/toast";
import {weekday} from "../../text/format";
import type {DeviceView, FacilityView, RuleView, ZoneView} from "../common/answers";
import {options, type Field, type Option} from "../common/fields";
import {fillIn, type Deed} from "../common/form-dialog";
import {RecordsPage, type Column} from "../common/records-page";
import {facilityOptions, MOST, zoneOptions} from "../common/sites";
import {badge} from "../people/grants";
import {place} from "../../shell/place";
import {t} from "../texts";
import {formOf, sentOf} from "./rule-form";

interface Row extends RuleView {
  scope: string;
}

const DAY_NAMES = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"];
const DAYS: Option[] = DAY_NAMES.map((value, i) => ({value, label: weekday(i + 1)}));
const SEVERITIES = options(["CRITICAL", "WARNING", "INFO"]);

/** What raises an alert: per type a general rule, and those of places that go before it. */
class RulesSection extends RecordsPage<Row> {
  protected readonly heading = t("rules");
  protected readonly detail = t("rulesDetail");
  private types: readonly string[] = [];
  private zones: readonly ZoneView[] = [];

  protected async load(signal: AbortSignal): Promise<readonly Row[]> {
    const [rules, facilities, zones, devices] = await Promise.all([get<RuleView[]>("/api/alert-rules", {}, signal), get<FacilityView[]>("/api/facilities", {}, signal),
      get<ZoneView[]>("/api/zones", {}, signal), get<DeviceView[]>("/api/devices", {page_size: MOST}, signal)]);
    this.types = [...new Set(rules.map(rule => rule.type))];
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
    return `${row.type} ${row.scope} ${row.severity}`;
  }


  protected columns(): readonly Column<Row>[] {
    return [
      {header: t("type"), cell: row => row.type, width: "150px"},
      {header: t("scope"), cell: row => row.scope, width: "110px"},
      {header: t("state"), cell: row => badge(t(row.enabled ? "on" : "off"), row.enabled), by: row => row.enabled, width: "90px", grow: 0},
      {header: t("severity"), cell: row => row.severity, wide: true, width: "105px"},
      {header: t("thresholds"), cell: row => Object.entries(row.thresholds).map(([name, value]) => `${name} ${value}`).join(", "), grow: 3, wide: true},
      {header: t("hours"), cell: hoursOf, wide: true, width: "130px"}
    ];
  }

  private fields(row: Row): readonly Field[] {
    return [
      {name: "enabled", label: t("enabled"), kind: "yes"}, {name: "severity", label: t("severity"), kind: "choice", required: true, options: SEVERITIES},
      ...Object.keys(row.thresholds).map((name): Field => ({name: `thresholds.${name}`, label: name, kind: "decimal", required: true})),
      {name: "active_days", label: t("days"), kind: "days", options: DAYS},
      {name: "active_from", label: t("from"), kind: "time"}, {name: "active_until", label: t("until"), kind: "time"}, {name: "on_holidays", label: t("onHolidays"), kind: "yes"}
    ];
  }

  protected actions() {
    return this.button(t("newRule"), async () => fillIn({heading: t("newRule"), words: t("rulesDetail"), deed: t("create"), fields: [
      {name: "type", label: t("type"), kind: "choice", required: true, options: options(this.types)},
      {name: "facility_id", label: t("facility"), kind: "choice", options: await facilityOptions()},
      {name: "zone_id", label: t("zone"), kind: "choice", options: zoneOptions(this.zones.filter(zone => zone.facility_id === this.facility?.id))},
      {name: "device_id", label: t("device"), kind: "choice", options: (await get<DeviceView[]>("/api/devices", {active: true, facility: this.facility?.id, page_size: MOST}))
        .map(device => ({value: String(device.id), label: device.device_code}))}
    ], save: async changes => {
      const numbers = Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, name === "type" ? value : Number(value)]));
      await ask("POST", "/api/alert-rules", {body: numbers});
      toast(t("isCreated", {name: String(changes.type)}), "good");
      place.want({search: String(changes.type)}, true);
    }}));
  }

  protected deeds(row: Row): readonly Deed[] {
    const path = `/api/alert-rules/${row.id}`;
    const name = `${row.type}, ${row.scope}`;
    const remove: readonly Deed[] = row.facility_id === null && row.zone_id === null && row.device_id === null ? [] : [{words: t("remove"), danger: true, run: async () => {
      if (!await confirmed({heading: t("removeHeading", {name}), words: t("removeRule"), deed: t("remove"), danger: true})) {
        return false;
      }
      await ask("DELETE", path);
      toast(t("isRemoved", {name}), "good");
      return true;
    }}];
    return [{words: t("edit"), run: () => fillIn({heading: name, deed: t("save"), fields: this.fields(row), deeds: remove,
      load: async () => ({values: formOf(await get<RuleView>(path))}), save: changes => ask("PATCH", path, {body: sentOf(changes)})})}, ...remove];
  }
}

function hoursOf(row: Row): string {
  const days = row.active_days.length === DAY_NAMES.length ? "" : row.active_days.map(day => weekday(DAY_NAMES.indexOf(day) + 1)).join(" ");
  const hours = row.active_from === null ? "" : `${row.active_from.slice(0, 5)}–${row.active_until?.slice(0, 5) ?? ""}`;
  return [days, hours].filter(Boolean).join(" ") || t("always");
}

customElements.define("rules-section", RulesSection);
