import {LitElement, css, html} from "lit";
import {feed} from "../live/feed";
import {base} from "../parts/styles";
import {duration} from "../text/format";
import {t} from "./texts";

/** Whether what is shown is live, and if not, how old it is. */
class ConnectionState extends LitElement {
  static styles = [base, css`
    :host { display: inline-flex; align-items: center; gap: 7px; padding: 4px 11px; border-radius: 99px; background: var(--raised);
      font-size: var(--small); white-space: nowrap; }
    i { width: 8px; height: 8px; border-radius: 50%; background: var(--unknown); flex: none; }
    i.live { background: var(--good); }
    i.lost { background: var(--bad); border-radius: 1px; }
    :host([state="lost"]) { background: var(--bad-soft); color: var(--bad); font-weight: 600; }
    @media (max-width: 480px) { :host([state="live"]) { padding: 4px 8px; } :host([state="lost"]) { white-space: normal; line-height: 1.2; border-radius: 8px; } }
  `];

  private readonly again = () => this.requestUpdate();
  private ticking = 0;

  connectedCallback(): void {
    super.connectedCallback();
    feed.addEventListener("connection", this.again);
    this.ticking = window.setInterval(() => feed.connection === "lost" && this.again(), 1_000);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    feed.removeEventListener("connection", this.again);
    clearInterval(this.ticking);
  }

  protected updated(): void {
    this.setAttribute("state", feed.connection);
  }

  /** The age ticks; told aloud is only that the connection is lost or back. */
  render() {
    return html`<i class=${feed.connection} aria-hidden="true"></i>
      <span role="status" class="unseen">${feed.connection === "lost" ? t("lost") : t(feed.connection)}</span>
      <span aria-hidden="true">${this.words()}</span>`;
  }

  private words(): string {
    if (feed.connection !== "lost") {
      return t(feed.connection);
    }
    return feed.heardAt === 0 ? t("lost") : t("stale", {age: duration((Date.now() - feed.heardAt) / 1000)});
  }
}

customElements.define("connection-state", ConnectionState);
