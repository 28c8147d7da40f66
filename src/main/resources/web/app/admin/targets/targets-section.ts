import {html} from "lit";
import {session} from "../../access/session";
import {ApiError, ask, get} from "../../http/api";
import {serverNow} from "../../parts/time-ago";
import {place} from "../../shell/place";
import {count, dateWords, isoDate} from "../../text/format";
import type {ZoneView} from "../common/answers";
import type {Field} from "../common/fields";
import {fillIn, type Deed, type Seen} from "../common/form-dialog";
import {RecordsPage, type Choice, type Column} from "../common/records-page";
import {zoneOptions, zonesOf} from "../common/sites";
import {t} from "../texts";
import type {Week} from "./patterns";
import {t as words} from "./texts";
import {arrivalsOf, weekdayFields} from "./weekly-patterns";

interface DayTarget { day: string; arrivals: number; usage_hours: number | null; is_explicit: boolean }

/** What is expected of a zone in the coming weeks: day by day, and the weekly pattern that fills the rest. */
class TargetsSection extends RecordsPage<DayTarget> {
  protected readonly heading = t("targets");
  protected readonly detail = t("targetsDetail");
  protected readonly empty = t("noTargets");
  private zones: readonly ZoneView[] = [];
  private weeks: readonly Week[] = [];

  protected asked() {
    return [this.facility?.id, place.get("zone") ?? null];
  }

  /** The zone of the address, or the first. */
  private get zone(): ZoneView | undefined {
    return this.zones.find(zone => String(zone.id) === place.get("zone")) ?? this.zones[0];
  }

  protected async load(signal: AbortSignal): Promise<readonly DayTarget[]> {
    this.zones = (await zonesOf(this.facility?.id ?? 0, signal)).filter(zone => zone.is_active);
    const {zone} = this;
    if (!zone) {
      return [];
    }
    const [days, weeks] = await Promise.all([get<DayTarget[]>(`/api/zones/${zone.id}/targets`, {}, signal), get<Week[]>(`/api/zones/${zone.id}/weekly-targets`, {}, signal)]);
    this.weeks = weeks;
    return days;
  }

  protected above() {
    const {zone} = this;
    return zone && this.rows.value ? html`<weekly-patterns .weeks=${this.weeks} .zone=${zone.id} .zoneName=${zone.name} .today=${this.today} ?editable=${session.may("manager")}
      @changed=${() => this.rows.run()}></weekly-patterns>` : "";
  }

  protected words(row: DayTarget): string {
    return dateWords(row.day);
  }

  protected choices(): readonly Choice[] {
    return [{name: "zone", label: t("zone"), options: zoneOptions(this.zones), initial: this.zone && String(this.zone.id)}];
  }

  protected columns(): readonly Column<DayTarget>[] {
    return [
      {header: t("day"), cell: row => dateWords(row.day), by: row => row.day, width: "190px", grow: 2},
      {header: t("arrivals"), cell: row => count(row.arrivals), by: row => row.arrivals, number: true, fit: true},
      {header: words("usageHours"), cell: row => row.usage_hours === null ? "–" : count(row.usage_hours), by: row => row.usage_hours ?? -1, number: true, fit: true, wide: true},
      {header: t("source"), cell: row => t(row.is_explicit ? "explicit" : "weekly"), width: "150px", wide: true}
    ];
  }

  protected actions() {
    const {zone} = this;
    return zone && session.may("manager") ? [this.button(t("setDay"), () => this.setDay(zone), ""), this.button(words("newPattern"), () => this.setWeek(zone))] : "";
  }

  private get today(): string {
    return isoDate(serverNow(), this.facility?.time_zone ?? "UTC");
  }

  private setDay(zone: ZoneView): Promise<boolean> {
    return fillIn({heading: t("setDay"), words: zone.name, deed: t("save"), fields: [
      {name: "day", label: t("day"), kind: "day", required: true, initial: this.today}, ...numbers()
    ], save: ({day, ...body}) => ask("PUT", `/api/zones/${zone.id}/targets/${String(day)}`, {body})});
  }

  /** Begins with the numbers of the newest one; a new one holds from today, unless said. */
  private setWeek(zone: ZoneView): Promise<boolean> {
    return fillIn({heading: words("newPattern"), words: `${zone.name}. ${words("hintEmpty")}`, deed: t("save"),
      fields: [{name: "valid_from", label: t("validFrom"), kind: "day", required: true, initial: this.today}, ...weekdayFields(this.weeks[0]?.arrivals)],
      save: changes => ask("PUT", `/api/zones/${zone.id}/weekly-targets/${String(changes.valid_from)}`, {body: {arrivals: arrivalsOf(changes)}})});
  }

  protected deeds(row: DayTarget): readonly Deed[] {
    const {zone} = this;
    if (!zone || !session.may("manager")) {
      return [];
    }
    const path = `/api/zones/${zone.id}/targets/${row.day}`;
    return [{words: t("change"), run: () => fillIn({heading: `${zone.name}, ${dateWords(row.day)}`, deed: t("save"), fields: numbers(),
      load: () => target(path), deeds: row.is_explicit ? [{words: t("remove"), run: async () => {
        await ask("DELETE", path);
        return true;
      }}] : [],
      save: (body, ifMatch) => Object.keys(body).length > 0 ? ask("PUT", path, {body, ifMatch}) : Promise.resolve()})}];
  }
}

function numbers(): readonly Field[] {
  return [{name: "arrivals", label: t("arrivals"), kind: "whole", required: true}, {name: "usage_hours", label: words("usageHours"), hint: words("hintUsageHours"), kind: "whole"}];
}

/** What is set for the day alone; nothing is a version, too. */
async function target(path: string): Promise<Seen> {
  try {
    const {body, etag} = await ask<DayTarget>("GET", path);
    return {values: {arrivals: body.arrivals, usage_hours: body.usage_hours}, etag};
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) {
      return {values: {}, etag: "\"none\""};
    }
    throw error;
  }
}

customElements.define("targets-section", TargetsSection);
