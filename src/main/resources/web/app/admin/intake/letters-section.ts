import {ask, get} from "../../http/api";
import {confirmed} from "../../parts/confirm";
import {toast} from "../../parts/toast";
import {place} from "../../shell/place";
import {faultWords} from "../../text/faults";
import {count, moment} from "../../text/format";
import type {Letter, ReplayCounts} from "../common/answers";
import {options} from "../common/fields";
import {show, type Deed} from "../common/form-dialog";
import {RecordsPage, type Choice, type Column} from "../common/records-page";
import {term} from "../terms";
import {t} from "../texts";
import "./letter-content";

const SHOWN = 1_000;
const STATES = options(["DEAD", "STORED", "DUPLICATE", "ALL"], state => term("DeadLetterState", state));
const REPLAY_MILLIS = 120_000;

interface Summary { reason: string; dead: number; messages: number; not_kept: number }

/** Messages that could not be taken, and the way back for them. */
class LettersSection extends RecordsPage<Letter> {
  protected readonly heading = t("letters");
  protected readonly detail = t("lettersDetail");
  protected readonly empty = t("noLetters");
  private summary: readonly Summary[] = [];

  protected asked() {
    return [this.facility?.code, place.get("reason") ?? null, place.get("state") ?? null, place.get("device") ?? null, place.get("where") ?? null];
  }

  protected async load(signal: AbortSignal): Promise<readonly Letter[]> {
    const [letters, summary] = await Promise.all([
      get<Letter[]>("/api/dead-letters", {...this.scope(), state: place.get("state"), page_size: SHOWN}, signal), get<Summary[]>("/api/dead-letters/summary", {}, signal)]);
    this.summary = summary;
    return letters;
  }

  /** Everywhere unless a facility is asked for: most dead letters name none that there is. */
  private scope() {
    return {reason: place.get("reason"), device: place.get("device"), facility: place.get("where") === "here" ? this.facility?.code : undefined};
  }

  protected words(row: Letter): string {
    return `${row.topic} ${row.device_code ?? ""} ${term("DeadLetterReason", row.reason)} ${faultWords(row.detail ?? "")}`;
  }

  protected choices(): readonly Choice[] {
    return [
      {name: "reason", label: t("reason"), options: this.summary.map(one => ({value: one.reason, label: `${term("DeadLetterReason", one.reason)} (${count(one.dead)})`}))},
      {name: "state", label: t("state"), options: STATES},
      {name: "where", label: t("where"), options: [{value: "here", label: this.facility?.name ?? ""}]}
    ];
  }

  protected columns(): readonly Column<Letter>[] {
    return [
      {header: t("received"), cell: row => moment(new Date(row.received_at), this.facility?.time_zone ?? "UTC"), by: row => row.received_at, fit: true},
      {header: t("reason"), cell: row => term("DeadLetterReason", row.reason), width: "150px"},
      {header: t("topic"), cell: row => row.topic, width: "200px", grow: 3, wide: true},
      {header: t("why"), cell: row => faultWords(row.detail ?? ""), width: "160px", grow: 2, wide: true},
      {header: t("state"), cell: row => term("DeadLetterState", row.state), fit: true, wide: true}
    ];
  }

  protected actions() {
    const dead = this.rows.value?.some(row => row.state === "DEAD");
    return dead ? this.button(t("replayAll"), () => this.replayAll()) : "";
  }

  protected deeds(row: Letter): readonly Deed[] {
    const replay: Deed = {words: t("replay"), run: async () => told((await ask<ReplayCounts>("POST", `/api/dead-letters/${row.id}/replay`)).body)};
    return [{words: t("look"), run: () => {
      const content = document.createElement("letter-content");
      content.letter = row;
      content.replay = row.state === "DEAD" ? replay : undefined;
      return show(t("letterHeading", {n: row.id}), content);
    }}, ...(row.state === "DEAD" ? [replay] : [])];
  }

  private async replayAll(): Promise<boolean> {
    const scope = this.scope();
    const which = [scope.reason && term("DeadLetterReason", scope.reason), scope.device, scope.facility].filter(Boolean).join(", ");
    if (!await confirmed({heading: t("replayAll"), words: which ? t("replayThese", {which}) : t("replayEverything"), deed: t("replay")})) {
      return false;
    }
    return told((await ask<ReplayCounts>("POST", "/api/dead-letters/replay", {query: scope, timeoutMillis: REPLAY_MILLIS})).body);
  }
}

function told(done: ReplayCounts): boolean {
  toast(t("isReplayed", {n: done.replayed, stored: done.stored, duplicate: done.duplicate, dead: done.still_dead}), done.still_dead > 0 ? "plain" : "good");
  return true;
}

customElements.define("letters-section", LettersSection);
