import type {Picture} from "../live/picture";
import {duration} from "../text/format";
import {FREE, OCCUPIED, OFFLINE, OVERSTAY, STATE_NAMES, UNKNOWN} from "./states";
import {t} from "./texts";

const KINDS = {STANDARD: "standard", ACCESSIBLE: "accessible", EV: "ev", RESERVED: "reserved", LOADING: "loading"} as const;

/** What users have added is shown as they have written it. */
export function kindWords(kind: string): string {
  return kind in KINDS ? t(KINDS[kind as keyof typeof KINDS]) : kind;
}

export function stateWord(state: number): string {
  return t(STATE_NAMES[state]);
}

/**
 * "Occupied for 1 h 12 min".
 *
 * @param now epoch seconds, that of the picture
 */
export function stateWords({bays}: Picture, bay: number, shown: number, now: number): string {
  const since = bays.since[bay];
  const known = (state: number) => {
    if (Number.isNaN(since) || state === UNKNOWN) {
      return stateWord(state);
    }
    return t(state === FREE ? "freeFor" : "occupiedFor", {time: duration(now - since)});
  };
  switch (shown) {
    case OFFLINE:
      return t("offlineWas", {last: known(bays.state[bay])});
    case OVERSTAY:
      return t("overstayFor", {time: duration(now - since)});
    case UNKNOWN:
      return t("unknownDetail");
    default:
      return known(shown === OCCUPIED ? OCCUPIED : FREE);
  }
}

/** "Bay 12, Charging, Zone A: Free for 3 min". */
export function bayWords(picture: Picture, bay: number, shown: number, now: number): string {
  const {bays} = picture;
  const values = {number: bays.number[bay], kind: kindWords(bays.kind[bay]), zone: picture.zone(bays.zone[bay])?.name ?? "", state: stateWords(picture, bay, shown, now)};
  return t(bays.kind[bay] === "STANDARD" ? "bayOf" : "bayKindOf", values);
}
