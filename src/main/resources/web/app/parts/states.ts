import {LitElement, css, html, nothing} from "lit";
import "@vaadin/button";
import {ApiError} from "../http/api";
import {icon, type Icon} from "./icons";
import {base} from "./styles";
import {t} from "./texts";

const frame = css`
  :host { display: grid; place-items: center; align-content: center; gap: 10px; min-height: 120px; padding: 20px; text-align: center; color: var(--quiet); }
  .words { max-width: 46ch; text-wrap: balance; }
  b { display: block; color: var(--text); font-weight: 600; }
  svg { opacity: .75; }
`;

/** In the place of what is on its way. It comes a moment late, so that what is quick does not flicker. */
class LoadingState extends LitElement {
  static properties = {label: {type: String}};
  static styles = [base, frame, css`
    :host { animation: come .2s .25s both; }
    i { width: 22px; height: 22px; border-radius: 50%; border: 2.5px solid var(--line); border-top-color: var(--accent); animation: turn .9s linear infinite; }
    @keyframes turn { to { transform: rotate(1turn); } }
    @keyframes come { from { opacity: 0; } }
  `];

  declare label: string | undefined;

  render() {
    return html`<i aria-hidden="true"></i><span role="status" class="small">${this.label ?? t("loading")}</span>`;
  }
}

/** Nothing is there, and that is no fault; the slot takes a way on. */
class EmptyState extends LitElement {
  static properties = {heading: {type: String}, detail: {type: String}, icon: {type: String}};
  static styles = [base, frame];

  declare heading: string;
  declare detail: string | undefined;
  declare icon: Icon | undefined;

  render() {
    return html`${icon(this.icon ?? "empty", 28)}<p class="words"><b>${this.heading}</b>${this.detail ?? nothing}</p><slot></slot>`;
  }
}

/** What went wrong, in words, and `retry` where it can be tried again (fired by its button). */
class ErrorState extends LitElement {
  static properties = {error: {attribute: false}, heading: {type: String}, final: {type: Boolean}};
  static styles = [base, frame, css`svg { color: var(--bad); opacity: 1; }`];

  declare error: unknown;
  declare heading: string | undefined;
  /** Trying again would not help. */
  declare final: boolean;

  render() {
    return html`${icon("warning", 28)}
      <p class="words" role="alert"><b>${this.heading ?? t("failed")}</b>${errorWords(this.error)}</p>
      ${this.final ? nothing : html`<vaadin-button @click=${() => this.dispatchEvent(new CustomEvent("retry"))}>${t("retry")}</vaadin-button>`}`;
  }
}

/** An error as a person is told of it. */
export function errorWords(error: unknown): string {
  if (error instanceof TypeError) {
    return t("notLoaded"); // what browsers say of a module that did not come
  }
  if (!(error instanceof ApiError)) {
    return error instanceof Error ? error.message : t("failed");
  }
  if (error.status === 0) {
    return error.timedOut ? t("notInTime") : t("noAnswer");
  }
  if (error.status === 503) {
    return t("notNow");
  }
  if (error.status === 403) {
    return t("forbidden");
  }
  return error.status >= 500 ? t("serverFault") : error.message;
}

customElements.define("loading-state", LoadingState);
customElements.define("empty-state", EmptyState);
customElements.define("error-state", ErrorState);
