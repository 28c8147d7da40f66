import type {ReactiveController, ReactiveControllerHost} from "lit";
import {feed} from "./feed";

const MILLIS = 250;

/**
 * Draws its host anew when the live picture changes: at once for another picture or a change of the connection, no more often than `millis`
 * for what changes in it, because no eye reads faster. While nobody sees the page it rests, and is drawn once when somebody looks again.
 */
export class Watching implements ReactiveController {
  private planned = 0;
  private readonly now = () => this.host.requestUpdate();
  private readonly soon = () => {
    if (document.hidden) {
      return;
    }
    this.planned ||= window.setTimeout(() => {
      this.planned = 0;
      document.hidden || this.host.requestUpdate();
    }, this.millis);
  };

  private readonly looked = () => document.hidden || this.now();

  constructor(private readonly host: ReactiveControllerHost, private readonly millis = MILLIS) {
    host.addController(this);
  }

  hostConnected(): void {
    feed.addEventListener("snapshot", this.now);
    feed.addEventListener("connection", this.now);
    feed.addEventListener("delta", this.soon);
    document.addEventListener("visibilitychange", this.looked);
  }

  hostDisconnected(): void {
    feed.removeEventListener("snapshot", this.now);
    feed.removeEventListener("connection", this.now);
    feed.removeEventListener("delta", this.soon);
    document.removeEventListener("visibilitychange", this.looked);
    clearTimeout(this.planned);
    this.planned = 0;
  }
}
