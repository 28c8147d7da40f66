import {FREE, OCCUPIED, OFFLINE, OVERSTAY, ShownStates, UNKNOWN} from "../../../main/resources/web/app/bays/states";
import type {LiveAlert, SnapshotFrame} from "../../../main/resources/web/app/live/frames";
import {Picture} from "../../../main/resources/web/app/live/picture";
import {equal, test} from "../testing";

function alert(id: number, type: string, bay_id: number | null, changes: Partial<LiveAlert> = {}): LiveAlert {
  return {id, type, severity: "WARNING", message: "", facts: {}, device: bay_id === null ? null : "D", zone: bay_id === null ? null : "A", bay_id, raised: 100, active: true, acknowledged: false, ...changes};
}

function picture(alerts: LiveAlert[]): Picture {
  const frame: SnapshotFrame = {
    type: "snapshot", seq: 1, epoch: "e", time: "2026-11-24T12:00:00Z", facility: "f", facilities: [{id: 1, code: "f", name: "F", time_zone: "UTC"}],
    zones: [{id: 7, facility_id: 1, code: "A", name: "Zone A", zone_type: "", total_slots: 4, occupied: 2, free: 1, unknown: 1}],
    bays: [[1, 7, "1", FREE, 5, null, null, "STANDARD"], [2, 7, "2", OCCUPIED, 6, null, null, "EV"], [3, 7, "3", OCCUPIED, 200, null, null, "STANDARD"], [4, 7, "4", UNKNOWN, null, null, null, "STANDARD"]],
    alerts, counters: {received: 0, stored: 0, duplicate: 0, dead_lettered: 0, quarantined: 0, in_flight: 0}
  };
  return new Picture(frame);
}

/** What the feed says of alerts. */
function say(shown: Picture, ...alerts: LiveAlert[]): void {
  const {time, counters} = shown;
  shown.fold({type: "delta", seq: 2, epoch: "e", after: 1, time, zones: [], bays: [], alerts, counters});
}

function told(states: ShownStates, bays: number[]): number[] {
  const bay: number[] = [];
  states.update(bays, index => bay.push(index));
  return bay;
}

test("alerts say which bays are overstayed and which devices silent", () => {
  const states = new ShownStates(picture([alert(1, "OVERSTAY", 2), alert(2, "DEVICE_OFFLINE", 1), alert(3, "LOW_BATTERY", 3)]), false);
  equal([...states.of], [OFFLINE, OVERSTAY, OCCUPIED, UNKNOWN]);
  equal(states.counts(undefined), [0, 1, 1, 1, 1]);
  equal(states.counts(8), [0, 0, 0, 0, 0]);
});

test("alerts that come and go are told for their bays alone", () => {
  const shown = picture([]);
  const states = new ShownStates(shown, false);
  say(shown, alert(1, "OVERSTAY", 2));
  equal([told(states, []), states.of[1]], [[1], OVERSTAY]);
  equal(told(states, []), []);
  shown.bays.state[1] = FREE;
  equal([told(states, [1]), states.of[1]], [[1], FREE]);
  shown.bays.state[1] = OCCUPIED;
  say(shown, alert(1, "OVERSTAY", 2, {active: false}));
  equal([told(states, [1]), states.of[1]], [[1], OCCUPIED]);
});

test("while a facility is silent its bays are offline, but for those that have changed since", () => {
  const shown = picture([alert(1, "DEVICE_OFFLINE", null)]);
  const states = new ShownStates(shown, false);
  equal([...states.of], [OFFLINE, OFFLINE, OCCUPIED, OFFLINE]);
  say(shown, alert(1, "DEVICE_OFFLINE", null, {active: false}));
  equal(told(states, []), [0, 1, 3]);
});

test("a picture of the past shows no alerts of now", () => {
  equal([...new ShownStates(picture([alert(1, "OVERSTAY", 2)]), true).of], [FREE, OCCUPIED, OCCUPIED, UNKNOWN]);
});
