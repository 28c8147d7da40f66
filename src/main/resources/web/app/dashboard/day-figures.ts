import {LitElement, css, html, nothing} from "lit";
import {get} from "../http/api";
import {Hearing} from "../live/hearing";
import type {Tally} from "../live/picture";
import {Loaded} from "../parts/loaded";
import "../parts/occupancy-bar";
import {SEVERITIES, severitySign, severityStyles} from "../parts/severity";
import {errorWords} from "../parts/states";
import {base} from "../parts/styles";
import {t as parts} from "../parts/texts";
import {serverNow} from "../parts/time-ago";
import {atLeast, count, decimal, percent, percentage} from "../text/format";
import {daysAfter, type Answer, type Availability, type Hour, type Summary} from "./answers";
import "./figure-card";
import {t} from "./texts";
import {arrivalsTrend, heardOn, pointsTrend} from "./trend";

const HOURS_MILLIS = 10_000;
const HEARD_MILLIS = 60_000;
const DAY_MILLIS = 86_400_000;

/** The figures of a day at one glance. How many bays are occupied comes from the live or replayed picture, everything else from the API. */
class DayFigures extends LitElement {
  static properties = {facility: {type: Number}, date: {type: String}, past: {type: Boolean}, tally: {attribute: false}, summary: {attribute: false}, failure: {attribute: false}, moment: {type: Number},
    open: {type: Number}, severities: {attribute: false}, more: {type: Boolean}};

  static styles = [base, severityStyles, css`
    section { display: grid; grid-template-columns: repeat(4, minmax(0, 1fr)); gap: var(--gap); }
    .failure { color: var(--bad); padding-bottom: 8px; }
    occupancy-bar { margin: 5px 0 2px; }
    .counts { display: inline-flex; align-items: center; gap: 3px 10px; flex-wrap: wrap; }
    .counts > span { display: inline-flex; align-items: center; gap: 4px; font-variant-numeric: tabular-nums; }
    @media (max-width: 1000px) { section { grid-template-columns: repeat(2, minmax(0, 1fr)); } }
    @media (max-width: 760px) { section { gap: 10px; } }
  `];

  declare facility: number | undefined;
  declare date: string;
  declare past: boolean;
  declare tally: Tally | undefined;
  /** Of the day; the page has it, because the zones need it too. */
  declare summary: Summary | undefined;
  /** Why it is not there, or not up to date. */
  declare failure: unknown;
  /** What the picture shows, epoch milliseconds. */
  declare moment: number;
  /** Unacknowledged alerts of now. */
  declare open: number;
  declare severities: Readonly<Record<string, number>>;
  /** There are more of them than are known. */
  declare more: boolean;

  private readonly hours = new Loaded(this, () => [this.facility, this.date] as const,
    ([facility, date], signal) => get<Answer<Hour>>("/api/analytics/hours", {facility, from: daysAfter(date, -7), to: date}, signal), HOURS_MILLIS);
  private readonly weekBefore = new Loaded(this, () => [this.facility, this.date] as const,
    ([facility, date], signal) => get<Summary>("/api/dashboard/summary", {facility, date: daysAfter(date, -7)}, signal));

  private readonly heard = new Loaded(this, () => [this.facility, this.date] as const,
    ([facility, date], signal) => get<Answer<Availability>>("/api/analytics/devices", {facility, from: daysAfter(date, -7), to: date}, signal), HEARD_MILLIS);

  constructor() {
    super();
    new Hearing(this, () => {
      if (!this.past) {
        this.hours.refresh();
        this.heard.refresh();
      }
    });
  }

  private hoursOf(date: string): Hour[] {
    return this.hours.value?.figures.filter(hour => hour.date === date) ?? [];
  }

  /** How full it was, if anything was known then, in the hour that lies a week before the picture's moment. */
  private rateBefore(): number | undefined {
    const then = this.moment - 7 * DAY_MILLIS;
    return !this.weekBefore.value?.total_parking_events ? undefined : this.hours.value?.figures.find(hour => then >= Date.parse(hour.start) && then < Date.parse(hour.start) + DAY_MILLIS / 24)?.occupancy_rate;
  }

