import {ApiError, ask, get} from "../http/api";
import {toast, toastError} from "../parts/toast";
import {place} from "../shell/place";
import {awaited, keepAwaited, type Awaited} from "./awaited";
import {isOpen, type Run, type Wanted} from "./runs";
import {t} from "./texts";

const LOOK_MILLIS = 2_000;
/** Nobody sees the page. */
const CALM_MILLIS = 10_000;
const TOO_MANY = 429;

/** Has reports made in the background, and tells when they are ready, on whatever page one is by then. Event `change`: one more or less is waited for. */
class Background extends EventTarget {
  private runs: readonly Awaited[] = awaited();
  private planned = 0;

  constructor() {
    super();
    this.plan();
  }

  /** How many are waited for. */
  get waiting(): number {
    return this.runs.length;
  }

  /** Says what comes of it; whether it was taken. */
  async start(wanted: Wanted, title: string): Promise<boolean> {
    try {
      const {body} = await ask<Run>("POST", "/api/report-runs", {body: wanted});
      this.wait([...this.runs, {id: body.id, title}]);
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
    this.plan();
    this.dispatchEvent(new CustomEvent("change"));
  }

  private plan(): void {
    if (this.runs.length > 0) {
      this.planned ||= window.setTimeout(() => void this.look(), document.hidden ? CALM_MILLIS : LOOK_MILLIS);
    }
  }

  private async look(): Promise<void> {
    const over = (await Promise.all(this.runs.map(run => this.isOver(run)))).flatMap((over, i) => over ? [this.runs[i].id] : []);
    this.planned = 0;
    if (over.length > 0) {
      this.wait(this.runs.filter(run => !over.includes(run.id)));
    } else {
      this.plan();
    }
  }

  /** Where the server does not answer it is asked again. */
  private async isOver({id, title}: Awaited): Promise<boolean> {
    try {
      const run = await get<Run>(`/api/report-runs/${id}`);
      if (!isOpen(run)) {
        tell(run, title);
      }
      return !isOpen(run);
    } catch (error) {
      return error instanceof ApiError && error.status >= 400 && error.status < 500;
    }
  }
}

function tell(run: Run, title: string): void {
  if (run.state === "done" && run.file) {
    toast(t("isReady", {title}), "good", {words: t("save"), href: run.file, file: true});
    notify(t("isReady", {title}), run);
  } else if (run.state === "failed") {
    toast(t("hasFailed", {title, reason: run.reason ?? ""}), "bad", {words: t("toRuns"), href: place.link("/reports/runs")});
    notify(t("hasFailed", {title, reason: run.reason ?? ""}), run);
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
