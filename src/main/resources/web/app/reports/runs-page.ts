import {LitElement, css, html, nothing} from "lit";
import {repeat} from "lit/directives/repeat.js";
import "@vaadin/button";
import {session} from "../access/session";
import {ask, get} from "../http/api";
import {feed} from "../live/feed";
import type {ReportChanges} from "../live/frames";
import {HearingReports} from "../live/hearing-reports";
import {Watching} from "../live/watching";
import {confirmed} from "../parts/confirm";
import {icon, type Icon} from "../parts/icons";
import {Loaded} from "../parts/loaded";
import "../parts/page-head";
import "../parts/states";
import {base, card, segments} from "../parts/styles";
import {serverNow} from "../parts/time-ago";
import {toast, toastError} from "../parts/toast";
import {place, Placed} from "../shell/place";
import {faultWords} from "../text/faults";
import {dayRange, duration, fileSize, moment, percentage} from "../text/format";
import {background} from "./background";
import "./download-link";
import {again, facilityOf, FORMAT_NAMES, isOpen, reportList, titleOf, whereOf, withProgress, type Report, type Run, type State} from "./runs";
import {notYours, reportTabs} from "./tabs";
import {t} from "./texts";

const PAGE_SIZE = 25;
/** Between two looks at runs that change. */
const RENEW_MILLIS = 500;
/** Only a lost connection changes how it is drawn. */
const DRAW_MILLIS = 30_000;
const SIGNS: Readonly<Record<State, Icon>> = {queued: "clock", running: "again", done: "check", failed: "warning", cancelled: "cross"};

interface Answered {
  runs: readonly Run[];
  hasMore: boolean;
  /** What the schedule that they are of is called. */
  schedule: string | undefined;
  at: string;
}

/** Reports made in the background: what is on its way, and what has become of the others. */
class RunsPage extends LitElement {
  static properties = {sending: {state: true}};
  static styles = [base, card, segments, css`
    :host { display: grid; gap: var(--gap); align-content: start; }
    .card { overflow: hidden; }
    .of { display: flex; flex-wrap: wrap; gap: 4px 12px; align-items: center; padding: 11px var(--pad); border-bottom: 1px solid var(--line); }
    .of b { flex: 1 1 12rem; font-weight: 600; overflow-wrap: anywhere; }
    ul { list-style: none; }
    li { display: grid; grid-template-columns: 8.2rem minmax(0, 1fr) auto; gap: 4px 16px; align-items: center; padding: 12px var(--pad); }
    li + li { border-top: 1px solid var(--line); }
    .state { display: inline-flex; align-items: center; gap: 6px; font-size: var(--small); font-weight: 570; padding: 2px 10px 2px 7px; border-radius: 99px; background: var(--raised); justify-self: start; white-space: nowrap; }
    .state.done { background: var(--good-soft); color: var(--good); }
    .state.failed { background: var(--bad-soft); color: var(--bad); }
    .state.running { background: var(--info-soft); color: var(--accent); }
    .what { min-width: 0; display: grid; gap: 2px; }
    .what b { font-weight: 600; }
    .what p { overflow-wrap: anywhere; }
    .bad { color: var(--bad); }
    .progress { display: flex; align-items: center; gap: 10px; max-width: 28rem; }
    progress { appearance: none; border: 0; height: 6px; flex: 1; min-width: 6rem; border-radius: 99px; overflow: hidden; background: var(--raised); }
    progress::-webkit-progress-bar { background: var(--raised); border-radius: 99px; }
    progress::-webkit-progress-value { background: var(--accent); border-radius: 99px; transition: width .4s; }
    progress::-moz-progress-bar { background: var(--accent); }
    .deeds { display: flex; gap: 6px; justify-content: flex-end; flex-wrap: wrap; }
    footer { display: flex; flex-wrap: wrap; align-items: center; gap: 8px 14px; padding: 9px var(--pad); border-top: 1px solid var(--line); }
    footer .seen { flex: 1; }
    @media (max-width: 760px) {
      li { grid-template-columns: minmax(0, 1fr) auto; }
      .what { grid-column: 1 / -1; grid-row: 2; }
    }
  `];

