import {html} from "lit";
import {Notification} from "@vaadin/notification";
import {errorWords} from "./states";

const MILLIS = 5_000;
const BAD_MILLIS = 10_000;

/** A word in passing, at the lower edge; read aloud by screen readers. What must not be missed belongs into the page. */
export function toast(words: string, kind: "plain" | "good" | "bad" = "plain"): void {
  Notification.show(html`${words}`, {position: "bottom-center", duration: kind === "bad" ? BAD_MILLIS : MILLIS, theme: kind, assertive: kind === "bad"});
}

/** That something asked for was not done, and why. */
export function toastError(error: unknown): void {
  toast(errorWords(error), "bad");
}
