import {get} from "../../http/api";
import {place} from "../../shell/place";
import {moment} from "../../text/format";
import {options} from "../common/fields";
import {show, type Deed} from "../common/form-dialog";
import {RecordsPage, type Choice, type Column} from "../common/records-page";
import {t} from "../texts";
import "./audit-entry";
import type {AuditEntry} from "./audit-entry";

const SHOWN = 1_000;
const KINDS = options(["USER", "TOKEN", "DEVICE", "SYSTEM", "ANONYMOUS"]);
const SUBJECTS = options(["FACILITY", "ZONE", "BAY", "DEVICE", "TARGET", "WEEKLY_TARGET", "SITES", "TARGETS", "RULE", "HOLIDAY", "MUTE", "ALERT", "DEAD_LETTERS", "REPORT", "USER", "TOKEN", "SESSION", "CREDENTIALS", "AUDIT"]);

/** Who did what. */
class AuditSection extends RecordsPage<AuditEntry> {
  protected readonly heading = t("audit");
  protected readonly detail = t("auditDetail");
  protected readonly empty = t("noAudit");

  protected asked() {
    return [place.get("kind") ?? null, place.get("subject") ?? null];
  }

  protected load(signal: AbortSignal) {
    return get<AuditEntry[]>("/api/audit", {kind: place.get("kind"), subject: place.get("subject"), page_size: SHOWN}, signal);
  }

  protected words(row: AuditEntry): string {
    return `${row.who ?? ""} ${row.action} ${row.subject} ${row.name ?? ""}`;
  }

  protected choices(): readonly Choice[] {
    return [{name: "kind", label: t("who"), options: KINDS}, {name: "subject", label: t("subject"), options: SUBJECTS}];
  }

  protected columns(): readonly Column<AuditEntry>[] {
    return [
      {header: t("when"), cell: row => moment(new Date(row.at), this.facility?.time_zone ?? "UTC"), by: row => row.at, width: "165px", grow: 0},
      {header: t("who"), cell: row => row.who ?? row.who_kind, width: "110px", wide: true},
      {header: t("did"), cell: row => row.action, width: "110px"},
      {header: t("type"), cell: row => row.subject, wide: true},
      {header: t("subject"), cell: row => row.name ?? row.subject_id ?? "", width: "110px", grow: 3}
    ];
  }

  protected deeds(row: AuditEntry): readonly Deed[] {
    return [{words: t("look"), run: () => {
      const content = document.createElement("audit-entry");
      content.entry = row;
      return show(`${row.action} ${row.subject}`, content);
    }}];
  }
}

customElements.define("audit-section", AuditSection);
