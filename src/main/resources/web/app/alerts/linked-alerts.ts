import {LitElement, css, html} from "lit";
import {get} from "../http/api";
import {feed} from "../live/feed";
import {Loaded} from "../parts/loaded";
import "../parts/states";
import {base} from "../parts/styles";
import "../parts/time-ago";
import {place} from "../shell/place";
import type {Alert} from "./alert";
import {t} from "./texts";

const SHOWN_MAX = 500;

/** The devices beneath an outage of their facility. */
class LinkedAlerts extends LitElement {
  static properties = {parent: {type: Number}};
  static styles = [base, css`
    :host { display: block; }
    ul { list-style: none; display: grid; grid-template-columns: repeat(auto-fill, minmax(230px, 1fr)); gap: 2px 16px; padding: 4px 0 6px; max-height: 240px; overflow-y: auto; }
    li { display: flex; justify-content: space-between; gap: 8px; font-size: var(--small); padding: 2px 0; }
  `];

  declare parent: number;

  private readonly alerts = new Loaded(this, () => [this.parent] as const,
    ([parent], signal) => get<Alert[]>("/api/alerts", {parent, active: true, page_size: SHOWN_MAX}, signal));
  private readonly onAlerts = () => this.alerts.refresh();

  connectedCallback(): void {
    super.connectedCallback();
    feed.addEventListener("alerts", this.onAlerts);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    feed.removeEventListener("alerts", this.onAlerts);
  }

  render() {
    return this.alerts.view(alerts => alerts.length === 0 ? html`<p class="quiet small">${t("linkedNone")}</p>`
      : html`<ul aria-label=${t("linked")}>${alerts.map(alert => html`<li><a href=${place.link(`/devices/${alert.device_code}`)}>${alert.device_code}</a>
        <span class="quiet">${alert.zone_name} <time-ago plain .at=${alert.since}></time-ago></span></li>`)}</ul>`);
  }
}

customElements.define("linked-alerts", LinkedAlerts);
