import {html, nothing, type ReactiveController, type ReactiveControllerHost, type TemplateResult} from "lit";
import {isAbort} from "../http/api";
import "./states";
import {errorWords} from "./states";
import {t} from "./texts";

/** How long after an answer the same is asked again at the earliest when something has changed. */
const REFRESH_MILLIS = 5_000;

/**
 * Something that a component shows and that comes from the API: loads it when `args` change (a call that is on its way for others is
 * ended), keeps the last answer while a newer one comes, and draws the right state. {@link refresh} asks again, soon and bounded, for what the live
 * feed says has changed.
 */
export class Loaded<Args extends readonly unknown[], T> implements ReactiveController {
  value: T | undefined;
  error: unknown;
  private args: Args | undefined;
  private running: AbortController | undefined;
  private planned = 0;
  private answeredAt = -Infinity;
  /** Something has changed since the call that is on its way. */
  private outdated = false;
  private readonly looked = () => {
    document.removeEventListener("visibilitychange", this.looked);
    this.refresh();
  };

  /** @param args undefined in it means: not yet known, wait */
  constructor(private readonly host: ReactiveControllerHost, private readonly wanted: () => Args,
              private readonly load: (args: Args, signal: AbortSignal) => Promise<T>, private readonly refreshMillis = REFRESH_MILLIS) {
    host.addController(this);
  }

  hostUpdate(): void {
    const args = this.wanted();
    if (!args.includes(undefined) && !(this.args && args.length === this.args.length && args.every((arg, i) => arg === this.args?.[i]))) {
      this.args = args;
      this.value = undefined;
      this.error = undefined;
      this.run();
    }
  }

  hostDisconnected(): void {
    document.removeEventListener("visibilitychange", this.looked);
    this.running?.abort();
    clearTimeout(this.planned);
    this.planned = 0;
    this.args = undefined;
  }

  /** The same again, at once. */
  run(): void {
    const {args} = this;
    if (!args) {
      return;
    }
    this.running?.abort();
    const running = new AbortController();
    this.running = running;
    this.outdated = false;
    this.load(args, running.signal).then(value => this.end(running, value, undefined), (error: unknown) => this.end(running, this.value, error));
  }

  /** The same again, once the last answer is there and old enough and somebody sees the page; many calls are one. */
  refresh(): void {
    if (document.hidden) {
      document.addEventListener("visibilitychange", this.looked);
      return;
    }
    this.planned ||= window.setTimeout(() => {
      this.planned = 0;
      if (document.hidden) {
        this.refresh();
      } else if (this.running) {
        this.outdated = true;
      } else {
        this.run();
      }
    }, Math.max(0, this.answeredAt + this.refreshMillis - performance.now()));
  }

  private end(running: AbortController, value: T | undefined, error: unknown): void {
    if (running === this.running && !isAbort(error)) {
      this.running = undefined;
      this.answeredAt = performance.now();
      this.value = value;
      this.error = error;
      this.host.requestUpdate();
      this.outdated && this.refresh();
    }
  }

  /** What is there, or that it is on its way, or why it is not there. */
  view(show: (value: T) => unknown): unknown {
    if (this.value !== undefined) {
      return html`${this.error === undefined ? nothing : this.staleNote()}${show(this.value)}`;
    }
    return this.error === undefined ? html`<loading-state></loading-state>`
      : html`<error-state .error=${this.error} @retry=${() => this.retry()}></error-state>`;
  }

  private staleNote(): TemplateResult {
    return html`<p class="small quiet" role="status">${t("stale", {reason: errorWords(this.error)})}
      <vaadin-button theme="quiet" @click=${() => this.retry()}>${t("retry")}</vaadin-button></p>`;
  }

  private retry(): void {
    this.error = undefined;
    this.host.requestUpdate();
    this.run();
  }
}
