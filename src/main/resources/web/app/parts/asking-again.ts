import type {ReactiveController, ReactiveControllerHost} from "lit";

/**
 * Asks again from time to time while somebody looks: for the few things that the live feed does not tell. The page says how old is what
 * it shows.
 */
export class AskingAgain implements ReactiveController {
  private timer = 0;
  private planned = 0;
  private readonly onSeen = () => {
    if (!document.hidden) {
      this.deed();
    }
  };

  /** @param millis the pause, by what is shown now */
  constructor(host: ReactiveControllerHost, private readonly deed: () => void, private readonly millis: () => number) {
    host.addController(this);
  }

  hostConnected(): void {
    document.addEventListener("visibilitychange", this.onSeen);
    this.plan();
  }

  hostUpdated(): void {
    if (this.planned !== this.millis()) {
      this.plan();
    }
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.onSeen);
    clearTimeout(this.timer);
    this.planned = 0;
  }

  private plan(): void {
    clearTimeout(this.timer);
    this.planned = this.millis();
    this.timer = window.setTimeout(() => {
      this.onSeen();
      this.plan();
    }, this.planned);
  }
}
