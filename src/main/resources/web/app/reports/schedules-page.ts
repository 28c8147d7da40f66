import {css, html, nothing, type TemplateResult} from "lit";
import {session} from "../access/session";
import {withNumbers} from "../admin/common/sites";
import type {Field, Option, Values} from "../admin/common/fields";
import {fillIn, type Deed, type Seen} from "../admin/common/form-dialog";
import {RecordsPage, type Column} from "../admin/common/records-page";
import {seen} from "../admin/common/retire";
import {ask, get} from "../http/api";
import {feed} from "../live/feed";
import {HearingReports} from "../live/hearing-reports";
import {confirmed} from "../parts/confirm";
import {segments} from "../parts/styles";
import {toast} from "../parts/toast";
import {place} from "../shell/place";
import {faultWords} from "../text/faults";
import {clockTime, longWeekday, moment} from "../text/format";
import {LANGUAGE, FORMAT_NAMES, FORMATS, LANGUAGES, PAPERS, reportList, titleOf, USUAL_PAPER, whereOf, type Format, type Report, type Run} from "./runs";
import {notYours, reportTabs} from "./tabs";
import {t} from "./texts";

const MOST = 1_000;
const SPANS = ["day", "week", "month"] as const;

interface Schedule {
  id: number;
  name: string;
  report: string;
  format: Format;
  facility: number;
  zone: number | null;
  every: (typeof SPANS)[number];
  day: number;
  at: string;
  time_zone: string;
  period: (typeof SPANS)[number];
  recipients: readonly string[];
  is_active: boolean;
  next_due: string | null;
  who: string;
  /** Why it has stopped. */
  fault: string | null;
  last_run: Run | null;
}

/** Reports that are made again and again and sent by mail. */
class SchedulesPage extends RecordsPage<Schedule> {
  static styles = [...RecordsPage.styles, segments, css`
    .second { display: block; color: var(--quiet); font-size: var(--small); }
    .name, .cut { white-space: normal; overflow-wrap: break-word; }
    .cut a { color: inherit; }
    .cut a:hover { color: var(--accent); }
  `];

  protected readonly heading = t("schedules");
  protected readonly detail = t("schedulesDetail");
  protected readonly empty = t("noSchedules");
  private reports: readonly Report[] = [];
  private readonly changed = () => this.requestUpdate();

  constructor() {
    super();
    new HearingReports(this, changes => (!changes || changes.schedules.length > 0 || changes.runs.some(run => run.schedule_id !== null)) && this.rows.refresh());
  }

  connectedCallback(): void {
    super.connectedCallback();
    session.addEventListener("change", this.changed);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    session.removeEventListener("change", this.changed);
  }

  protected asked() {
    return [session.may("manager") || undefined];
  }

  protected async load(signal: AbortSignal): Promise<readonly Schedule[]> {
    const [schedules, reports] = await Promise.all([get<Schedule[]>("/api/report-schedules", {page_size: MOST}, signal), reportList(signal)]);
    this.reports = reports;
    return schedules;
  }

  render(): TemplateResult<1> {
    return session.person && !session.may("manager") ? notYours() : super.render();
  }

  protected words(row: Schedule): string {
    return [row.name, titleOf(this.reports, row.report), whereOf(row), ...row.recipients].join(" ");
  }

  protected columns(): readonly Column<Schedule>[] {
    return [
      {header: t("name"), cell: row => row.name, width: "150px", grow: 2},
      {header: t("report"), cell: row => two(titleOf(this.reports, row.report), `${FORMAT_NAMES[row.format]} · ${whereOf(row)}`), by: row => titleOf(this.reports, row.report), width: "160px", wide: true},
      {header: t("rhythm"), cell: row => two(rhythmOf(row), t(`about_${row.period}`)), by: row => `${row.every}${row.at}`, width: "140px", wide: true},
      {header: t("nextDue"), cell: row => row.fault ? two(html`<span class="badge bad">${t("stopped")}</span>`, faultWords(row.fault)) : row.next_due ? two(moment(Date.parse(row.next_due), row.time_zone), row.time_zone) : html`<span class="badge">${t("paused")}</span>`, by: row => row.next_due ?? "", width: "160px"},
      {header: t("recipients"), cell: row => html`<span title=${row.recipients.join(", ")}>${row.recipients[0]}${row.recipients.length > 1 ? ` +${row.recipients.length - 1}` : ""}</span>`, by: row => row.recipients[0], width: "180px", grow: 2, wide: true},
      {header: t("lastOutcome"), cell: row => outcomeOf(row), by: row => row.last_run?.ended_at ?? "", width: "160px", wide: true}
    ];
  }

  protected actions() {
    return [reportTabs(), this.button(t("newSchedule"), () => fillIn({
      heading: t("newSchedule"), words: t("scheduleWords"), deed: t("create"), fields: draft => this.fields(draft),
      save: async changes => {
        await ask("POST", "/api/report-schedules", {body: sentOf(changes)});
        toast(t("isPlanned", {name: String(changes.name)}), "good");
      }
    }))];
  }

