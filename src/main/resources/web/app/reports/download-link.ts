import {LitElement, css, html, nothing} from "lit";
import {ApiError, download, isAbort, queryOf, type Query} from "../http/api";
import {icon} from "../parts/icons";
import {keep} from "../parts/keep";
import {base} from "../parts/styles";
import {toast, toastError} from "../parts/toast";
import {t} from "./texts";

/** A long report takes its time, and may have to wait for its turn first. */
const TIMEOUT_MILLIS = 300_000;
/** So long one waits before one would rather do something else meanwhile. */
const LONG_MILLIS = 8_000;

/** A report as a file: a link that can be copied, and clicked says that the file is being made, and why it was not. */
class DownloadLink extends LitElement {
  static properties = {path: {type: String}, query: {attribute: false}, background: {attribute: false}, format: {type: String}, words: {type: String}, running: {state: true}};
  static styles = [base, css`
    a { display: inline-flex; align-items: center; gap: 6px; text-decoration: none; color: var(--text); border: 1px solid var(--line-strong); border-radius: var(--radius-small); padding: 6px 12px;
      font-weight: 550; background: var(--surface); white-space: nowrap; }
    a:hover { background: var(--raised); }
    i { width: 15px; height: 15px; margin: 1px; border-radius: 50%; border: 2px solid var(--line); border-top-color: var(--accent); animation: turn .9s linear infinite; }
    @keyframes turn { to { transform: rotate(1turn); } }
  `];

  declare path: string;
  declare query: Query;
  declare format: string;
  /** What it is, for those who do not see where it stands. */
  declare words: string | undefined;
  /** Has it made without waiting for it, where that can be done. */
  declare background: (() => void) | undefined;
  declare private running: AbortController | undefined;

  disconnectedCallback(): void {
    super.disconnectedCallback();
    this.running?.abort();
  }

  render() {
    return html`<a href=${this.path + queryOf(this.query)} download router-ignore title=${this.words ?? nothing} aria-busy=${this.running ? "true" : nothing} @click=${this.onClick}>
      ${this.running ? html`<i aria-hidden="true"></i>` : icon("download", 17)}${this.format}</a>
      <span class="unseen" role="status">${this.running ? t("making", {format: this.format}) : nothing}</span>`;
  }

  private onClick(event: MouseEvent): void {
    if (event.ctrlKey || event.metaKey || event.shiftKey) {
      return;
    }
    event.preventDefault();
    void this.make();
  }

  private async make(): Promise<void> {
    if (this.running) {
      return;
    }
    const running = new AbortController();
    this.running = running;
    const {background} = this;
    const offer = background && {words: t("inBackground"), run: () => {
      running.abort();
      background();
    }};
    const long = setTimeout(() => offer && toast(t("long", {format: this.format}), "plain", offer), LONG_MILLIS);
    try {
      const {blob, name} = await download(this.path, {query: this.query, signal: running.signal, timeoutMillis: TIMEOUT_MILLIS});
      keep(blob, name);
      toast(t("made", {file: name}), "good");
    } catch (error) {
      if (error instanceof ApiError && error.status === 503) {
        toast(t("busy"), "bad", offer);
      } else if (!isAbort(error)) {
        toastError(error);
      }
    } finally {
      clearTimeout(long);
      this.running = undefined;
    }
  }
}

customElements.define("download-link", DownloadLink);
