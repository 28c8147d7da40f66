import {sentOf} from "../../../main/resources/web/app/admin/rules/rule-form";
import {held, isUpcoming, type Week} from "../../../main/resources/web/app/admin/targets/patterns";
import {equal, test} from "../testing";

const weeks: Week[] = ["2026-12-01", "2026-11-24", "2026-11-01"].map(valid_from => ({valid_from, arrivals: [1, 1, 1, 1, 1, null, null]}));

test("of weekly patterns the newest that has begun holds", () => {
  equal(held(weeks, "2026-11-25").map(({hold}) => hold), ["willHold", "holdsNow", "hasHeld"]);
  equal(held(weeks, "2026-11-24").map(({hold}) => hold), ["willHold", "holdsNow", "hasHeld"]);
  equal(held(weeks, "2026-10-31").map(({hold}) => hold), ["willHold", "willHold", "willHold"]);
});

test("what has begun before today cannot be changed", () => {
  equal(weeks.map(week => isUpcoming(week, "2026-11-24")), [true, true, false]);
});

test("what is emptied in a rule's form is taken away, what is left alone is not sent", () => {
  equal(sentOf({active_days: [], active_from: null, "thresholds.percent": null}), {active_days: null, active_from: null, thresholds: {percent: null}});
  equal(sentOf({active_days: ["MONDAY"], severity: "INFO"}), {active_days: ["MONDAY"], severity: "INFO"});
});
