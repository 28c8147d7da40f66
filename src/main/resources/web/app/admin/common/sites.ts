import {get} from "../../http/api";
import {term} from "../terms";
import {options, type Option} from "./fields";
import type {BayView, FacilityView, ZoneView} from "./answers";

/** The most that is asked for at once; a facility of more bays is looked at by zone. */
export const MOST = 10_000;

export function zonesOf(facility: number, signal?: AbortSignal): Promise<ZoneView[]> {
  return get<ZoneView[]>("/api/zones", {facility}, signal);
}

export function baysOf(where: {facility?: number, zone?: number}, signal?: AbortSignal): Promise<BayView[]> {
  return get<BayView[]>("/api/bays", {...where, page_size: MOST}, signal);
}

/** The facilities one may choose among, by id. */
export async function facilityOptions(): Promise<Option[]> {
  return (await get<FacilityView[]>("/api/facilities")).filter(facility => facility.is_active).map(facility => ({value: String(facility.id), label: facility.name}));
}

export function zoneOptions(zones: readonly ZoneView[]): Option[] {
  return zones.filter(zone => zone.is_active).map(zone => ({value: String(zone.id), label: zone.name}));
}

/** Active bays, the free ones first said; `but` is offered although it is watched. */
export function bayOptions(bays: readonly BayView[], zones: readonly ZoneView[], but?: number | null): Option[] {
  const names = new Map(zones.map(zone => [zone.id, zone.name]));
  return bays.filter(bay => bay.is_active && (bay.device_code === null || bay.id === but))
    .map(bay => ({value: String(bay.id), label: `${names.get(bay.zone_id) ?? ""} · ${bay.number}`}));
}

export const ZONE_TYPES = options(["OUTDOOR", "BASEMENT", "MULTISTOREY", "ROOFTOP", "VIP"], type => term("ZoneType", type));
export const BAY_KINDS = options(["STANDARD", "ACCESSIBLE", "EV", "RESERVED", "LOADING"], kind => term("BayKind", kind));

/** Ids chosen in a form are texts there and numbers for the API. */
export function withNumbers(changes: Record<string, unknown>, ...names: string[]): Record<string, unknown> {
  return Object.fromEntries(Object.entries(changes).map(([name, value]) => [name, names.includes(name) && value !== null ? Number(value) : value]));
}