  /** Runs about which the server has been asked something. */
  declare private sending: ReadonlySet<number>;

  private readonly reports = new Loaded(this, () => [session.may("manager") || undefined] as const, (_, signal) => reportList(signal));
  private readonly runs = new Loaded(this, () => [session.may("manager") || undefined, place.get("schedule") ?? null, this.page] as const,
    ([, schedule, page], signal) => load(schedule ?? undefined, page, signal), RENEW_MILLIS);
  private readonly changed = () => this.requestUpdate();
  private readonly more = () => this.runs.run();

  constructor() {
    super();
    this.sending = new Set();
    new Placed(this);
    new Watching(this, DRAW_MILLIS);
    new HearingReports(this, changes => this.hear(changes));
  }

  /** How far they are is drawn as it is told; what else happens is asked for. */
  private hear(changes: ReportChanges | undefined): void {
    const shown = this.runs.value;
    const further = changes && shown && withProgress(shown.runs, changes.runs);
    if (further) {
      this.runs.value = {...shown, runs: further};
      this.requestUpdate();
    } else {
      this.runs.refresh();
    }
  }

  connectedCallback(): void {
    super.connectedCallback();
    session.addEventListener("change", this.changed);
    background.addEventListener("change", this.more);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    session.removeEventListener("change", this.changed);
    background.removeEventListener("change", this.more);
  }

  private get page(): number {
    return Math.max(1, Math.floor(Number(place.get("page"))) || 1);
  }

  render() {
    if (session.person && !session.may("manager")) {
      return notYours();
    }
    return html`<page-head heading=${t("runs")} detail=${t("runsDetail")}>${reportTabs()}</page-head>
      <section class="card" aria-label=${t("runs")}>${this.runs.view(answered => [this.renderSchedule(answered), answered.runs.length === 0 ? this.renderNone() : this.renderList(answered)])}</section>`;
  }

  private renderSchedule({schedule}: Answered) {
    return schedule === undefined ? nothing : html`<p class="of"><b>${t("ofSchedule", {name: schedule})}</b><a class="small" href=${place.link("/reports/runs")}>${t("allRuns")}</a></p>`;
  }

  private renderNone() {
    return this.page > 1 ? html`<empty-state heading=${t("noOlder")}><a href=${place.link("/reports/runs")}>${t("toNewest")}</a></empty-state>`
      : place.get("schedule") ? html`<empty-state icon="clock" heading=${t("noRunYet")} detail=${t("noRunYetDetail")}></empty-state>`
      : html`<empty-state icon="reports" heading=${t("noRuns")} detail=${t("noRunsDetail")}><a href=${place.link("/reports")}>${t("toReports")}</a></empty-state>`;
  }

  private renderList({runs, hasMore, at}: Answered) {
    const to = (page: number) => place.link("/reports/runs", {schedule: place.get("schedule"), page: page > 1 ? String(page) : undefined});
    const isLost = feed.connection === "lost";
    return html`<ul>${repeat(runs, run => run.id, run => this.renderRun(run, this.reports.value ?? []))}</ul>
      ${isLost || this.page > 1 || hasMore ? html`<footer><span class="seen small quiet">${isLost ? t("seenAt", {time: moment(Date.parse(at), feed.picture?.facility?.time_zone ?? "UTC")}) : nothing}</span>
        ${this.page > 1 ? html`<a class="small" href=${to(this.page - 1)}>${t("newer")}</a>` : nothing}${hasMore ? html`<a class="small" href=${to(this.page + 1)}>${t("older")}</a>` : nothing}</footer>` : nothing}`;
  }

  private renderRun(run: Run, reports: readonly Report[]) {
    const title = titleOf(reports, run.report);
    const name = `${title}, ${FORMAT_NAMES[run.format]}, ${dayRange(run.from, run.to)}`;
    return html`<li aria-label=${name}>
      <span class="state ${run.state}">${icon(SIGNS[run.state], 15)}${t(run.state)}</span>
      <div class="what"><b>${title}</b>
        <p class="small quiet">${[FORMAT_NAMES[run.format], whereOf(run), dayRange(run.from, run.to)].join(" · ")}</p>
        ${run.state === "running" ? html`<p class="progress small quiet number"><progress max="1" value=${run.progress} aria-label=${t("progressOf", {name})}></progress>${percentage(run.progress * 100)}</p>` : nothing}
        <p class="small quiet">${courseOf(run)}</p>
        ${run.reason ? html`<p class="small bad">${faultWords(run.reason)}</p>` : nothing}
        ${run.mails.length === 0 ? nothing : html`<p class="small quiet">${mailsOf(run)}</p>`}
      </div>
      <div class="deeds">${this.renderDeeds(run, name, title)}</div></li>`;
  }

