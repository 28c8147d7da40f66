import {clockOf, momentOf} from "../../../main/resources/web/app/dashboard/clock";
import {PastPicture} from "../../../main/resources/web/app/dashboard/replay";
import {Picture} from "../../../main/resources/web/app/live/picture";
import {equal, test} from "../testing";

const counters = {received: 0, stored: 0, duplicate: 0, dead_lettered: 0, quarantined: 0, in_flight: 0};

function live(): Picture {
  return new Picture({
    type: "snapshot", seq: 1, epoch: "e", time: "2026-11-24T12:00:00Z", facility: "f", facilities: [{id: 1, code: "f", name: "F", time_zone: "UTC"}],
    zones: [{id: 7, facility_id: 1, code: "A", name: "Zone A", zone_type: "", total_slots: 3, occupied: 1, free: 1, unknown: 1}],
    bays: [[11, 7, "1", 1, 5, null, null, ""], [12, 7, "2", 0, 5, null, null, ""], [13, 7, "3", 2, null, null, null, ""]], alerts: [], counters
  });
}

function past(picture: Picture): PastPicture {
  return new PastPicture(picture, {date: "2026-11-23", start: 0, end: 1_000, stays: [[11, -50, 100], [11, 300, null], [12, 200, 400], [99, 1, 2]]});
}

test("a moment's picture follows from the stays that hold it", () => {
  const shown = past(live());
  const states = (moment: number) => {
    shown.show(moment);
    return [...shown.picture.bays.state];
  };
  equal([states(0), states(100), states(250), states(300), states(400)], [[1, 0, 2], [0, 0, 2], [0, 1, 2], [1, 1, 2], [1, 0, 2]]);
});

test("zones are counted anew, and the live picture stays as it is", () => {
  const picture = live(), shown = past(picture);
  shown.show(300);
  equal([shown.picture.zone(7)?.occupied, shown.picture.zone(7)?.free, shown.picture.zone(7)?.unknown], [2, 0, 1]);
  equal([picture.zone(7)?.occupied, [...picture.bays.state]], [1, [1, 0, 2]]);
});

test("only what differs is told as changed", () => {
  const shown = past(live());
  shown.show(250);
  equal([shown.show(250), shown.show(350)], [[], [0]]);
});

test("the course counts occupied bays over the day", () => {
  equal(past(live()).course(11), [1, 0, 1, 2, 1, 1, 1, 1, 1, 1, 1]);
});

test("a time of day is found on days of any length", () => {
  const springForward = Date.parse("2026-03-29T00:00Z") / 1_000;
  equal(["00:30", "02:30", "18:00"].map(clock => clockOf(momentOf(clock, springForward, "Europe/London"), "Europe/London")), ["00:30", "02:30", "18:00"]);
  equal(momentOf("nonsense", 0, "UTC"), 43_200);
});
