import {feed} from "../live/feed";
import {place} from "../shell/place";
import type {Query} from "../http/api";
import {STATUSES, type Status} from "./device";

export const HEALTHS: Readonly<Record<string, {min?: number, max?: number}>> = {good: {min: 70}, fair: {min: 40, max: 69}, poor: {max: 39}};

/** The names under which the address keeps what devices are narrowed to. */
export const FILTERS = ["search", "status", "zone", "model", "health", "sites"] as const;

export function statusWanted(): Status | undefined {
  return STATUSES.find(status => status === place.get("status"));
}

export function everywhere(): boolean {
  return place.get("sites") === "all";
}

export function filtered(): boolean {
  return FILTERS.some(name => name !== "sites" && place.get(name) !== undefined);
}

/** What the address says as the API asks for it; undefined as long as it is not known which facility is watched. */
export function queryOfPlace(): Query | undefined {
  const facility = feed.picture?.facility;
  if (!facility) {
    return undefined;
  }
  const zone = place.get("zone");
  const health = HEALTHS[place.get("health") ?? ""];
  return {
    facility: everywhere() ? undefined : facility.id,
    zone: zone === undefined || everywhere() ? undefined : feed.picture?.zonesOf(facility).find(each => each.code === zone)?.id ?? 0,
    status: statusWanted(), active: statusWanted() === undefined ? true : undefined, model: place.get("model"),
    health_min: health?.min, health_max: health?.max, search: place.get("search"), sort: place.get("sort")
  };
}
