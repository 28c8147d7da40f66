import {LitElement, css, html, nothing} from "lit";
import "../bays/bays-picture";
import {get} from "../http/api";
import {feed} from "../live/feed";
import type {Facility, LiveAlert} from "../live/frames";
import {Hearing} from "../live/hearing";
import {tally, type Picture} from "../live/picture";
import {Watching} from "../live/watching";
import {Loaded} from "../parts/loaded";
import "../parts/page-head";
import {base, card} from "../parts/styles";
import {serverNow} from "../parts/time-ago";
import {place, Placed} from "../shell/place";
import {dateWords, isoDate, timeOfDay} from "../text/format";
import "./alerts-card";
import type {Answer, Replay, Summary, ZoneHours} from "./answers";
import {clockOf, momentOf} from "./clock";
import "./day-choice";
import "./day-figures";
import "./day-slider";
import "./forecast-card";
import "./heat-map-card";
import {PastPicture} from "./replay";
import {t} from "./texts";
import "./usage-card";
import "./zone-table";

const ZONE_HOURS_MILLIS = 30_000;
const COURSE_POINTS = 97;
const NOON = "12:00";

/** A facility at one glance: now, live; or a day of the past, at a moment that one chooses. */
class DashboardPage extends LitElement {
  static styles = [base, card, css`
    :host { display: grid; gap: var(--gap); grid-template-columns: minmax(0, 1fr); }
    .cards { display: grid; gap: var(--gap); grid-template-columns: repeat(12, minmax(0, 1fr)); grid-auto-rows: auto; }
    .bays { grid-column: span 8; height: clamp(440px, 62vh, 860px); overflow: hidden; }
    .bays bays-picture { flex: 1; min-height: 0; border: 0; border-top: 1px solid var(--line); border-radius: 0; }
    alerts-card { grid-column: span 4; height: clamp(440px, 62vh, 860px); }
    zone-table { grid-column: span 7; height: 380px; }
    usage-card { grid-column: span 5; height: 380px; }
    heat-map-card { grid-column: span 6; height: 330px; }
    forecast-card { grid-column: span 6; height: 330px; }
    @media (max-width: 1180px) { .bays, zone-table, usage-card, alerts-card, heat-map-card, forecast-card { grid-column: 1 / -1; } alerts-card { height: 330px; } }
    @media (max-width: 760px) {
      :host { gap: 10px; } .cards { gap: 10px; }
      alerts-card { order: -1; height: auto; } .bays { height: 60vh; } zone-table { height: auto; max-height: 70vh; }
    }
    @media (min-width: 2400px) {
      .bays { grid-column: span 7; } zone-table { grid-column: span 3; } alerts-card { grid-column: span 2; order: 1; }
      .bays, zone-table, alerts-card { height: 62vh; } .bays { order: -1; } zone-table { order: 0; }
      usage-card, heat-map-card, forecast-card { grid-column: span 4; order: 2; height: max(330px, calc(38vh - 320px)); }
    }
    .waiting { min-height: 60vh; display: grid; place-items: center; }
  `];

  private readonly summary = new Loaded(this, () => [this.facility?.id, this.date] as const,
    ([facility, date], signal) => get<Summary>("/api/dashboard/summary", {facility, date}, signal));
  private readonly zoneHours = new Loaded(this, () => [this.analysed, this.date] as const,
    ([facility, date], signal) => get<Answer<ZoneHours>>("/api/analytics/zone-hours", {facility, from: date, to: date}, signal), ZONE_HOURS_MILLIS);
  private readonly replay = new Loaded(this, () => [this.facility?.id, this.isPast ? this.date : undefined] as const,
    ([facility, date], signal) => get<Replay>("/api/analytics/replay", {facility, date}, signal));

  private past: PastPicture | undefined;
  private course: readonly number[] = [];
  /** Those of the live picture, the same list until one of them changes. */
  private alerts: {picture: Picture, revision: number, list: readonly LiveAlert[]} | undefined;
  private readonly onDelta = (event: Event) => {
    if (!this.isPast) {
      this.renderRoot.querySelector("bays-picture")?.changed((event as CustomEvent<number[]>).detail);
    }
  };

  constructor() {
    super();
    new Watching(this);
    new Placed(this);
    new Hearing(this, () => {
      if (!this.isPast) {
        this.summary.refresh();
        this.zoneHours.refresh();
      }
    });
  }

  connectedCallback(): void {
    super.connectedCallback();
    feed.addEventListener("delta", this.onDelta);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    feed.removeEventListener("delta", this.onDelta);
  }

  private get facility(): Facility | undefined {
    return feed.picture?.facility;
  }

  /** The facility, once there is something in it of which there are figures. */
  private get analysed(): number | undefined {
    return feed.picture?.zonesOf(this.facility).length ? this.facility?.id : undefined;
  }

  private get today(): string {
    return isoDate(serverNow(), this.facility?.time_zone ?? "UTC");
  }

  private get date(): string {
    const wanted = place.get("date");
    return wanted !== undefined && /^\d{4}-\d{2}-\d{2}$/.test(wanted) && wanted < this.today ? wanted : this.today;
  }

  private get isPast(): boolean {
    return this.date < this.today;
  }

  /** What the picture shows, in epoch seconds, for a past day. */
  private momentOf(replay: Replay): number {
    return Math.min(Math.max(momentOf(place.get("time") ?? NOON, replay.start, this.facility?.time_zone ?? "UTC"), replay.start), replay.end);
  }

