import {ApiError, ask, get} from "../http/api";
import {feed} from "../live/feed";
import type {ReportChanges} from "../live/frames";
import {toast, toastError} from "../parts/toast";
import {place} from "../shell/place";
import {faultWords} from "../text/faults";
import {awaited, keepAwaited, type Awaited} from "./awaited";
import {isOpen, type Run, type Wanted} from "./runs";
import {t} from "./texts";

const RETRY_MILLIS = 5_000;
const TOO_MANY = 429;

/** Has reports made in the background, and tells when they are ready, on whatever page one is by then. Event `change`: one more or less is waited for. */
class Background extends EventTarget {
  private runs: readonly Awaited[] = awaited();
  private retry = 0;

  constructor() {
    super();
    feed.addEventListener("reports", event => this.hear((event as CustomEvent<ReportChanges | undefined>).detail));
    this.runs.forEach(run => void this.look(run));
  }

  /** How many are waited for. */
  get waiting(): number {
    return this.runs.length;
  }

  /** Says what comes of it; whether it was taken. */
  async start(wanted: Wanted, title: string): Promise<boolean> {
    try {
      const {body} = await ask<Run>("POST", "/api/report-runs", {body: wanted});
      const run = {id: body.id, title};
      this.wait([...this.runs, run]);
      void this.look(run); // what the feed told before the answer was there is not told again
      toast(t("inTheMaking", {title}), "plain", {words: t("toRuns"), href: place.link("/reports/runs")});
      return true;
    } catch (error) {
      if (error instanceof ApiError && error.status === TOO_MANY) {
        toast(t("tooMany"), "bad", {words: t("toRuns"), href: place.link("/reports/runs")});
      } else {
        toastError(error);
      }
      return false;
    }
  }

  private wait(runs: readonly Awaited[]): void {
    this.runs = runs;
    keepAwaited(runs);
    this.dispatchEvent(new CustomEvent("change"));
  }

  private hear(changes: ReportChanges | undefined): void {
    const over = changes?.runs.filter(run => run.state !== "queued" && run.state !== "running").map(run => run.id);
    this.runs.filter(run => !over || over.includes(run.id)).forEach(run => void this.look(run));
  }

  /** Where the server does not answer it is asked again. */
  private async look({id, title}: Awaited): Promise<void> {
    try {
      const run = await get<Run>(`/api/report-runs/${id}`);
      if (!isOpen(run) && this.forget(id)) {
        tell(run, title);
      }
    } catch (error) {
      if (error instanceof ApiError && error.status >= 400 && error.status < 500) {
        this.forget(id);
      } else {
        this.lookLater();
      }
    }
  }

  private lookLater(): void {
    this.retry ||= window.setTimeout(() => {
      this.retry = 0;
      this.hear(undefined);
    }, RETRY_MILLIS);
  }

  /** Whether it was still waited for. */
  private forget(id: number): boolean {
    const others = this.runs.filter(run => run.id !== id);
    const wasAwaited = others.length < this.runs.length;
    if (wasAwaited) {
      this.wait(others);
    }
    return wasAwaited;
  }
}

function tell(run: Run, title: string): void {
  if (run.state === "done" && run.file) {
    toast(t("isReady", {title}), "good", {words: t("save"), href: run.file, file: true});
    notify(t("isReady", {title}), run);
  } else if (run.state === "failed") {
    const words = t("hasFailed", {title, reason: faultWords(run.reason ?? "")});
    toast(words, "bad", {words: t("toRuns"), href: place.link("/reports/runs")});
    notify(words, run);
  }
}

/** For who looks at something else meanwhile and has allowed it, as for alerts. */
function notify(words: string, run: Run): void {
  if (document.hidden && "Notification" in window && Notification.permission === "granted") {
    const note = new Notification(words, {tag: `parkbridge-run-${run.id}`, icon: "/static/icon.svg"});
    note.onclick = () => {
      window.focus();
      note.close();
    };
  }
}

export const background = new Background();
