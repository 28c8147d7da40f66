import {ask, get} from "../../http/api";
import {feed} from "../../live/feed";
import {confirmed} from "../../parts/confirm";
import {toast} from "../../parts/toast";
import {place} from "../../shell/place";
import {count, moment} from "../../text/format";
import type {Deed} from "../common/form-dialog";
import {RecordsPage, type Column} from "../common/records-page";
import {t} from "../texts";

interface Quarantined { sender: string; via: string; device_id: number | null; device_code: string | null; facility_id: number | null; since: string; until: string; messages: number }

/** Who sends more than its budget, so that nothing of it is taken. */
class QuarantineSection extends RecordsPage<Quarantined> {
  protected readonly heading = t("quarantine");
  protected readonly detail = t("quarantineDetail");
  protected readonly empty = t("noQuarantine");
  private readonly onAlerts = () => this.rows.refresh();

  connectedCallback(): void {
    super.connectedCallback();
    feed.addEventListener("alerts", this.onAlerts);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    feed.removeEventListener("alerts", this.onAlerts);
  }

  protected load(signal: AbortSignal) {
    return get<Quarantined[]>("/api/quarantine", {page_size: 1_000}, signal);
  }

  protected words(row: Quarantined): string {
    return `${row.sender} ${this.facilityOf(row)}`;
  }

  protected columns(): readonly Column<Quarantined>[] {
    const zone = this.facility?.time_zone ?? "UTC";
    return [
      {header: t("sender"), cell: row => row.sender, grow: 2, width: "150px"},
      {header: t("facility"), cell: row => this.facilityOf(row), wide: true},
      {header: t("heldSince"), cell: row => moment(Date.parse(row.since), zone), by: row => row.since, fit: true, wide: true},
      {header: t("heldUntil"), cell: row => moment(Date.parse(row.until), zone), by: row => row.until, fit: true, wide: true},
      {header: t("notTaken"), cell: row => count(row.messages), by: row => row.messages, number: true, fit: true}
    ];
  }

  protected deeds(row: Quarantined): readonly Deed[] {
    const release: Deed = {words: t("release"), run: async () => {
      if (!await confirmed({heading: t("releaseHeading", {name: row.sender}), words: t("releaseWords"), deed: t("release")})) {
        return false;
      }
      await ask("DELETE", `/api/quarantine/${encodeURIComponent(row.sender)}?via=${encodeURIComponent(row.via)}`);
      toast(t("isReleased", {name: row.sender}), "good");
      return true;
    }};
    const {device_code: device} = row;
    return device === null ? [release] : [release, {words: t("look"), run: () => {
      place.go(`/devices/${encodeURIComponent(device)}`);
      return Promise.resolve(false);
    }}];
  }

  private facilityOf(row: Quarantined): string {
    return row.device_id === null ? [t("notRegistered"), row.via].filter(Boolean).join(", ") : feed.picture?.facilities.find(facility => facility.id === row.facility_id)?.name ?? "–";
  }
}

customElements.define("quarantine-section", QuarantineSection);