  /** The picture of the past follows the slider; the live one is the feed's. */
  private pictureShown(live: Picture): Picture | undefined {
    const replay = this.replay.value;
    if (!this.isPast) {
      this.past = undefined;
      return live;
    }
    if (!replay || replay.date !== this.date) {
      return undefined;
    }
    if (this.past?.replay !== replay || this.past.picture.facility?.id !== live.facility?.id) {
      this.past = new PastPicture(live, replay);
      this.course = this.past.course(COURSE_POINTS);
    }
    const changed = this.past.show(this.momentOf(replay));
    if (changed.length > 0) {
      this.renderRoot.querySelector("bays-picture")?.changed(changed);
    }
    return this.past.picture;
  }

  render() {
    const live = feed.picture;
    if (!live) {
      return html`<page-head heading=${t("title")}></page-head><loading-state label=${t("waiting")}></loading-state>`;
    }
    if (!live.facility) {
      return html`<page-head heading=${t("title")}></page-head><empty-state heading=${t("noFacility")} detail=${t("noFacilityDetail")}></empty-state>`;
    }
    const picture = this.pictureShown(live);
    return html`${this.renderHead(live.facility)}${this.isPast ? this.renderSlider(picture, live.facility) : nothing}${this.renderFigures(live, picture)}
      <div class="cards">${this.renderBays(live, picture)}${this.renderAlerts(live)}${this.renderZones(live, picture)}${this.renderAnalyses(live)}</div>`;
  }

  private renderHead(facility: Facility) {
    return html`<page-head heading=${facility.name} detail=${this.isPast ? dateWords(this.date)
        : t("localTime", {day: dateWords(this.date), time: timeOfDay(new Date(feed.picture?.time ?? 0), facility.time_zone)})}>
      <day-choice date=${this.date} today=${this.today} @day=${(event: CustomEvent<string | undefined>) => place.want({date: event.detail, time: undefined})}></day-choice></page-head>`;
  }

  private renderSlider(picture: Picture | undefined, facility: Facility) {
    return this.replay.view(replay => picture ? html`<day-slider start=${replay.start} end=${replay.end} moment=${this.momentOf(replay)} .course=${this.course}
      most=${picture.bays.length} timeZone=${facility.time_zone} words=${t("occupiedOf", {n: picture.bays.length, occupied: tally(picture.zonesOf(facility)).occupied})}
      @moment=${(event: CustomEvent<number>) => place.want({time: clockOf(event.detail, facility.time_zone)}, true)}></day-slider>` : nothing);
  }

  private renderFigures(live: Picture, picture: Picture | undefined) {
    const severities: Record<string, number> = {};
    for (const alert of live.alerts.values()) {
      if (!alert.acknowledged) {
        severities[alert.severity] = (severities[alert.severity] ?? 0) + 1;
      }
    }
    return html`<day-figures facility=${this.analysed ?? nothing} date=${this.date} ?past=${this.isPast} .tally=${picture ? tally(picture.zonesOf(live.facility)) : undefined}
      .summary=${this.summary.value} .failure=${this.summary.error} @retry=${() => this.summary.run()} moment=${picture ? Date.parse(picture.time) : serverNow()} open=${live.unacknowledged} .severities=${severities} ?more=${live.moreAlerts}></day-figures>`;
  }

  private get zone(): number | undefined {
    const code = place.get("zone");
    return code === undefined ? undefined : feed.picture?.zonesOf(this.facility).find(zone => zone.code === code)?.id;
  }

  private renderBays(live: Picture, picture: Picture | undefined) {
    const zone = this.zone === undefined ? undefined : live.zone(this.zone);
    return html`<section class="card bays"><header><h2>${t("bays")}</h2>${zone ? html`<vaadin-button @click=${() => place.want({zone: undefined})}>${zone.name} ✕</vaadin-button>` : nothing}</header>
      ${picture ? html`<bays-picture .picture=${picture} .zone=${this.zone} .at=${this.isPast ? Date.parse(picture.time) : undefined}></bays-picture>` : html`<loading-state></loading-state>`}</section>`;
  }

  private renderZones(live: Picture, picture: Picture | undefined) {
    return html`<zone-table .zones=${(picture ?? live).zonesOf(live.facility)} .summaries=${this.summary.value?.zones} .hours=${this.zoneHours.value?.figures} .chosen=${this.zone}
      @zone-chosen=${(event: CustomEvent<number | undefined>) => place.want({zone: event.detail === undefined ? undefined : live.zone(event.detail)?.code})}></zone-table>`;
  }

  private alertsOf(live: Picture): readonly LiveAlert[] {
    if (this.alerts?.picture !== live || this.alerts.revision !== live.alertsRevision) {
      this.alerts = {picture: live, revision: live.alertsRevision, list: [...live.alerts.values()]};
    }
    return this.alerts.list;
  }

  private renderAlerts(live: Picture) {
    return html`<alerts-card .alerts=${this.alertsOf(live)} ?more=${live.moreAlerts} now=${Math.floor(Date.parse(live.time) / 1_000)} ?past=${this.isPast}></alerts-card>`;
  }

  private renderAnalyses(live: Picture) {
    const facility = this.analysed;
    return facility === undefined ? nothing : html`
      <usage-card .facility=${facility} .zone=${this.zone} date=${this.date} ?past=${this.isPast}></usage-card>
      <heat-map-card .facility=${facility} .zone=${this.zone} date=${this.date}></heat-map-card>
      <forecast-card .facility=${facility} .zone=${this.zone} timeZone=${live.facility?.time_zone ?? "UTC"}></forecast-card>`;
  }
}

customElements.define("dashboard-page", DashboardPage);