  /** The zones are those of the chosen facility; the day is one of the week or of the month; paper is for what is printed. */
  private fields(draft: Values): readonly Field[] {
    const facilities: Option[] = (feed.picture?.facilities ?? []).map(facility => ({value: String(facility.id), label: facility.name}));
    const here = feed.picture?.facilities.find(facility => String(facility.id) === (draft.facility ?? String(this.facility?.id)));
    const zones: Option[] = (feed.picture?.zonesOf(here) ?? []).map(zone => ({value: String(zone.id), label: zone.name}));
    const every = draft.every ?? "week";
    const day: Field[] = every === "week" ? [{name: "day", label: t("weekday"), kind: "choice", required: true, initial: "1", options: [1, 2, 3, 4, 5, 6, 7].map(day => ({value: String(day), label: longWeekday(day)}))}]
      : every === "month" ? [{name: "day", label: t("dayOfMonth"), kind: "whole", required: true, hint: t("dayOfMonthHint")}] : [];
    const paper: Field[] = (draft.format ?? "pdf") === "pdf" ? [{name: "paper", label: t("paper"), kind: "choice", required: true, initial: USUAL_PAPER, options: PAPERS.map(paper => ({value: paper, label: paper === "A4" ? "A4" : "Letter"}))}] : [];
    return [
      {name: "name", label: t("name"), required: true},
      {name: "report", label: t("report"), kind: "choice", required: true, options: this.reports.map(report => ({value: report.name, label: report.title}))},
      {name: "facility", label: t("facility"), kind: "choice", required: true, options: facilities, initial: this.facility && String(this.facility.id)},
      {name: "zone", label: t("zone"), kind: "choice", options: zones, hint: t("zoneHint")},
      {name: "every", label: t("every"), kind: "choice", required: true, initial: "week", options: SPANS.map(span => ({value: span, label: t(`every_${span}`)}))},
      ...day,
      {name: "at", label: t("at"), kind: "time", required: true, initial: "06:00", hint: t("atHint", {zone: here?.time_zone ?? "UTC"})},
      {name: "period", label: t("period"), kind: "choice", options: SPANS.map(span => ({value: span, label: t(`about_${span}`)})), hint: t("periodHint")},
      {name: "format", label: t("format"), kind: "choice", required: true, initial: "pdf", options: FORMATS.map(format => ({value: format, label: FORMAT_NAMES[format]}))},
      ...paper,
      {name: "language", label: t("language"), kind: "choice", required: true, initial: LANGUAGE, options: LANGUAGES.map(tag => ({value: tag, label: t(`language_${tag}`)}))},
      {name: "recipients", label: t("recipients"), kind: "lines", required: true, hint: t("recipientsHint")}
    ];
  }

  protected deeds(row: Schedule): readonly Deed[] {
    const path = `/api/report-schedules/${row.id}`;
    const pause: Deed = {words: t(row.is_active ? "pause" : "resume"), run: async () => {
      const {etag} = await seen(path);
      await ask("PATCH", path, {body: {is_active: !row.is_active}, ifMatch: etag});
      toast(t(row.is_active ? "isPaused" : "isResumed", {name: row.name}), "good");
      return true;
    }};
    const history: Deed = {words: t("runs"), run: async () => {
      place.go("/reports/runs", {schedule: String(row.id)});
      return true;
    }};
    const remove: Deed = {words: t("removeRun"), danger: true, run: async () => {
      const {etag} = await seen(path);
      if (!await confirmed({heading: t("endHeading", {name: row.name}), words: t("endWords"), deed: t("removeRun"), danger: true})) {
        return false;
      }
      await ask("DELETE", path, {ifMatch: etag});
      toast(t("isEnded", {name: row.name}), "good");
      return true;
    }};
    return [{words: t("change"), run: () => fillIn({heading: row.name, words: row.fault ? t("stoppedWords", {fault: faultWords(row.fault)}) : t("rightsOf", {who: row.who}), deed: t("keep"), fields: draft => this.fields(draft), deeds: [remove, history, pause],
      load: () => loaded(path), save: (changes, ifMatch) => ask("PATCH", path, {body: sentOf(changes), ifMatch})})}, pause];
  }
}

/** Ids and days are texts in a form. */
async function loaded(path: string): Promise<Seen> {
  const {values, etag} = await seen<Schedule>(path);
  return {values: {...values, facility: String(values.facility), zone: values.zone === null ? null : String(values.zone), day: String(values.day)}, etag};
}

/** A period that is not said is as often as it runs; the server knows. */
function sentOf(changes: Record<string, unknown>): Record<string, unknown> {
  const {period, ...others} = withNumbers(changes, "facility", "zone", "day");
  return period ? {...others, period} : others;
}

function two(first: unknown, second: string) {
  return html`${first}<span class="second">${second}</span>`;
}

function rhythmOf(row: Schedule): string {
  const time = clockTime(row.at);
  return row.every === "day" ? t("daily", {time}) : row.every === "week" ? t("weekly", {day: longWeekday(row.day), time})
    : row.day >= 31 ? t("monthlyLast", {time}) : t("monthly", {day: row.day, time});
}

/** What became of it last, leading to all that has become of it. */
function outcomeOf({id, last_run: run, time_zone}: Schedule) {
  if (!run) {
    return html`<span class="quiet">${t("notYet")}</span>`;
  }
  const lost = run.mails.filter(mail => mail.state === "given_up").length;
  const bad = run.state === "failed" || lost > 0;
  return html`<a href=${place.link("/reports/runs", {schedule: String(id)})} title=${run.reason ? faultWords(run.reason) : nothing}><span class="badge ${bad ? "bad" : run.state === "done" ? "good" : ""}">${lost > 0 ? t("mailsLost", {n: lost}) : t(run.state)}</span>
    <span class="second">${moment(Date.parse(run.ended_at ?? run.queued_at), time_zone)}</span></a>`;
}

customElements.define("schedules-page", SchedulesPage);
