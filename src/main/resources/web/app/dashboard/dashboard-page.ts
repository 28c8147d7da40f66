import {LitElement, css, html} from "lit";
import {feed} from "../live/feed";
import {Watching} from "../live/watching";
import "../occupancy/facility-page";
import "../parts/page-head";
import {place, Placed} from "../shell/place";
import {timeOfDay} from "../text/format";
import {t} from "../shell/texts";

class DashboardPage extends LitElement {
  static styles = css`
    :host { display: grid; gap: var(--gap); grid-template: auto minmax(0, 1fr) / minmax(0, 1fr); min-height: calc(100vh - 110px); }
    @media (min-width: 801px) { facility-page { height: calc(100vh - 170px); } }
  `;

  constructor() {
    super();
    new Watching(this, 1_000);
    new Placed(this);
  }

  render() {
    const facility = feed.picture?.facility;
    return html`<page-head heading=${facility?.name ?? t("dashboard")} detail=${facility && feed.picture ? timeOfDay(new Date(feed.picture.time), facility.time_zone) : ""}></page-head>
      <facility-page .zoneCode=${place.get("zone")} @navigate=${(event: CustomEvent<{zone: string | undefined}>) => place.want({zone: event.detail.zone})}></facility-page>`;
  }
}

customElements.define("dashboard-page", DashboardPage);
