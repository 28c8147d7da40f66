import {folded, neighbour, renewed, type Alert} from "../../../main/resources/web/app/alerts/alert";
import {startOfDay} from "../../../main/resources/web/app/text/days";
import {equal, test} from "../testing";

const change = {active: true, acknowledged: false, severity: "WARNING" as const};

function alert(id: number): Alert {
  return {id, is_active: true, is_acknowledged: false, severity: "WARNING"} as Alert;
}

test("what is over goes from the active ones and stays in the history", () => {
  const changes = [{...change, id: 1, active: false}];
  equal(folded([alert(1), alert(2)], changes, true).map(each => each.id), [2]);
  equal(folded([alert(1), alert(2)], changes, false).map(each => each.is_active), [false, true]);
});

test("what another has acknowledged is so here, and is not taken back by an older frame", () => {
  equal(folded([alert(1)], [{...change, id: 1, acknowledged: true}], true)[0].is_acknowledged, true);
  equal(folded([{...alert(1), is_acknowledged: true}], [{...change, id: 1}], true)[0].is_acknowledged, true);
});

test("what a newer answer says the same of is the same object", () => {
  const before = [alert(1), alert(2)];
  const fresh = renewed(before, [alert(3), {...alert(1), is_acknowledged: true}, alert(2)]);
  equal(fresh.map(each => each.id), [3, 1, 2]);
  equal([fresh[1].is_acknowledged, fresh[1] === before[0], fresh[2] === before[1]], [true, false, true]);
});

test("j and k stay within the list and begin at its top", () => {
  equal([neighbour([1, 2, 3], undefined, 1), neighbour([1, 2, 3], 1, 1), neighbour([1, 2, 3], 3, 1), neighbour([1, 2, 3], 1, -1), neighbour([1, 2], 9, -1), neighbour([], 1, 1)],
    [1, 2, 3, 1, 1, undefined]);
});

test("a day begins by its own clock, also when that is changed", () => {
  equal(startOfDay("2026-11-25", "Europe/Berlin"), "2026-11-24T23:00:00.000Z");
  equal(startOfDay("2026-03-29", "Europe/Berlin", 1), "2026-03-29T22:00:00.000Z");
  equal(startOfDay("2026-10-04", "Australia/Lord_Howe", 1), "2026-10-04T13:00:00.000Z");
  equal(startOfDay("nonsense", "UTC"), undefined);
});
