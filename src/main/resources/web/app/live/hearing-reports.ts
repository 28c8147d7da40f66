import type {ReactiveController, ReactiveControllerHost} from "lit";
import {feed} from "./feed";
import type {ReportChanges} from "./frames";

/** Calls back when the live feed has said that runs or schedules of reports have changed; undefined: any may have. */
export class HearingReports implements ReactiveController {
  private readonly onReports = (event: Event) => this.changed((event as CustomEvent<ReportChanges | undefined>).detail);

  constructor(host: ReactiveControllerHost, private readonly changed: (changes: ReportChanges | undefined) => void) {
    host.addController(this);
  }

  hostConnected(): void {
    feed.addEventListener("reports", this.onReports);
  }

  hostDisconnected(): void {
    feed.removeEventListener("reports", this.onReports);
  }
}
