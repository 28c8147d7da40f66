import {t} from "./texts";

export interface Question {
  heading: string;
  words: string;
  /** What is done, as a verb: "Delete", not "OK". */
  deed: string;
  /** It cannot be undone. */
  danger?: boolean;
}

/** Asks before something is done; true if it shall be. The dialog's code comes when the first question is asked. */
export async function confirmed(question: Question): Promise<boolean> {
  await import("@vaadin/confirm-dialog");
  const dialog = document.createElement("vaadin-confirm-dialog");
  dialog.header = question.heading;
  dialog.message = question.words;
  dialog.confirmText = question.deed;
  dialog.confirmTheme = question.danger ? "danger" : "primary";
  dialog.cancelButtonVisible = true;
  dialog.cancelText = t("cancel");
  document.body.append(dialog);
  return new Promise(done => {
    dialog.addEventListener("confirm", () => done(true));
    dialog.addEventListener("cancel", () => done(false));
    dialog.addEventListener("closed", () => dialog.remove());
    dialog.opened = true;
  });
}
