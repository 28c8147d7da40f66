import {LitElement, css, html, nothing} from "lit";
import "@vaadin/button";
import {ask} from "../../http/api";
import {confirmed} from "../../parts/confirm";
import {base, card} from "../../parts/styles";
import {toast, toastError} from "../../parts/toast";
import {count, shortDate, weekday} from "../../text/format";
import type {Field} from "../common/fields";
import {fillIn} from "../common/form-dialog";
import {seen} from "../common/retire";
import {held, isUpcoming, type Week} from "./patterns";
import {t} from "./texts";

const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
/** Of those that are past so many are shown at once. */
const PAST_SHOWN = 1;

/** One field a weekday. */
export function weekdayFields(initial: readonly (number | null)[] = []): Field[] {
  return WEEKDAYS.map((day, i) => ({name: String(day), label: weekday(day), kind: "whole", initial: initial[i] ?? undefined}));
}

/** The weekdays' numbers, as the API takes them. */
export function arrivalsOf(values: Readonly<Record<string, unknown>>): unknown[] {
  return WEEKDAYS.map(day => values[String(day)] ?? null);
}

/** The weekly patterns of a zone. Fires `changed` when one has been changed or removed. */
class WeeklyPatterns extends LitElement {
  static properties = {weeks: {attribute: false}, zone: {type: Number}, zoneName: {type: String}, today: {type: String}, editable: {type: Boolean}, all: {state: true}};
  static styles = [base, card, css`
    :host { display: block; min-width: 0; }
    .card > header { padding-bottom: 8px; }
    .card > header p { flex-basis: 100%; }
    ul { list-style: none; }
    li { display: grid; grid-template-columns: minmax(10rem, 14rem) minmax(0, 1fr) auto; gap: 6px 16px; align-items: center; padding: 9px var(--pad); border-top: 1px solid var(--line); }
    li.hasHeld { color: var(--quiet); }
    .when { display: flex; flex-wrap: wrap; gap: 4px 8px; align-items: center; font-weight: 570; }
    .badge { display: inline-block; padding: 1px 8px; border-radius: 99px; background: var(--raised); color: var(--quiet); font-size: var(--small); font-weight: 450; white-space: nowrap; }
    .holdsNow .badge { background: var(--good-soft); color: var(--good); }
    .willHold .badge { background: var(--info-soft); color: var(--accent); }
    dl { display: grid; grid-template-columns: repeat(7, minmax(0, 1fr)); gap: 4px; max-width: 34rem; }
    dl div { text-align: center; }
    dt { color: var(--quiet); font-size: var(--tiny); }
    .deeds { display: flex; gap: 2px; justify-content: flex-end; min-width: 9rem; }
    .deeds vaadin-button { font-size: var(--small); --vaadin-button-padding: 3px 8px; }
    .none, .more { padding: 4px var(--pad) 14px; }
    .more { padding-top: 8px; border-top: 1px solid var(--line); }
    @media (max-width: 760px) { li { grid-template-columns: minmax(0, 1fr) auto; } dl { grid-column: 1 / -1; grid-row: 2; } .deeds { min-width: 0; } }
  `];

  declare weeks: readonly Week[];
  declare zone: number;
  declare zoneName: string;
  declare today: string;
  declare editable: boolean;
  declare private all: boolean;

  render() {
    const weeks = held(this.weeks, this.today);
    const past = weeks.filter(({hold}) => hold === "hasHeld");
    const shown = this.all ? weeks : weeks.filter(({hold}) => hold !== "hasHeld").concat(past.slice(0, PAST_SHOWN));
    const hidden = weeks.length - shown.length;
    return html`<section class="card" aria-label=${t("patterns")}><header><h2>${t("patterns")}</h2><p class="small quiet">${t("patternsDetail")}</p></header>
      ${weeks.length === 0 ? html`<p class="none quiet">${t("noPatterns")}</p>` : html`<ul>${shown.map(({week, hold}) => this.renderWeek(week, hold))}</ul>`}
      ${hidden > 0 ? html`<p class="more"><vaadin-button theme="quiet" @click=${() => { this.all = true; }}>${t("olderPatterns", {n: hidden})}</vaadin-button></p>` : nothing}</section>`;
  }

  private renderWeek(week: Week, hold: "holdsNow" | "willHold" | "hasHeld") {
    const day = shortDate(week.valid_from);
    const deed = (words: string, run: () => Promise<unknown>) => html`<vaadin-button theme="quiet" aria-label=${`${words}: ${t("from", {day})}`} @click=${() => this.doing(run)}>${words}</vaadin-button>`;
    return html`<li class=${hold}><span class="when">${t("from", {day})}<span class="badge">${t(hold)}</span></span>
      <dl class="number">${WEEKDAYS.map((weekDay, i) => html`<div><dt>${weekday(weekDay)}</dt><dd>${week.arrivals[i] === null ? "–" : count(week.arrivals[i] ?? 0)}</dd></div>`)}</dl>
      <span class="deeds">${this.editable && isUpcoming(week, this.today) ? [deed(t("change"), () => this.change(week)), deed(t("remove"), () => this.takeAway(week))] : nothing}</span></li>`;
  }

  private pathOf(week: Week): string {
    return `/api/zones/${this.zone}/weekly-targets/${week.valid_from}`;
  }

  private change(week: Week): Promise<boolean> {
    const path = this.pathOf(week);
    let before: Record<string, unknown> = {};
    return fillIn({heading: `${this.zoneName}, ${t("from", {day: shortDate(week.valid_from)})}`, words: t("hintEmpty"), deed: t("change"), fields: weekdayFields(),
      load: async () => {
        const {values, etag} = await seen<Week>(path);
        before = Object.fromEntries(values.arrivals.map((arrivals, i) => [String(i + 1), arrivals]));
        return {values: before, etag};
      },
      save: (changes, ifMatch) => ask("PUT", path, {body: {arrivals: arrivalsOf({...before, ...changes})}, ifMatch})});
  }

  private async takeAway(week: Week): Promise<boolean> {
    const path = this.pathOf(week);
    const {etag} = await seen<Week>(path);
    if (!await confirmed({heading: t("removeHeading", {day: shortDate(week.valid_from)}), words: t("removeWords"), deed: t("remove"), danger: true})) {
      return false;
    }
    await ask("DELETE", path, {ifMatch: etag});
    toast(t("isRemoved"), "good");
    return true;
  }

  private async doing(run: () => Promise<unknown>): Promise<void> {
    try {
      if (!await run()) {
        return;
      }
    } catch (error) {
      toastError(error);
    }
    this.dispatchEvent(new CustomEvent("changed"));
  }
}

customElements.define("weekly-patterns", WeeklyPatterns);
