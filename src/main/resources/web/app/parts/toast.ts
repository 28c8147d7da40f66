import {html, nothing} from "lit";
import "@vaadin/button";
import {Notification} from "@vaadin/notification";
import {errorWords} from "./states";

const MILLIS = 5_000;
const BAD_MILLIS = 10_000;
const DEED_MILLIS = 20_000;

/** What can be done at once about what is said: a link, or a deed. */
export interface ToastDeed {
  words: string;
  href?: string;
  /** The link is a file, not a page. */
  file?: boolean;
  run?: () => void;
}

/** A word in passing, at the lower edge; read aloud by screen readers. What must not be missed belongs into the page. */
export function toast(words: string, kind: "plain" | "good" | "bad" = "plain", deed?: ToastDeed): void {
  const shown = Notification.show(html`${words} ${deed ? deedView(deed, () => shown.close()) : nothing}`,
    {position: "bottom-center", duration: deed ? DEED_MILLIS : kind === "bad" ? BAD_MILLIS : MILLIS, theme: kind, assertive: kind === "bad"});
}

function deedView(deed: ToastDeed, close: () => void) {
  return deed.href ? html`<a href=${deed.href} ?download=${deed.file} ?router-ignore=${deed.file} @click=${close}>${deed.words}</a>`
    : html`<vaadin-button theme="quiet" @click=${() => { close(); deed.run?.(); }}>${deed.words}</vaadin-button>`;
}

/** That something asked for was not done, and why. */
export function toastError(error: unknown): void {
  toast(errorWords(error), "bad");
}
