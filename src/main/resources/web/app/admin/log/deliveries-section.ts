import {get} from "../../http/api";
import {place} from "../../shell/place";
import {moment} from "../../text/format";
import {options} from "../common/fields";
import {RecordsPage, type Choice, type Column} from "../common/records-page";
import {badge} from "../people/grants";
import {term} from "../terms";
import {t} from "../texts";

interface Delivery { id: number; channel: string; alert_id: number; step: string; state: "PENDING" | "SENT" | "GIVEN_UP"; attempts: number; created_at: string; last_error: string | null }

const SHOWN = 1_000;
const STATES = options(["PENDING", "SENT", "GIVEN_UP"], state => term("State", state));
const CHANNELS = options(["mqtt", "webhook", "mail"], channel => term("channel", channel));

/** What was told to whom. */
class DeliveriesSection extends RecordsPage<Delivery> {
  protected readonly heading = t("deliveries");
  protected readonly empty = t("noDeliveries");

  protected asked() {
    return [place.get("state") ?? null, place.get("channel") ?? null];
  }

  protected load(signal: AbortSignal) {
    return get<Delivery[]>("/api/deliveries", {state: place.get("state"), channel: place.get("channel"), page_size: SHOWN}, signal);
  }

  protected words(row: Delivery): string {
    return `${channelOf(row)} ${row.alert_id} ${term("AlertStep", row.step)} ${row.last_error ?? ""}`;
  }

  protected choices(): readonly Choice[] {
    return [{name: "state", label: t("state"), options: STATES}, {name: "channel", label: t("channel"), options: CHANNELS}];
  }

  protected columns(): readonly Column<Delivery>[] {
    return [
      {header: t("created"), cell: row => moment(new Date(row.created_at), this.facility?.time_zone ?? "UTC"), by: row => row.created_at, fit: true},
      {header: t("channel"), cell: channelOf, width: "95px"},
      {header: t("alert"), cell: row => row.alert_id, number: true, fit: true, wide: true},
      {header: t("step"), cell: row => term("AlertStep", row.step), wide: true},
      {header: t("state"), cell: row => badge(term("State", row.state), row.state === "SENT"), by: row => row.state, fit: true},
      {header: t("attempts"), cell: row => row.attempts, number: true, fit: true, wide: true},
      {header: t("lastError"), cell: row => row.last_error ?? "", grow: 3, wide: true}
    ];
  }
}

/** "mail:ADDRESS" is the mail to one of several. */
function channelOf(row: Delivery): string {
  const [channel, ...address] = row.channel.split(":");
  return [term("channel", channel), ...address].join(" ");
}

customElements.define("deliveries-section", DeliveriesSection);
