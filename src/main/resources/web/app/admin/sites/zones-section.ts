import {ask} from "../../http/api";
import {toast} from "../../parts/toast";
import {place} from "../../shell/place";
import type {ZoneView} from "../common/answers";
import type {Field} from "../common/fields";
import {fillIn, type Deed} from "../common/form-dialog";
import {activeBadge, RecordsPage, type Column} from "../common/records-page";
import {retirement, seen} from "../common/retire";
import {ZONE_TYPES, zonesOf} from "../common/sites";
import {term} from "../terms";
import {t} from "../texts";

const FIELDS: readonly Field[] = [
  {name: "name", label: t("name"), required: true},
  {name: "code", label: t("code"), required: true, fixed: true, hint: t("codeHint")},
  {name: "zone_type", label: t("type"), kind: "choice", open: true, required: true, options: ZONE_TYPES, initial: "OUTDOOR"},
  {name: "max_stay_minutes", label: t("maxStay"), kind: "whole", hint: t("maxStayHint")},
  {name: "grace_minutes", label: t("grace"), kind: "whole", required: true, initial: 5}
];

class ZonesSection extends RecordsPage<ZoneView> {
  protected readonly heading = t("zones");
  protected readonly retires = true;
  protected readonly empty = t("noZones");

  protected asked() {
    return [this.facility?.id];
  }

  protected load(signal: AbortSignal) {
    return zonesOf(this.facility?.id ?? 0, signal);
  }

  protected words(row: ZoneView): string {
    return `${row.name} ${row.code} ${term("ZoneType", row.zone_type)}`;
  }

  protected columns(): readonly Column<ZoneView>[] {
    return [
      {header: t("name"), cell: row => row.name, grow: 2, width: "140px"},
      {header: t("code"), cell: row => row.code, width: "90px"},
      {header: t("type"), cell: row => term("ZoneType", row.zone_type), wide: true},
      {header: t("bays"), cell: row => row.total_slots, number: true, fit: true},
      {header: t("state"), cell: row => activeBadge(row.is_active), by: row => row.is_active, fit: true, wide: true}
    ];
  }

  protected actions() {
    const {facility} = this;
    return facility && this.button(t("newZone"), () => fillIn({heading: t("newZone"), words: facility.name, deed: t("create"), fields: FIELDS, save: async changes => {
      await ask("POST", "/api/zones", {body: {...changes, facility_id: facility.id}});
      toast(t("isCreated", {name: String(changes.name)}), "good");
    }}));
  }

  protected deeds(row: ZoneView): readonly Deed[] {
    const path = `/api/zones/${row.id}`;
    const retire = retirement(path, row.name, row.is_active, t("retireZone"));
    const bays: Deed = {words: t("bays"), run: async () => place.go("/admin/bays", {zone: String(row.id)})};
    const plan: Deed = {words: t("plan"), run: async () => place.go("/admin/plan", {zone: String(row.id)})};
    return [{words: t("edit"), run: () => fillIn({heading: row.name, deed: t("save"), fields: FIELDS, deeds: [retire], load: () => seen(path),
      save: (body, ifMatch) => ask("PATCH", path, {body, ifMatch})})}, bays, plan, retire];
  }
}

customElements.define("zones-section", ZonesSection);
