import {html} from "lit";
import {get, queryOf} from "../../http/api";
import "../../parts/pb-date";
import {place} from "../../shell/place";
import {startOfDay} from "../../text/days";
import {moment} from "../../text/format";
import {options} from "../common/fields";
import {show, type Deed} from "../common/form-dialog";
import {RecordsPage, type Choice, type Column} from "../common/records-page";
import {term} from "../terms";
import {t} from "../texts";
import "./audit-entry";
import type {AuditEntry} from "./audit-entry";

const SHOWN = 1_000;
const KINDS = options(["USER", "TOKEN", "DEVICE", "SYSTEM", "ANONYMOUS"], kind => term("Kind", kind));
const SUBJECTS = options(["FACILITY", "ZONE", "BAY", "DEVICE", "TARGET", "WEEKLY_TARGET", "SITES", "TARGETS", "RULE", "HOLIDAY", "MUTE", "ALERT", "DEAD_LETTERS", "REPORT",
  "REPORT_SCHEDULE", "USER", "TOKEN", "SESSION", "CREDENTIALS", "AUDIT"], subject => term("Subject", subject));

/** Who did what. */
class AuditSection extends RecordsPage<AuditEntry> {
  protected readonly heading = t("audit");
  protected readonly detail = t("auditDetail");
  protected readonly empty = t("noAudit");

  private get timeZone(): string {
    return this.facility?.time_zone ?? "UTC";
  }

  /** What is chosen, as the API calls it: days are those of the facility, both included. */
  private chosen() {
    return {kind: place.get("kind"), subject: place.get("subject"), from: startOfDay(place.get("from") ?? "", this.timeZone), to: startOfDay(place.get("to") ?? "", this.timeZone, 1)};
  }

  protected asked() {
    return Object.values(this.chosen()).map(value => value ?? null);
  }

  protected load(signal: AbortSignal) {
    return get<AuditEntry[]>("/api/audit", {...this.chosen(), page_size: SHOWN}, signal);
  }

  protected filters() {
    return ([["from", t("from")], ["to", t("until")]] as const).map(([name, label]) => html`<pb-date shown clearable label=${label} value=${place.get(name) ?? ""}
      @day=${(event: CustomEvent<string>) => place.want({[name]: event.detail})}></pb-date>`);
  }

  protected actions() {
    return html`<a class="export" href=${`/api/audit/export${queryOf(this.chosen())}`} download="audit.csv" router-ignore>${t("export")}</a>`;
  }

  protected words(row: AuditEntry): string {
    return `${row.who ?? ""} ${deedOf(row)} ${row.name ?? ""}`;
  }

  protected choices(): readonly Choice[] {
    return [{name: "kind", label: t("who"), options: KINDS}, {name: "subject", label: t("subject"), options: SUBJECTS}];
  }

  protected columns(): readonly Column<AuditEntry>[] {
    return [
      {header: t("when"), cell: row => moment(new Date(row.at), this.timeZone), by: row => row.at, fit: true},
      {header: t("who"), cell: whoOf, width: "110px", wide: true},
      {header: t("did"), cell: row => term("Action", row.action), width: "110px"},
      {header: t("type"), cell: row => term("Subject", row.subject), wide: true},
      {header: t("subject"), cell: row => row.name ?? row.subject_id ?? "", width: "110px", grow: 3}
    ];
  }

  protected deeds(row: AuditEntry): readonly Deed[] {
    return [{words: t("look"), run: () => {
      const content = document.createElement("audit-entry");
      content.entry = row;
      return show(deedOf(row), content);
    }}];
  }
}

/** The application itself has no name but its kind. */
function whoOf(row: AuditEntry): string {
  return row.who === null || row.who_kind === "SYSTEM" ? term("Kind", row.who_kind) : row.who;
}

function deedOf(row: AuditEntry): string {
  return `${term("Subject", row.subject)}: ${term("Action", row.action)}`;
}

customElements.define("audit-section", AuditSection);
