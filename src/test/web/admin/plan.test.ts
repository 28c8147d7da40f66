import {align, Draft, edit, faulty, move, numberAt, ordered, planIn, renumber, snapped, turn, unplace, type Place, type Plan} from "../../../main/resources/web/app/admin/plan/draft";
import {along, changed, FIRST_ROW, fits, pitchOf, placesOf, takenBy, withRow, type Row} from "../../../main/resources/web/app/admin/plan/row";
import {equal, test} from "../testing";

function at(x: number, y: number, angle = 0): Place {
  return {x, y, angle, width: 2.5, length: 5};
}

/** Bays 1 to n without a place, then those of the places. */
function planOf(waiting: number, ...places: Place[]): Plan {
  const bays = [...Array.from({length: waiting}, () => undefined), ...places].map((place, i) => ({key: i + 1, number: String(i + 1), kind: "STANDARD", place}));
  return {width: 40, height: 20, image: null, bays};
}

function keys(...some: number[]): Set<number> {
  return new Set(some);
}

function placeOf(plan: Plan, key: number): Place | undefined {
  return plan.bays.find(bay => bay.key === key)?.place;
}

function row(values: Partial<Row>): Row {
  return {...FIRST_ROW, ...values};
}

test("a row across the road stands on the chosen side, bay beside bay", () => {
  const left = placesOf(row({x: 10, y: 20, count: 3, side: "left"})), right = placesOf(row({x: 10, y: 20, count: 3, side: "right"}));
  equal(left.map(({x, y}) => [x, y]), [[11.25, 17.5], [13.75, 17.5], [16.25, 17.5]]);
  equal(right.map(({x, y}) => [x, y]), [[11.25, 22.5], [13.75, 22.5], [16.25, 22.5]]);
  equal([...left, ...right].map(({angle}) => angle % 180), [0, 0, 0, 0, 0, 0]);
});

test("a row down the plan is turned with its line", () => {
  equal(placesOf(row({x: 10, y: 20, direction: 90, count: 2, side: "left"})).map(({x, y, angle}) => [x, y, angle]), [[12.5, 21.25, 90], [12.5, 23.75, 90]]);
});

test("bays along the kerb stand one behind the other", () => {
  const kerb = placesOf(row({x: 0, y: 10, count: 2, angle: 0, width: 2, length: 6, side: "right"}));
  equal(kerb.map(({x, y, angle}) => [x, y, angle]), [[3, 11, 90], [9, 11, 90]]);
});

test("bays aslant take more of the line than their width, and do not touch it", () => {
  const aslant = row({x: 0, y: 10, count: 2, angle: 60, side: "right"});
  equal(pitchOf(aslant).toFixed(3), (2.5 / Math.sin(Math.PI / 3)).toFixed(3));
  const [first] = placesOf(aslant);
  // half of what it reaches down: 5 sin 60 + 2.5 cos 60
  equal([first.angle, first.y], [150, 10 + Number(((5 * Math.sin(Math.PI / 3) + 1.25) / 2).toFixed(3))]);
});

test("a dragged line means as many bays as there is room for", () => {
  equal([along(row({}), 0, 0, 25, 0).count, along(row({}), 0, 0, 24, 0).count, along(row({}), 0, 0, 0.1, 0).count], [10, 9, 1]);
  equal([along(row({}), 5, 5, 5, 20).direction, along(row({}), 5, 5, 0, 5).direction, along(row({}), 5, 5, 5, 0).direction], [90, 180, 270]);
});

test("what is typed is brought within what can be", () => {
  const {count, width, digits, step, direction} = changed(row({}), {count: 9_999, width: 0, digits: 0, step: 0, direction: -90});
  equal([count, width, digits, step, direction], [500, 0.5, 1, 1, 270]);
});

test("numbers have a prefix, a first, a step and as many digits as wanted", () => {
  equal([0, 1, 2].map(i => numberAt({prefix: "A-", start: 8, step: 2, digits: 2}, i)), ["A-08", "A-10", "A-12"]);
});

test("a row takes up bays of its numbers that have no place, and creates the others", () => {
  const draft = new Draft(planOf(3), "1");
  const {plan, keys: added} = withRow(draft, row({x: 0, y: 6, count: 5}));
  equal(added, [1, 2, 3, -1, -2]);
  equal(plan.bays.map(bay => bay.number), ["1", "2", "3", "4", "5"]);
  equal(plan.bays.every(bay => bay.place), true);
});

test("a row of those that wait keeps their numbers and creates none", () => {
  const {plan} = withRow(new Draft(planOf(3), "1"), row({count: 2, fill: "waiting", prefix: "X"}));
  equal(plan.bays.map(bay => [bay.number, bay.place !== undefined]), [["1", true], ["2", true], ["3", false]]);
});

test("a number that is on the plan already is told", () => {
  equal(takenBy(planOf(1, at(1, 1)), row({start: 1, count: 3})), ["2"]);
  equal([fits(placesOf(row({x: 0, y: 6}))), fits(placesOf(row({x: 0, y: 0})))], [true, false]);
});

test("moving stops at the plan's edge for all of them together", () => {
  const plan = move(planOf(0, at(3, 4), at(10, 8)), keys(1, 2), -5, 1);
  equal([placeOf(plan, 1)?.x, placeOf(plan, 2)?.x, placeOf(plan, 1)?.y], [0, 7, 5]);
  const edge = planOf(0, at(0, 4));
  equal(move(edge, keys(1), -1, 0) === edge, true);
  equal(snapped(3.26, 0.5), 3.5);
});

