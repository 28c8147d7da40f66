import {ask, get} from "../../http/api";
import {toast} from "../../parts/toast";
import {moment} from "../../text/format";
import type {Discovered, FacilityView, ReplayCounts} from "../common/answers";
import {fillIn, type Deed} from "../common/form-dialog";
import {RecordsPage, type Column} from "../common/records-page";
import {bayOptions, baysOf, withNumbers, zonesOf} from "../common/sites";
import {term} from "../terms";
import {t} from "../texts";

/** Who speaks and is not registered. */
class DiscoveredSection extends RecordsPage<Discovered> {
  protected readonly heading = t("discovered");
  protected readonly detail = t("discoveredDetail");
  protected readonly empty = t("noDiscovered");

  protected load(signal: AbortSignal) {
    return get<Discovered[]>("/api/discovered-devices", {}, signal);
  }

  protected words(row: Discovered): string {
    return `${row.code} ${row.facility_code ?? ""}`;
  }

  protected columns(): readonly Column<Discovered>[] {
    return [
      {header: t("code"), cell: row => row.code, grow: 2, width: "140px"},
      {header: t("facility"), cell: row => row.facility_code ?? "–"},
      {header: t("says"), cell: row => row.kinds.map(kind => term("said", kind)).join(", "), wide: true},
      {header: t("lastSeen"), cell: row => moment(new Date(row.last_seen_at), this.facility?.time_zone ?? "UTC"), by: row => row.last_seen_at, fit: true, wide: true},
      {header: t("messages"), cell: row => row.messages, number: true, fit: true}
    ];
  }

  protected deeds(row: Discovered): readonly Deed[] {
    return [{words: t("adopt"), run: () => this.adopt(row)}];
  }

  /** Offered are the free bays of the facility that its messages name, or of the one that is looked at. */
  private async adopt(row: Discovered): Promise<boolean> {
    const named = row.facility_code === null ? undefined : (await get<FacilityView[]>("/api/facilities")).find(facility => facility.code === row.facility_code);
    const facility = named?.id ?? (row.facility_code === null ? this.facility?.id : undefined);
    const [zones, bays] = facility === undefined ? [[], []] : await Promise.all([zonesOf(facility), baysOf({facility})]);
    return fillIn({
      heading: t("adoptHeading", {name: row.code}), words: facility === undefined ? t("adoptNowhere", {facility: row.facility_code ?? ""}) : t("adoptWords"), deed: t("adopt"),
      fields: [
        {name: "bay_id", label: t("bay"), kind: "choice", required: true, options: bayOptions(bays, zones), hint: t("freeBays")},
        {name: "model", label: t("model"), required: true, initial: "generic"},
        {name: "expected_interval_seconds", label: t("interval"), kind: "whole", hint: t("intervalHint")}
      ],
      save: async body => {
        const {body: done} = await ask<ReplayCounts>("POST", `/api/discovered-devices/${encodeURIComponent(row.code)}/adopt`, {body: withNumbers(body, "bay_id")});
        toast(t("isAdopted", {name: row.code, n: done.stored}), "good");
      }
    });
  }
}

customElements.define("discovered-section", DiscoveredSection);
