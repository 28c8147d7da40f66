import {html, nothing, render, type TemplateResult} from "lit";
import "@vaadin/button";
import "@vaadin/dialog";
import "@vaadin/select";
import type {Select} from "@vaadin/select";
import "@vaadin/text-area";
import type {TextArea} from "@vaadin/text-area";
import {ApiError, ask, get} from "../http/api";
import {serverNow} from "../parts/time-ago";
import {toast, toastError} from "../parts/toast";
import {moment} from "../text/format";
import type {Alert} from "./alert";
import {t} from "./texts";

const HOUR_MILLIS = 3_600_000;
const DURATIONS = [["30", .5], ["60", 1], ["240", 4], ["1440", 24], ["10080", 168]] as const;
const NOTE_LENGTH_MAX = 1_000;
const REASON_LENGTH_MAX = 500;

interface Form {
  heading: string;
  deed: string;
  body: () => TemplateResult;
  /** Resolves to whether it is done; what went wrong is shown by the form. */
  act: () => Promise<boolean>;
}

/** A dialog of Vaadin's with a form in it; resolves when it is closed, to whether its deed was done. */
function formDialog(form: Form): {done: Promise<boolean>, again: () => void} {
  const dialog = document.createElement("vaadin-dialog");
  dialog.headerTitle = form.heading;
  let acting = false, acted = false;
  const act = async () => {
    acting = true;
    dialog.requestContentUpdate();
    acted = await form.act();
    acting = false;
    if (acted) {
      dialog.opened = false;
    } else {
      dialog.requestContentUpdate();
    }
  };
  dialog.renderer = root => render(form.body(), root);
  dialog.footerRenderer = root => render(html`<vaadin-button theme="quiet" @click=${() => { dialog.opened = false; }}>${t("cancel")}</vaadin-button>
    <vaadin-button theme="primary" ?disabled=${acting} @click=${act}>${form.deed}</vaadin-button>`, root);
  document.body.append(dialog);
  const done = new Promise<boolean>(end => dialog.addEventListener("closed", () => {
    dialog.remove();
    end(acted);
  }));
  dialog.opened = true;
  return {done, again: () => dialog.requestContentUpdate()};
}

/** Acknowledges many at once, with a note if there is something to say. */
export function acknowledgeDialog(ids: readonly number[]): Promise<boolean> {
  let note = "";
  return formDialog({
    heading: t("acknowledgeMany", {n: ids.length}), deed: t("acknowledge"),
    body: () => html`<vaadin-text-area label=${t("note")} helper-text=${t("noteOptional")} maxlength=${NOTE_LENGTH_MAX} autofocus style="width: min(78vw, 420px)"
      @value-changed=${(event: Event) => { note = (event.target as TextArea).value; }}></vaadin-text-area>`,
    act: async () => {
      try {
        const {acknowledged} = (await ask<{acknowledged: number[]}>("POST", "/api/alerts/acknowledge", {body: {ids, note: note.trim() || null}})).body;
        toast(t("acknowledgedMany", {n: acknowledged.length}), "good");
        return true;
      } catch (error) {
        toastError(error);
        return false;
      }
    }
  }).done;
}

/** What is muted: while it lasts alerts are shown, and nobody is notified. */
export function muteDialog(alert: Alert, timeZone: string): Promise<boolean> {
  const scopes = [...(alert.device_code ? [["device", t("muteDevice", {name: alert.device_code})] as const] : []),
    ...(alert.zone_id !== null ? [["zone", t("muteZone", {name: alert.zone_name ?? ""})] as const] : []),
    ["facility", t("muteFacility", {name: alert.facility_code})] as const];
  let scope: string = scopes[0][0], minutes = "60", reason = "", faults: Readonly<Record<string, readonly string[]>> = {};
  const until = () => serverNow() + (DURATIONS.find(([code]) => code === minutes)?.[1] ?? 1) * HOUR_MILLIS;
  const form = formDialog({
    heading: t("mute"), deed: t("muteDeed"),
    body: () => html`<div style="display: grid; gap: 12px; width: min(78vw, 420px)">
      <vaadin-select label=${t("muteWhat")} .items=${scopes.map(([value, label]) => ({value, label}))} .value=${scope} @change=${(event: Event) => { scope = (event.target as Select).value; }}></vaadin-select>
      <vaadin-select label=${t("muteFor")} .items=${DURATIONS.map(([value]) => ({value, label: t(`for${value}`)}))} .value=${minutes} helper-text=${t("muteUntil", {time: moment(until(), timeZone)})}
        @change=${(event: Event) => { minutes = (event.target as Select).value; form.again(); }}></vaadin-select>
      <vaadin-text-area label=${t("muteReason")} required maxlength=${REASON_LENGTH_MAX} .value=${reason} ?invalid=${"reason" in faults} error-message=${faults.reason?.join(", ") ?? nothing}
        @value-changed=${(event: Event) => { reason = (event.target as TextArea).value; }}></vaadin-text-area>
      <span style="color: var(--quiet); font-size: var(--small)">${t("muteMeans")}</span></div>`,
    act: async () => {
      if (!reason.trim()) {
        faults = {reason: [t("reasonNeeded")]};
        return false;
      }
      try {
        await ask("POST", "/api/mutes", {body: {...await scopeOf(alert, scope), until: new Date(until()).toISOString(), reason: reason.trim()}});
        toast(t("muted"), "good");
        return true;
      } catch (error) {
        faults = error instanceof ApiError ? error.fields : {};
        toastError(error);
        return false;
      }
    }
  });
  return form.done;
}

async function scopeOf(alert: Alert, scope: string): Promise<Record<string, number | null>> {
  if (scope === "device") {
    const [device] = await get<{id: number}[]>("/api/devices", {code: alert.device_code});
    return {device_id: device?.id ?? null};
  }
  return scope === "zone" ? {zone_id: alert.zone_id} : {facility_id: alert.facility_id};
}

/** Which keys do what. */
export function keysDialog(): void {
  const dialog = document.createElement("vaadin-dialog");
  dialog.headerTitle = t("keys");
  const keys = [["j", "keyDown"], ["k", "keyUp"], ["Enter", "keyOpen"], ["a", "keyAcknowledge"], ["m", "keyMute"], ["x", "keySelect"], ["Esc", "keyClose"], ["?", "keyHelp"]] as const;
  dialog.renderer = root => render(html`<table style="border-spacing: 0 6px">${keys.map(([key, words]) => html`<tr>
    <td style="padding-inline-end: 16px"><kbd style="font: inherit; font-weight: 600; border: 1px solid var(--line-strong); border-bottom-width: 2px; border-radius: 5px; padding: 1px 8px">${key}</kbd></td><td>${t(words)}</td></tr>`)}</table>`, root);
  document.body.append(dialog);
  dialog.addEventListener("closed", () => dialog.remove());
  dialog.opened = true;
}