  render() {
    return html`${this.failure === undefined ? nothing : html`<p class="failure small" role="status">${t("figuresFailed", {reason: errorWords(this.failure)})}
        <vaadin-button @click=${() => this.dispatchEvent(new CustomEvent("retry"))}>${parts("retry")}</vaadin-button></p>`}
      <section aria-label=${t("figures")}>${this.renderOccupancy()}${this.renderEvents()}${this.renderDevices()}${this.renderAlerts()}</section>`;
  }

  private get since(): string {
    return this.past ? t("lastWeek") : t("lastWeekNow");
  }

  private renderOccupancy() {
    const {tally} = this;
    const known = tally ? tally.occupied + tally.free : 0;
    const now = tally && known > 0 ? tally.occupied / known * 100 : undefined;
    return html`<figure-card heading=${t("occupancy")} value=${tally ? percent(tally.occupied, known) : nothing} .trend=${pointsTrend(now, this.rateBefore())}
        since=${this.since} .course=${this.hoursOf(this.date).map(hour => hour.occupancy_rate)} of="24" most="100">
      ${tally ? html`<occupancy-bar occupied=${tally.occupied} free=${tally.free} unknown=${tally.unknown}></occupancy-bar>
        <span>${t("occupiedOf", {n: tally.occupied + tally.free + tally.unknown, occupied: tally.occupied})}</span> · <span>${t("freeBays", {n: tally.free})}</span>${tally.unknown > 0
          ? html` · <span>${t("unknownBays", {n: tally.unknown})}</span>` : nothing}` : nothing}</figure-card>`;
  }

  private renderEvents() {
    const hours = this.hoursOf(this.date);
    const summary = this.summary;
    return html`<figure-card heading=${t("events")} value=${summary ? count(summary.total_parking_events) : nothing} .trend=${arrivalsTrend(hours, this.past ? Infinity : serverNow())}
      since=${this.since} .course=${hours.map(hour => hour.arrivals)} of="24">${summary ? t("arrivals", {n: summary.efficiency.actual_usage}) : nothing}</figure-card>`;
  }

  private renderDevices() {
    const {summary} = this;
    const days = this.heard.value?.figures ?? [];
    const course = Array.from({length: 8}, (_, i) => heardOn(days, daysAfter(this.date, i - 7)));
    return html`<figure-card heading=${t("activeDevices")} value=${summary ? count(summary.active_devices) : nothing} .trend=${pointsTrend(course[7], course[0])} since=${t("heardBefore")}
      .course=${course.filter(share => share !== undefined)} most="100">${summary ? html`<span>${t("averageHealth", {value: decimal(summary.avg_health_score)})}</span>` : nothing}${course[7] === undefined ? nothing
        : html` · <span>${t("heard", {share: percentage(course[7])})}</span>`}</figure-card>`;
  }

  private renderAlerts() {
    const raised = this.summary?.alerts.triggered_on_date, before = this.weekBefore.value?.alerts.triggered_on_date;
    const trend = raised !== undefined && before ? {change: (raised - before) / before * 100, isPoints: false} : undefined;
    return html`<figure-card heading=${t("openAlerts")} value=${atLeast(this.open, this.more)} tone=${this.severities.CRITICAL ? "bad" : nothing} .trend=${trend} since=${t("lastWeek")}>
      <span class="counts">${this.open === 0 ? t("noAlerts") : SEVERITIES.filter(severity => this.severities[severity]).map(severity =>
        html`<span>${severitySign(severity, 16)}${atLeast(this.severities[severity], this.more)}</span>`)}
        ${raised === undefined ? nothing : html`<span class="quiet">${t(this.past ? "alertsRaised" : "alertsRaisedToday", {n: raised})}</span>`}</span></figure-card>`;
  }
}

customElements.define("day-figures", DayFigures);

