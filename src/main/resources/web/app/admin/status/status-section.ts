import {LitElement, css, html, nothing} from "lit";
import {get} from "../../http/api";
import {feed} from "../../live/feed";
import type {Counters} from "../../live/frames";
import {Watching} from "../../live/watching";
import {Loaded} from "../../parts/loaded";
import "../../parts/page-head";
import {base, card} from "../../parts/styles";
import {place} from "../../shell/place";
import {count, decimal, duration, moment} from "../../text/format";
import {term} from "../terms";
import {t} from "../texts";
import {Throughput} from "./throughput";

/** What `/api/status` says; the ledger goes on in the live feed. */
interface Status {
  started_at: string;
  version: string;
  broker_connected: boolean;
  storing: boolean;
  newest_reading_at: string | null;
  ledger: Counters;
}

interface Reason { reason: string; dead: number; messages: number; not_kept: number }

const DRAW_MILLIS = 1_000;

/** Whether the way in works: broker, database, what is on its way, and that the books balance. */
class StatusSection extends LitElement {
  static styles = [base, card, css`
    :host { display: grid; gap: var(--gap); }
    .figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(280px, 100%), 1fr)); gap: var(--gap); }
    .figure { padding: 13px var(--pad); gap: 3px; }
    .figure h2 { font-size: var(--small); color: var(--quiet); font-weight: 550; }
    .figure b { font-size: 1.15rem; font-weight: 640; font-variant-numeric: tabular-nums; }
    .good::before { content: "● "; color: var(--good); } .bad::before { content: "■ "; color: var(--bad); } .bad { color: var(--bad); }
    dl { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 6px 14px; padding: 0 var(--pad) var(--pad); }
    dd { font-weight: 600; text-align: end; }
    .cards { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(320px, 100%), 1fr)); gap: var(--gap); align-items: start; }
  `];

  private readonly status = new Loaded(this, () => [], (_, signal) => get<Status>("/api/status", {}, signal));
  private readonly reasons = new Loaded(this, () => [], (_, signal) => get<Reason[]>("/api/dead-letters/summary", {}, signal));
  private readonly throughput = new Throughput();
  private readonly onDelta = () => {
    const {picture} = feed;
    if (picture) {
      this.throughput.saw(Date.parse(picture.time), picture.counters.received);
      this.status.refresh();
      this.reasons.refresh();
    }
  };

  constructor() {
    super();
    new Watching(this, DRAW_MILLIS);
  }

  connectedCallback(): void {
    super.connectedCallback();
    feed.addEventListener("delta", this.onDelta);
    feed.addEventListener("connection", this.onDelta);
    this.onDelta();
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    feed.removeEventListener("delta", this.onDelta);
    feed.removeEventListener("connection", this.onDelta);
  }

  render() {
    return html`<page-head heading=${t("status")}></page-head>
      ${this.status.view(status => this.renderStatus(status))}`;
  }

  private renderStatus(status: Status) {
    const now = Date.parse(feed.picture?.time ?? "") || Date.now();
    const books = feed.picture?.counters ?? status.ledger;
    const rate = this.throughput.perSecond;
    const newest = status.newest_reading_at === null ? undefined : Date.parse(status.newest_reading_at);
    return html`
      <div class="figures">
        ${figure(t("broker"), t(status.broker_connected ? "connected" : "notConnected"), status.broker_connected)}
        ${figure(t("database"), t(status.storing ? "storing" : "notStoring"), status.storing)}
        ${figure(t("lag"), t("lagWords", {n: books.in_flight}))}
        ${figure(t("throughput"), rate === undefined ? t("measuring") : t("perSecond", {n: decimal(rate)}))}
        ${figure(t("lastReading"), newest === undefined ? t("never") : t("ago", {age: duration(Math.max(0, now - newest) / 1_000)}))}
        ${figure(t("since"), moment(new Date(status.started_at), feed.picture?.facility?.time_zone ?? "UTC"), undefined, `Parkbridge ${status.version}`)}
      </div>
      <div class="cards">
        <section class="card"><header><h2>${t("ledger")}</h2></header>
          <dl class="number">${([["ledgerReceived", books.received], ["ledgerStored", books.stored], ["ledgerDuplicate", books.duplicate], ["ledgerDead", books.dead_lettered], ["ledgerQuarantined", books.quarantined], ["ledgerFlight", books.in_flight]] as const)
            .map(([name, n]) => html`<dt>${t(name)}</dt><dd>${count(n)}</dd>`)}</dl>
          <p class="small quiet" style="padding: 0 var(--pad) var(--pad)">${t("balanced")}</p></section>
        <section class="card"><header><h2>${t("deadByReason")}</h2><a class="small" href=${place.link("/admin/dead-letters")}>${t("letters")}</a></header>
          ${this.reasons.view(all => thatOccurred(all).length === 0 ? html`<empty-state icon="check" heading=${t("noDead")}></empty-state>`
            : html`<dl class="number">${thatOccurred(all).map(one => html`<dt><a href=${place.link("/admin/dead-letters", {reason: one.reason})}>${term("DeadLetterReason", one.reason)}</a></dt>
              <dd>${count(one.dead)}${one.not_kept > 0 ? html` <span class="quiet small">+ ${count(one.not_kept)} ${t("notKept")}</span>` : nothing}</dd>`)}</dl>`)}</section>
      </div>`;
  }
}

/** The reasons of which letters are kept, or were. */
function thatOccurred(reasons: readonly Reason[]): Reason[] {
  return reasons.filter(reason => reason.dead > 0 || reason.not_kept > 0);
}

function figure(name: string, words: string, good?: boolean, more?: string) {
  return html`<section class="card figure"><h2>${name}</h2><b class=${good === undefined ? "" : good ? "good" : "bad"}>${words}</b>${more ? html`<span class="small quiet">${more}</span>` : nothing}</section>`;
}

customElements.define("status-section", StatusSection);
