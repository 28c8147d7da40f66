import {ask} from "../../http/api";
import {toast} from "../../parts/toast";
import {place} from "../../shell/place";
import {weekday} from "../../text/format";
import type {BayView, ZoneView} from "../common/answers";
import type {Field} from "../common/fields";
import {fillIn, type Deed} from "../common/form-dialog";
import {activeBadge, RecordsPage, type Choice, type Column} from "../common/records-page";
import {retirement, seen} from "../common/retire";
import {BAY_KINDS, baysOf, withNumbers, zoneOptions, zonesOf} from "../common/sites";
import {term} from "../terms";
import {t} from "../texts";

interface Row extends BayView {
  zone: string;
}

const DAYS = [1, 2, 3, 4, 5, 6, 7].map(day => ({value: String(day), label: weekday(day)}));

/** The digits of the API and the days of the form. */
export function daysOf(digits: string | null): string[] {
  return [...digits ?? ""];
}

export function digitsOf(days: readonly string[] | null): string | null {
  return days && days.length > 0 ? [...days].sort().join("") : null;
}

class BaysSection extends RecordsPage<Row> {
  protected readonly heading = t("bays");
  protected readonly retires = true;
  protected readonly empty = t("noBays");
  private zones: readonly ZoneView[] = [];

  protected asked() {
    return [this.facility?.id, place.get("zone") ?? null];
  }

  protected async load(signal: AbortSignal): Promise<readonly Row[]> {
    const facility = this.facility?.id ?? 0;
    const zone = Number(place.get("zone"));
    const [zones, bays] = await Promise.all([zonesOf(facility, signal), baysOf(zone ? {zone} : {facility}, signal)]);
    this.zones = zones;
    const names = new Map(zones.map(known => [known.id, known.name]));
    return bays.map(bay => ({...bay, zone: names.get(bay.zone_id) ?? ""}));
  }

  protected words(row: Row): string {
    return `${row.number} ${row.zone} ${term("BayKind", row.kind)} ${row.device_code ?? ""}`;
  }

  protected choices(): readonly Choice[] {
    return [{name: "zone", label: t("zone"), options: this.zones.map(zone => ({value: String(zone.id), label: zone.name}))}];
  }

  protected columns(): readonly Column<Row>[] {
    return [
      {header: t("number"), cell: row => row.number, width: "90px"},
      {header: t("zone"), cell: row => row.zone, width: "120px", grow: 2},
      {header: t("kind"), cell: row => term("BayKind", row.kind), wide: true},
      {header: t("device"), cell: row => row.device_code ?? "–", width: "120px", grow: 2},
      {header: t("maxStay"), cell: row => row.max_stay_minutes ?? "–", by: row => row.max_stay_minutes, number: true, fit: true, wide: true},
      {header: t("state"), cell: row => activeBadge(row.is_active), by: row => row.is_active, fit: true, wide: true}
    ];
  }

  private fields(): readonly Field[] {
    return [
      {name: "zone_id", label: t("zone"), kind: "choice", required: true, fixed: true, options: zoneOptions(this.zones), initial: place.get("zone")},
      {name: "number", label: t("number"), required: true},
      {name: "kind", label: t("kind"), kind: "choice", open: true, required: true, options: BAY_KINDS, initial: "STANDARD"},
      {name: "longitude", label: t("longitude"), kind: "decimal"}, {name: "latitude", label: t("latitude"), kind: "decimal"},
      {name: "max_stay_minutes", label: t("maxStay"), kind: "whole", hint: t("zonesUnlessSaid")},
      {name: "grace_minutes", label: t("grace"), kind: "whole", hint: t("zonesUnlessSaid")},
      {name: "limit_days", label: t("limitDays"), kind: "days", options: DAYS, hint: t("rulesUnlessSaid")},
      {name: "limit_from", label: t("limitFrom"), kind: "time"}, {name: "limit_until", label: t("limitUntil"), kind: "time"}
    ];
  }

  protected actions() {
    return this.zones.length > 0 ? this.button(t("newBay"), () => fillIn({heading: t("newBay"), deed: t("create"), fields: this.fields(), save: async changes => {
      await ask("POST", "/api/bays", {body: sent(changes)});
      toast(t("isCreated", {name: String(changes.number)}), "good");
    }})) : "";
  }

  protected deeds(row: Row): readonly Deed[] {
    const path = `/api/bays/${row.id}`;
    const retire = retirement(path, row.number, row.is_active, t("retireBay"));
    return [{words: t("edit"), run: () => fillIn({heading: t("bayOf", {number: row.number, zone: row.zone}), deed: t("save"), fields: this.fields(), deeds: [retire],
      load: async () => {
        const {values, etag} = await seen<BayView>(path);
        return {values: {...values, zone_id: String(values.zone_id), limit_days: daysOf(values.limit_days), limit_from: values.limit_from?.slice(0, 5) ?? null,
          limit_until: values.limit_until?.slice(0, 5) ?? null}, etag};
      },
      save: (body, ifMatch) => ask("PATCH", path, {body: sent(body), ifMatch})})}, retire];
  }
}

function sent(changes: Record<string, unknown>): Record<string, unknown> {
  const body = withNumbers(changes, "zone_id");
  return "limit_days" in body ? {...body, limit_days: digitsOf(body.limit_days as string[] | null)} : body;
}

customElements.define("bays-section", BaysSection);
