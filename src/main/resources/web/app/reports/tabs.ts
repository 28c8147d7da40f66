import {html, nothing, type TemplateResult} from "lit";
import {place} from "../shell/place";
import {t} from "./texts";

const TABS = [["/reports", t("previews")], ["/reports/runs", t("runs")], ["/reports/schedules", t("schedules")]] as const;

/** The three pages about reports, in the head of each; its host draws anew when the address changes. */
export function reportTabs(): TemplateResult {
  return html`<nav class="segments" aria-label=${t("title")}>${TABS.map(([path, name]) =>
    html`<a href=${place.link(path)} aria-current=${place.path.replace(/\/$/, "") === path ? "page" : nothing}>${name}</a>`)}</nav>`;
}

/** Instead of each of them, for whom they are not. */
export function notYours(): TemplateResult<1> {
  return html`<page-head heading=${t("title")}></page-head>
    <empty-state icon="reports" heading=${t("notYours")} detail=${t("notYoursDetail")}></empty-state>`;
}