test("turning goes around the middle of what is chosen", () => {
  const plan = turn(planOf(0, at(10, 10), at(20, 10)), keys(1, 2), 90);
  equal([placeOf(plan, 1), placeOf(plan, 2)].map(place => [place?.x, place?.y, place?.angle]), [[15, 5, 90], [15, 15, 90]]);
  equal(placeOf(turn(plan, keys(1), -105), 1)?.angle, 345);
});

test("bays are aligned and spread evenly", () => {
  const plan = planOf(0, at(1, 4), at(9, 6), at(2, 5));
  equal(align(plan, keys(1, 2, 3), "row").bays.map(bay => bay.place?.y), [5, 5, 5]);
  equal(align(plan, keys(1, 2, 3), "column").bays.map(bay => bay.place?.x), [4, 4, 4]);
  equal(align(plan, keys(1, 2, 3), "even").bays.map(bay => bay.place?.x), [1, 9, 5]);
});

test("bays are numbered in rows, in columns or as they were chosen", () => {
  const plan = planOf(0, at(6, 1), at(2, 1.3), at(2, 9), at(6, 9));
  equal(ordered(plan, keys(1, 2, 3, 4), "right"), [2, 1, 3, 4]);
  equal(ordered(plan, keys(1, 2, 3, 4), "left"), [1, 2, 4, 3]);
  equal(ordered(plan, keys(1, 2, 3, 4), "down"), [2, 3, 1, 4]);
  equal(ordered(plan, keys(4, 1), "chosen"), [4, 1]);
  equal(renumber(plan, keys(1, 2), {prefix: "B", start: 1, step: 1, digits: 2}, "right").bays.map(bay => bay.number), ["B02", "B01", "3", "4"]);
});

test("what is taken off the plan loses its place; what was never saved is gone", () => {
  const draft = new Draft(planOf(0, at(1, 1)), "1");
  const {plan} = withRow(draft, row({start: 7, count: 1}));
  equal(unplace(plan, keys(1, -1)).bays.map(bay => [bay.number, bay.place === undefined]), [["1", true]]);
});

test("a bay gets a place where both are given, and stays within what can be", () => {
  equal(placeOf(edit(planOf(1), keys(1), {x: 3, y: 4}), 1), {angle: 0, width: 2.5, length: 5, x: 3, y: 4});
  equal(placeOf(edit(planOf(1), keys(1), {angle: 4}), 1), undefined);
  equal(placeOf(edit(planOf(0, at(1, 1)), keys(1), {x: -3, width: 99, angle: 370}), 1), {x: 0, y: 1, angle: 10, width: 50, length: 5});
});

test("a number given twice, or none, is a fault", () => {
  const plan = edit(edit(planOf(4), keys(2), {number: "1"}), keys(4), {number: ""});
  equal([...faulty(plan)].sort(), [1, 2, 4]);
});

test("steps are undone and done again; a new one ends what could be done again", () => {
  const draft = new Draft(planOf(0, at(1, 1)), "1");
  draft.become(move(draft.plan, keys(1), 1, 0));
  draft.become(move(draft.plan, keys(1), 1, 0));
  draft.undo();
  equal([placeOf(draft.plan, 1)?.x, draft.canUndo, draft.canRedo], [2, true, true]);
  draft.redo();
  equal(placeOf(draft.plan, 1)?.x, 3);
  draft.undo();
  draft.undo();
  equal([draft.isDirty, draft.canUndo], [false, false]);
  draft.become(move(draft.plan, keys(1), 5, 0));
  equal(draft.canRedo, false);
});

test("what is typed letter by letter is one step", () => {
  const draft = new Draft(planOf(2), "1");
  for (const number of ["A", "A ", "A 1"]) {
    draft.become(edit(draft.plan, keys(1), {number}), "number 1");
  }
  draft.become(edit(draft.plan, keys(2), {number: "B"}), "number 2");
  draft.undo();
  equal(draft.plan.bays.map(bay => bay.number), ["A 1", "2"]);
  draft.undo();
  equal([draft.plan.bays.map(bay => bay.number), draft.canUndo], [["1", "2"], false]);
});

test("what was moved forth and back is no change; the request has what differs", () => {
  const draft = new Draft(planOf(1, at(1, 1)), "1");
  draft.become(move(draft.plan, keys(2), 1, 0));
  draft.become(move(draft.plan, keys(2), -1, 0));
  equal(draft.isDirty, false);
  draft.become(unplace(draft.plan, keys(2)));
  draft.become(withRow(draft, row({prefix: "N", count: 1, x: 0, y: 5})).plan);
  equal(draft.request(), {width: 40, height: 20, bays: [{id: 2, number: "2", kind: "STANDARD", x: null, y: null},
    {number: "N1", kind: "STANDARD", x: 1.25, y: 2.5, angle: 0, width: 2.5, length: 5}]});
});

test("where somebody else was faster theirs counts but for what was changed here", () => {
  const draft = new Draft(planOf(0, at(1, 1), at(5, 5)), "1");
  draft.become(move(draft.plan, keys(1), 1, 0));
  draft.become(withRow(draft, row({prefix: "N", count: 1})).plan);
  draft.rebase(planIn({zone_id: 1, width: 50, height: 30, image: null, bays: [
    {id: 1, number: "1", kind: "EV", x: 9, y: 9, angle: 0, width: 2.5, length: 5}, {id: 2, number: "2", kind: "STANDARD", x: 7, y: 7, angle: 0, width: 2.5, length: 5},
    {id: 3, number: "3", kind: "STANDARD", x: null, y: null, angle: null, width: null, length: null}]}), "2");
  equal(draft.plan.bays.map(bay => [bay.number, bay.place?.x]), [["1", 2], ["2", 7], ["3", undefined], ["N1", draft.plan.bays[3].place?.x]]);
  equal([draft.plan.width, draft.etag, draft.changed.map(bay => bay.key), draft.canUndo], [50, "2", [1, -1], false]);
});
