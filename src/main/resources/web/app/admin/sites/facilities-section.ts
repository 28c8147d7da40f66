import {ask, get} from "../../http/api";
import {toast} from "../../parts/toast";
import type {FacilityView} from "../common/answers";
import {options, type Field} from "../common/fields";
import {fillIn, type Deed} from "../common/form-dialog";
import {activeBadge, RecordsPage, type Column} from "../common/records-page";
import {retirement, seen} from "../common/retire";
import {t} from "../texts";

const FIELDS: readonly Field[] = [
  {name: "name", label: t("name"), required: true},
  {name: "code", label: t("code"), required: true, fixed: true, hint: t("codeHint")},
  {name: "time_zone", label: t("timeZone"), kind: "choice", open: true, required: true, initial: Intl.DateTimeFormat().resolvedOptions().timeZone,
    options: options(["UTC", ...Intl.supportedValuesOf("timeZone").filter(zone => zone !== "UTC")])},
  {name: "address", label: t("address"), initial: ""}
];

class FacilitiesSection extends RecordsPage<FacilityView> {
  protected readonly heading = t("facilities");
  protected readonly retires = true;

  protected load(signal: AbortSignal) {
    return get<FacilityView[]>("/api/facilities", {}, signal);
  }

  protected words(row: FacilityView): string {
    return `${row.name} ${row.code} ${row.address}`;
  }

  protected columns(): readonly Column<FacilityView>[] {
    return [
      {header: t("name"), cell: row => row.name, grow: 2, width: "150px"},
      {header: t("code"), cell: row => row.code},
      {header: t("address"), cell: row => row.address, grow: 2, wide: true},
      {header: t("timeZone"), cell: row => row.time_zone, width: "140px", wide: true},
      {header: t("zones"), cell: row => row.zone_count, number: true, fit: true},
      {header: t("state"), cell: row => activeBadge(row.is_active), by: row => row.is_active, fit: true, wide: true}
    ];
  }

  protected actions() {
    return this.button(t("newFacility"), () => fillIn({heading: t("newFacility"), deed: t("create"), fields: FIELDS, save: async changes => {
      await ask("POST", "/api/facilities", {body: changes});
      toast(t("isCreated", {name: String(changes.name)}), "good");
    }}));
  }

  protected deeds(row: FacilityView): readonly Deed[] {
    const path = `/api/facilities/${row.id}`;
    const retire = retirement(path, row.name, row.is_active, t("retireFacility"));
    return [{words: t("edit"), run: () => fillIn({heading: row.name, deed: t("save"), fields: FIELDS, deeds: [retire], load: () => seen(path),
      save: (body, ifMatch) => ask("PATCH", path, {body: {...body, ...("address" in body ? {address: body.address ?? ""} : {})}, ifMatch})})}, retire];
  }
}

customElements.define("facilities-section", FacilitiesSection);
