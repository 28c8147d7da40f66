import {LitElement, css, html, nothing} from "lit";
import {feed} from "../live/feed";
import {duration, moment} from "../text/format";
import {t} from "./texts";

const TICK_MILLIS = 1_000;
const ticking = new Set<TimeAgo>();
let clock = 0;

/** Now by the server's clock, epoch milliseconds; it stands still while the connection is lost, like all that is shown. */
export function serverNow(): number {
  const {picture, heardAt, connection} = feed;
  if (!picture) {
    return Date.now();
  }
  return Date.parse(picture.time) + (connection === "lost" ? 0 : Date.now() - heardAt);
}

/** One clock for all of them, and none while nobody sees the page or there are none. */
function wind(): void {
  const wanted = ticking.size > 0 && !document.hidden;
  if (wanted && !clock) {
    clock = window.setInterval(() => ticking.forEach(each => each.tick()), TICK_MILLIS);
  } else if (!wanted) {
    clearInterval(clock);
    clock = 0;
  }
}

document.addEventListener("visibilitychange", wind);

/** How long ago something was, ticking; the moment itself when pointed at. */
export class TimeAgo extends LitElement {
  static properties = {at: {type: String}, zone: {type: String}, plain: {type: Boolean}};
  static styles = css`:host { font-variant-numeric: tabular-nums; white-space: nowrap; }`;

  /** RFC 3339. */
  declare at: string | null | undefined;
  /** The time zone of the moment. */
  declare zone: string | undefined;
  /** "3 min" instead of "3 min ago". */
  declare plain: boolean;
  private shown = "";

  connectedCallback(): void {
    super.connectedCallback();
    ticking.add(this);
    wind();
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    ticking.delete(this);
    wind();
  }

  /** Most of them say the same for a minute or an hour. */
  tick(): void {
    if (this.at && this.age !== this.shown) {
      this.requestUpdate();
    }
  }

  private get age(): string {
    return duration((serverNow() - Date.parse(this.at ?? "")) / 1_000);
  }

  render() {
    if (!this.at) {
      return html`–`;
    }
    const instant = Date.parse(this.at);
    const age = this.shown = this.age;
    return html`<time datetime=${this.at} title=${this.zone ? moment(instant, this.zone) : nothing}>${this.plain ? age : t("ago", {age})}</time>`;
  }
}

customElements.define("time-ago", TimeAgo);