  private renderDeeds(run: Run, name: string, title: string) {
    const deed = (words: string, act: () => Promise<unknown>) => html`<vaadin-button theme="quiet" aria-label=${`${words}: ${name}`} ?disabled=${this.sending.has(run.id)}
      @click=${() => this.doing(run, act)}>${words}</vaadin-button>`;
    if (isOpen(run)) {
      return deed(t("cancelRun"), () => ask("DELETE", `/api/report-runs/${run.id}`));
    }
    return [
      run.file ? html`<download-link path=${run.file} format=${t("save")} words=${`${t("save")}: ${name}`}></download-link>` : deed(t("retryRun"), () => background.start(again(run), title)),
      deed(t("removeRun"), () => this.takeAway(run, name))
    ];
  }

  private async takeAway(run: Run, name: string): Promise<void> {
    if (!run.file || await confirmed({heading: t("removeHeading"), words: t("removeWords", {name}), deed: t("removeRun"), danger: true})) {
      await ask("DELETE", `/api/report-runs/${run.id}`);
      toast(t("isRemoved"), "good");
    }
  }

  private async doing(run: Run, deed: () => Promise<unknown>): Promise<void> {
    this.sending = new Set(this.sending).add(run.id);
    try {
      await deed();
    } catch (error) {
      toastError(error);
    }
    this.sending = new Set([...this.sending].filter(id => id !== run.id));
    this.runs.run();
  }
}

async function load(schedule: string | undefined, page: number, signal: AbortSignal): Promise<Answered> {
  const of = schedule === undefined ? undefined : `/api/report-schedules/${encodeURIComponent(schedule)}`;
  const [{body, next}, named] = await Promise.all([ask<Run[]>("GET", of ? `${of}/runs` : "/api/report-runs", {query: {page, page_size: PAGE_SIZE}, signal}),
    of ? get<{name: string}>(of, {}, signal) : undefined]);
  return {runs: body, hasMore: next !== undefined, schedule: named?.name, at: new Date(serverNow()).toISOString()};
}

/** When it was asked for and by whom, how long it took and how large it is. */
function courseOf(run: Run): string {
  const zone = facilityOf(run.facility)?.time_zone ?? "UTC";
  const took = run.started_at && run.ended_at ? (Date.parse(run.ended_at) - Date.parse(run.started_at)) / 1_000 : undefined;
  return [
    t(run.schedule_id === null ? "askedAt" : "scheduledAt", {time: moment(Date.parse(run.due_at ?? run.queued_at), zone)}),
    run.who !== session.person?.name && session.person?.name ? t("byWhom", {who: run.who}) : "",
    run.state === "done" && took !== undefined ? t("took", {time: duration(Math.max(1, took))}) : "",
    run.size === null ? "" : fileSize(run.size)
  ].filter(Boolean).join(" · ");
}

function mailsOf({mails}: Run): string {
  const of = (state: string) => mails.filter(mail => mail.state === state);
  const [sent, pending, lost] = [of("sent"), of("pending"), of("given_up")];
  return [
    sent.length > 0 ? t("sentTo", {to: sent.map(mail => mail.address).join(", ")}) : "",
    pending.length > 0 ? t("sendingTo", {to: pending.map(mail => mail.address + (mail.reason ? ` (${mail.reason})` : "")).join(", ")}) : "",
    lost.length > 0 ? t("notSentTo", {to: lost.map(mail => mail.address + (mail.reason ? ` (${mail.reason})` : "")).join(", ")}) : ""
  ].filter(Boolean).join(" · ");
}

customElements.define("runs-page", RunsPage);
