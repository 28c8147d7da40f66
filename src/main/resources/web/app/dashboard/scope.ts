import type {Query} from "../http/api";

/** What an analysis is of: a zone where one is chosen, otherwise the facility. */
export function scope(facility: number | undefined, zone: number | undefined): Query {
  return zone === undefined ? {facility} : {zone};
}
