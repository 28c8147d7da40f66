import {LitElement, css, html} from "lit";
import {feed} from "../live/feed";
import {duration} from "../text/format";

/** Whether what is shown is live, and if not, how old it is. */
class ConnectionState extends LitElement {
  static styles = css`
    :host { display: inline-flex; align-items: center; gap: 8px; padding: 5px 12px; border-radius: 99px; background: var(--raised);
      font-size: 13px; white-space: nowrap; }
    i { width: 9px; height: 9px; border-radius: 50%; background: var(--unknown); }
    i.live { background: var(--good); }
    i.lost { background: var(--bad); border-radius: 1px; }
  `;

  private readonly again = () => this.requestUpdate();
  private ticking = 0;

  connectedCallback(): void {
    super.connectedCallback();
    feed.addEventListener("connection", this.again);
    this.ticking = window.setInterval(this.again, 1_000);
  }

  disconnectedCallback(): void {
    super.disconnectedCallback();
    feed.removeEventListener("connection", this.again);
    clearInterval(this.ticking);
  }

  render() {
    return html`<i class=${feed.connection} aria-hidden="true"></i><span role="status">${this.words()}</span>`;
  }

  private words(): string {
    switch (feed.connection) {
      case "connecting": return "connecting";
      case "live": return "live";
      case "lost": return feed.heardAt === 0 ? "no connection, trying again"
        : `connection lost, picture ${duration((Date.now() - feed.heardAt) / 1000)} old`;
    }
  }
}

customElements.define("connection-state", ConnectionState);
