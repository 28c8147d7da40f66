import type {DeltaFrame, LiveAlert, SnapshotFrame} from "../../../main/resources/web/app/live/frames";
import {Picture, tally} from "../../../main/resources/web/app/live/picture";
import {equal, test} from "../testing";

const counters = {received: 0, stored: 0, duplicate: 0, dead_lettered: 0, quarantined: 0, in_flight: 0};

function alert(id: number, changes: Partial<LiveAlert> = {}): LiveAlert {
  return {id, type: "OVERSTAY", severity: "WARNING", message: "", facts: {}, device: null, zone: "A", bay_id: 1, raised: 0, active: true, acknowledged: false, ...changes};
}

function snapshot(): SnapshotFrame {
  return {
    type: "snapshot", seq: 1, epoch: "e", time: "2026-11-24T12:00:00Z", facility: "f", facilities: [{id: 1, code: "f", name: "F", time_zone: "UTC"}],
    zones: [{id: 7, facility_id: 1, code: "A", name: "Zone A", zone_type: "", total_slots: 2, occupied: 0, free: 1, unknown: 1}],
    bays: [[1, 7, "1", 0, 5, null, null, "STANDARD"], [2, 7, "2", 2, null, null, null, "STANDARD"]], alerts: [alert(1)], counters
  };
}

function delta(changes: Partial<DeltaFrame>): DeltaFrame {
  return {type: "delta", seq: 2, epoch: "e", after: 1, time: "2026-11-24T12:00:01Z", zones: [], bays: [], alerts: [], counters, ...changes};
}

test("a delta changes bays and zones, and says which bays", () => {
  const picture = new Picture(snapshot());
  const changed = picture.fold(delta({bays: [[2, 1, 9], [99, 1, 9]], zones: [[7, 1, 1, 0]]}));
  equal(changed, [1]);
  equal([...picture.bays.state], [0, 1]);
  equal(tally(picture.zonesOf(picture.facility)), {total: 2, occupied: 1, free: 1, unknown: 0});
});

test("alerts come, are acknowledged and go", () => {
  const picture = new Picture(snapshot());
  picture.fold(delta({alerts: [alert(1, {acknowledged: true}), alert(2)]}));
  equal([picture.alerts.size, picture.unacknowledged], [2, 1]);
  picture.fold(delta({alerts: [alert(2, {active: false})]}));
  equal([picture.alerts.size, picture.unacknowledged], [1, 0]);
});

test("of very many alerts the newest are kept, and that there are more is known", () => {
  const picture = new Picture(snapshot());
  equal(picture.moreAlerts, false);
  picture.fold(delta({alerts: Array.from({length: 1_200}, (_, i) => alert(i + 2))}));
  equal([picture.alerts.size, picture.alerts.has(201), picture.alerts.has(202), picture.moreAlerts], [1_000, false, true, true]);
  equal(new Picture({...snapshot(), alerts: Array.from({length: 200}, (_, i) => alert(200 - i))}).moreAlerts, true);
});

test("whether anything is different about the alerts is one number", () => {
  const picture = new Picture(snapshot());
  const before = picture.alertsRevision;
  picture.fold(delta({bays: [[2, 1, 9]]}));
  equal(picture.alertsRevision === before, true);
  picture.fold(delta({alerts: [alert(1, {acknowledged: true})]}));
  equal(picture.alertsRevision === before, false);
});
