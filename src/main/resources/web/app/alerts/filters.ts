import type {Query} from "../http/api";
import {feed} from "../live/feed";
import {saysOf} from "../parts/alert-words";
import {place} from "../shell/place";
import {startOfDay} from "../text/days";

/** What stands between words where alerts are shown, or would be taken for something else. */
const BETWEEN = /[\s·:;,]+/;

/** Alerts with each of these words in what is seen of them, in the reader's language. */
export function sought(search = ""): {text?: string, says?: string} {
  const words = search.toLowerCase().split(BETWEEN).filter(Boolean);
  return words.length === 0 ? {} : {text: words.join(" "), says: saysOf(words)};
}

/** What the address says as the API asks for it; undefined as long as it is not known which facility is watched. */
export function queryOfPlace(): Query | undefined {
  const facility = feed.picture?.facility;
  if (!facility) {
    return undefined;
  }
  const zone = place.get("zone"), search = place.get("search"), active = place.get("view") !== "history";
  const from = place.get("from"), to = place.get("to");
  return {
    facility: facility.id, active: active ? true : undefined, severity: place.get("severity"), type: place.get("type"), acknowledged: place.get("ack"), ...sought(search),
    zone: zone === undefined ? undefined : feed.picture?.zonesOf(facility).find(each => each.code === zone)?.id ?? 0,
    // what an outage of the facility explains stands beneath it, unless something is looked for
    linked: search || !active ? undefined : false,
    from: from && !active ? startOfDay(from, facility.time_zone) : undefined, to: to && !active ? startOfDay(to, facility.time_zone, 1) : undefined
  };
}
