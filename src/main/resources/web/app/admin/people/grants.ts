import {html, type TemplateResult} from "lit";
import type {FacilityView} from "../common/answers";
import type {Option} from "../common/fields";
import {t} from "../texts";

export function facilityChoice(facilities: readonly FacilityView[]): Option[] {
  return facilities.map(facility => ({value: String(facility.id), label: facility.name}));
}

export function facilityTexts(ids: readonly number[] | null, offered: readonly Option[]): string {
  return ids === null ? t("allFacilities") : ids.map(id => offered.find(option => option.value === String(id))?.label ?? String(id)).join(", ");
}

/** None chosen stands for all. */
export function facilityIds(changes: Record<string, unknown>): Record<string, unknown> {
  const chosen = changes.facilities as readonly string[] | null | undefined;
  return "facilities" in changes ? {...changes, facilities: chosen && chosen.length > 0 ? chosen.map(Number) : null} : changes;
}

export function badge(words: string, good: boolean): TemplateResult {
  return html`<span class="badge ${good ? "good" : ""}">${words}</span>`;
}
