import {LitElement, css, html} from "lit";
import {feed} from "../live/feed";
import {tally, type Picture} from "../live/picture";
import "../bays/bays-picture";
import "./facility-figures";
import "./zone-list";

const FIGURES_MILLIS = 250;
const RATE_MILLIS = 5_000;

/** One facility, live: figures, zones, and its bays as a picture. */
class FacilityPage extends LitElement {
  static properties = {zoneCode: {type: String}, picture: {state: true}, revision: {state: true}};

  static styles = css`
    :host { display: grid; grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); gap: var(--gap); min-height: 0; }
    .halves { display: grid; grid-template-columns: minmax(260px, 330px) minmax(0, 1fr); gap: var(--gap); min-height: 0; }
    .loading { display: grid; place-items: center; color: var(--quiet); grid-row: 1 / -1; min-height: 50vh; }
    @media (max-width: 800px) {
      .halves { grid-template-columns: minmax(0, 1fr); }
      bays-picture { height: 56vh; order: -1; }
    }
  `;

  declare zoneCode: string | undefined;
  declare private picture: Picture | undefined;
  declare private revision: number;

  private planned = 0;
  private stored: {at: number, count: number}[] = [];
  private readonly onSnapshot = () => {
    this.stored = [];
    this.picture = feed.picture;
    this.figuresSoon();
  };
  private readonly onDelta = (event: Event) => {
    this.renderRoot.querySelector("bays-picture")?.changed((event as CustomEvent<number[]>).detail);
    this.figuresSoon();
  };

  constructor() {
    super();
    this.revision = 0;
  }

  connectedCallback(): void {
    super.connectedCallback();
    feed.addEventListener("snapshot", this.onSnapshot);
    feed.addEventListener("delta", this.onDelta);
    this.picture = feed.picture;
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    feed.removeEventListener("snapshot", this.onSnapshot);
    feed.removeEventListener("delta", this.onDelta);
    clearTimeout(this.planned);
  }

  /** Bays change at once; numbers no faster than an eye can read. */
  private figuresSoon(): void {
    this.planned ||= window.setTimeout(() => {
      this.planned = 0;
      this.measureRate();
      this.revision++;
    }, FIGURES_MILLIS);
  }

  private measureRate(): void {
    const now = performance.now();
    this.stored.push({at: now, count: this.picture?.counters.stored ?? 0});
    this.stored = this.stored.filter(sample => now - sample.at <= RATE_MILLIS + 1_000);
  }

  private get readingsPerSecond(): number {
    const first = this.stored[0], last = this.stored[this.stored.length - 1];
    return first && last && last.at > first.at ? Math.max(0, last.count - first.count) / (last.at - first.at) * 1_000 : 0;
  }

  render() {
    if (!this.picture) {
      return html`<p class="loading" role="status">Waiting for the live picture …</p>`;
    }
    if (!this.picture.facility) {
      return html`<p class="loading">There is no facility yet. Import one: docs/sites.md says how.</p>`;
    }
    const zones = this.picture.zonesOf(this.picture.facility);
    const chosen = zones.find(zone => zone.code === this.zoneCode)?.id;
    return html`
      <facility-figures .tally=${tally(zones)} .counters=${this.picture.counters} readingsPerSecond=${this.readingsPerSecond}>
      </facility-figures>
      <div class="halves">
        <zone-list .zones=${zones} .chosen=${chosen} .revision=${this.revision} @zone-chosen=${this.onZone}></zone-list>
        <bays-picture .picture=${this.picture} .zone=${chosen}></bays-picture>
      </div>`;
  }

  private onZone(event: CustomEvent<number | undefined>): void {
    const zone = event.detail === undefined ? undefined : this.picture?.zone(event.detail)?.code;
    this.dispatchEvent(new CustomEvent("navigate", {detail: {facility: this.picture?.facility?.code, zone}, bubbles: true, composed: true}));
  }
}

customElements.define("facility-page", FacilityPage);
