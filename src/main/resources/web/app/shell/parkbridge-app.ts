import {LitElement, css, html, nothing} from "lit";
import {repeat} from "lit/directives/repeat.js";
import {feed} from "../live/feed";
import type {Facility} from "../live/frames";
import {tally, type Picture} from "../live/picture";
import {percent, timeOfDay} from "../text/format";
import "../occupancy/facility-page";
import "./connection-state";

const SITES_MILLIS = 1_000;

/** The frame of every page: which site is shown, the choice of sites, and whether it is live. The URL says all of it. */
class ParkbridgeApp extends LitElement {
  static properties = {facility: {state: true}, zone: {state: true}, refusal: {state: true}};

  static styles = css`
    :host { display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); min-height: 100vh; height: 100vh; }
    header { display: flex; align-items: center; gap: 8px 20px; padding: 10px 20px; background: var(--surface);
      border-bottom: 1px solid var(--line); flex-wrap: wrap; }
    .brand { display: flex; align-items: center; gap: 10px; font-size: 17px; font-weight: 650; letter-spacing: -.01em; margin: 0; }
    .brand img { width: 28px; height: 28px; display: block; }
    nav { display: flex; gap: 6px; overflow-x: auto; flex: 1; min-width: 0; padding: 3px; }
    nav a { display: flex; gap: 8px; align-items: baseline; padding: 7px 12px; border-radius: 9px; color: var(--quiet); text-decoration: none; white-space: nowrap; }
    nav a:hover { background: var(--raised); color: var(--text); }
    nav a[aria-current] { background: var(--raised); color: var(--text); font-weight: 600; }
    nav b { font-variant-numeric: tabular-nums; font-weight: 600; color: var(--occupied); font-size: 13px; }
    a:focus-visible { outline: 3px solid var(--accent); outline-offset: -1px; }
    main { padding: var(--gap) 20px 20px; display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); gap: var(--gap); min-height: 0; }
    .title { display: flex; align-items: baseline; gap: 12px; flex-wrap: wrap; }
    h1 { font-size: 22px; margin: 0; letter-spacing: -.01em; }
    .title span { color: var(--quiet); }
    .refusal { border: 1px solid var(--bad); border-radius: var(--radius); padding: 12px 16px; }
    .refusal a { color: var(--accent); }
    @media (max-width: 800px), (max-height: 600px) {
      :host { height: auto; }
      header { padding: 10px 12px; } nav { order: 3; flex: 1 0 100%; } connection-state { margin-inline-start: auto; }
      main { padding: 12px; }
    }
  `;

  declare private facility: string | null;
  declare private zone: string | undefined;
  declare private refusal: string | undefined;

  private planned = 0;
  private named: string | undefined;
  private readonly onSnapshot = () => {
    this.refusal = undefined;
    this.requestUpdate();
  };
  private readonly onDelta = () => {
    this.planned ||= window.setTimeout(() => {
      this.planned = 0;
      this.requestUpdate();
    }, SITES_MILLIS);
  };
  private readonly onRefused = (event: Event) => {
    this.refusal = (event as CustomEvent<string>).detail;
  };
  private readonly onUrl = () => this.readUrl();

  connectedCallback(): void {
    super.connectedCallback();
    feed.addEventListener("snapshot", this.onSnapshot);
    feed.addEventListener("delta", this.onDelta);
    feed.addEventListener("refused", this.onRefused);
    window.addEventListener("popstate", this.onUrl);
    this.readUrl();
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    feed.removeEventListener("snapshot", this.onSnapshot);
    feed.removeEventListener("delta", this.onDelta);
    feed.removeEventListener("refused", this.onRefused);
    window.removeEventListener("popstate", this.onUrl);
  }

  private readUrl(): void {
    const wanted = new URLSearchParams(location.search);
    const facility = wanted.get("facility");
    this.zone = wanted.get("zone") ?? undefined;
    if (facility !== this.facility || !feed.picture) {
      this.facility = facility;
      feed.watch(facility);
    }
  }

  private go(facility: string | undefined, zone?: string): void {
    history.pushState(null, "", urlOf(facility, zone));
    this.readUrl();
  }

  private onSite(event: MouseEvent, facility: Facility): void {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      this.go(facility.code);
    }
  }

  private onNavigate(event: CustomEvent<{facility: string | undefined, zone: string | undefined}>): void {
    this.go(event.detail.facility, event.detail.zone);
  }

  protected updated(): void {
    const name = feed.picture?.facility?.name;
    if (name !== this.named) {
      this.named = name;
      this.renderRoot.querySelector("nav [aria-current]")?.scrollIntoView({block: "nearest", inline: "nearest"});
    }
    document.title = name ? `${name} · Parkbridge` : "Parkbridge";
  }

  render() {
    const picture = feed.picture;
    return html`
      <header>
        <p class="brand"><img src="/static/icon.svg" alt="">Parkbridge</p>
        <nav aria-label="Sites">${picture ? repeat(picture.facilities, site => site.id, site => this.renderSite(picture, site)) : nothing}</nav>
        <connection-state></connection-state>
      </header>
      <main>
        ${this.refusal ? this.renderRefusal() : this.renderTitle(picture)}
        ${this.refusal ? nothing : html`<facility-page .zoneCode=${this.zone} @navigate=${this.onNavigate}></facility-page>`}
      </main>`;
  }

  private renderSite(picture: Picture, site: Facility) {
    const {occupied, free} = tally(picture.zonesOf(site));
    return html`<a href=${urlOf(site.code)} aria-current=${site.id === picture.facility?.id ? "page" : nothing}
      @click=${(event: MouseEvent) => this.onSite(event, site)}>${site.name} <b>${percent(occupied, occupied + free)}</b></a>`;
  }

  private renderTitle(picture: Picture | undefined) {
    const facility = picture?.facility;
    return html`<div class="title"><h1>${facility?.name ?? "Parkbridge"}</h1>
      ${picture && facility ? html`<span>${timeOfDay(new Date(picture.time), facility.time_zone)} local time</span>` : nothing}</div>`;
  }

  private renderRefusal() {
    return html`<div class="refusal" role="alert">This page cannot be shown: ${this.refusal}. <a href="/">All sites</a></div>`;
  }
}

function urlOf(facility: string | undefined, zone?: string): string {
  const wanted = new URLSearchParams();
  facility && wanted.set("facility", facility);
  zone && wanted.set("zone", zone);
  return wanted.size > 0 ? `/?${wanted}` : "/";
}

customElements.define("parkbridge-app", ParkbridgeApp);
