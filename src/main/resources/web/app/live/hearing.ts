import type {ReactiveController, ReactiveControllerHost} from "lit";
import {feed} from "./feed";

/** Calls back when the live feed has said that something happened to a bay or an alert, or has begun anew: what the API says may differ now. */
export class Hearing implements ReactiveController {
  private readonly onDelta = (event: Event) => {
    if ((event as CustomEvent<number[]>).detail.length > 0) {
      this.happened();
    }
  };

  constructor(host: ReactiveControllerHost, private readonly happened: () => void) {
    host.addController(this);
  }

  hostConnected(): void {
    feed.addEventListener("delta", this.onDelta);
    feed.addEventListener("alerts", this.happened);
    feed.addEventListener("snapshot", this.happened);
  }

  hostDisconnected(): void {
    feed.removeEventListener("delta", this.onDelta);
    feed.removeEventListener("alerts", this.happened);
    feed.removeEventListener("snapshot", this.happened);
  }
}
