import {lieOf} from "../../../main/resources/web/app/bays/drawn";
import {Finder} from "../../../main/resources/web/app/bays/finding";
import {Grid} from "../../../main/resources/web/app/bays/grid";
import {mapOf, mapped, planOf} from "../../../main/resources/web/app/bays/layout";
import {roundLength} from "../../../main/resources/web/app/bays/painter";
import {Viewport} from "../../../main/resources/web/app/bays/viewport";
import type {BayRow, Zone} from "../../../main/resources/web/app/live/frames";
import {Bays} from "../../../main/resources/web/app/live/picture";
import {equal, test} from "../testing";

const zones: Zone[] = [zone(1, "A"), zone(2, "B")];

function zone(id: number, code: string): Zone {
  return {id, facility_id: 1, code, name: `Zone ${code}`, zone_type: "", total_slots: 0, occupied: 0, free: 0, unknown: 0};
}

function bay(id: number, zone: number, longitude: number | null = null, latitude: number | null = null): BayRow {
  return [id, zone, String(id), 0, null, longitude, latitude, "STANDARD"];
}

function near(actual: number, expected: number, by: number): void {
  equal(Math.abs(actual - expected) <= by ? "near" : actual, "near");
}

test("on the plan each bay has a place of its own within its zone's block", () => {
  const bays = new Bays(Array.from({length: 137}, (_, i) => bay(i + 1, i < 100 ? 1 : 2)));
  const plan = planOf(bays, zones, 800, 600);
  equal(new Set(Array.from(plan.x, (x, i) => `${x.toFixed(2)},${plan.y[i].toFixed(2)}`)).size, 137);
  for (let i = 0; i < bays.length; i++) {
    const {box} = plan.blocks[bays.zone[i] - 1];
    equal(plan.x[i] - 0.5 >= box.left && plan.x[i] + 0.5 <= box.left + box.width && plan.y[i] - 0.8 >= box.top + plan.label && plan.y[i] + 0.8 <= box.top + box.height, true);
  }
});

test("blocks of the plan do not overlap and lie within its bounds", () => {
  const many = Array.from({length: 30}, (_, i) => zone(i + 1, String(i)));
  const plan = planOf(new Bays(many.flatMap((one, i) => Array.from({length: 3 + 7 * i}, (_, n) => bay(1_000 * i + n, one.id)))), many, 1_200, 500);
  equal(plan.blocks.length, 30);
  plan.blocks.forEach(({box: a}, i) => {
    equal(a.left >= 0 && a.top >= 0 && a.left + a.width <= plan.bounds.width + 1e-6 && a.top + a.height <= plan.bounds.height + 1e-6, true);
    plan.blocks.slice(i + 1).forEach(({box: b}) => equal(a.left + a.width <= b.left || b.left + b.width <= a.left || a.top + a.height <= b.top || b.top + b.height <= a.top, true));
  });
});

test("a facility without bays has an empty plan", () => {
  equal(planOf(new Bays([]), zones, 800, 600).blocks, []);
});

test("the map is in metres, east to the right and north up", () => {
  // 0.001 degrees at Melbourne's latitude: 111.3 m north, 88 m east
  const map = mapOf(new Bays([bay(1, 1, 144.96, -37.81), bay(2, 1, 144.961, -37.81), bay(3, 1, 144.96, -37.809)]), zones);
  near(map.x[1] - map.x[0], 88, 0.5);
  near(map.y[0] - map.y[2], 111.3, 0.5);
  near(map.y[1] - map.y[0], 0, 0.01);
});

test("a bay without coordinates is not on the map and does not move the others", () => {
  const bays = new Bays([bay(1, 1, 144.96, -37.81), bay(2, 1), bay(3, 2, 144.9601, -37.81)]);
  const map = mapOf(bays, zones);
  equal([mapped(bays), Number.isNaN(map.x[1]), map.blocks.length], [2, true, 2]);
  near(map.x[2] - map.x[0], 8.8, 0.1);
});

test("bays along a kerb are one street in its direction, those across the road another", () => {
  const rows = Array.from({length: 24}, (_, i) => bay(i + 1, 1, 144.96 + (i % 12) * 0.00007, -37.81 + (i % 12) * 0.00001 + (i < 12 ? 0 : 0.00018)));
  const map = mapOf(new Bays(rows), zones);
  equal(map.streets.map(street => street.bays.length), [12, 12]);
  equal([...map.streetOf!].map(street => street === map.streetOf![0]), rows.map((_, i) => i < 12));
  near(map.angle![5], -Math.atan2(0.00001 * 111.32, 0.00007 * 87.95), 0.02);
});

test("the grid finds what a look at all finds", () => {
  let seed = 5;
  const next = () => (seed = seed * 16_807 % 2_147_483_647) / 2_147_483_647;
  const x = Float32Array.from({length: 2_000}, () => next() * 300), y = Float32Array.from({length: 2_000}, (_, i) => i % 50 === 0 ? NaN : next() * 200);
  x.forEach((_, i) => { x[i] = Number.isNaN(y[i]) ? NaN : x[i]; });
  const grid = new Grid(x, y, 7), found = new Int32Array(2_000);
  for (const [left, top, right, bottom] of [[0, 0, 300, 200], [10, 10, 40, 30], [-50, -50, 1, 1], [299, 150, 900, 900], [400, 400, 500, 500]]) {
    const expected = [...x.keys()].filter(i => x[i] >= left && x[i] <= right && y[i] >= top && y[i] <= bottom);
    const n = grid.within(left, top, right, bottom, found);
    equal([...found.subarray(0, n)].sort((a, b) => a - b), expected);
  }
});

test("the bay under the pointer is found at every scale, and none where there is none", () => {
  const bays = new Bays(Array.from({length: 60}, (_, i) => bay(i + 1, i < 30 ? 1 : 2)));
  const plan = planOf(bays, zones, 800, 600), finder = new Finder(plan), view = new Viewport();
  view.width = 800;
  view.height = 600;
  view.of(plan.bounds, plan.bayWidth);
  view.fit(plan.home);
  for (const factor of [1, 2.5, 0.4]) {
    view.zoom(factor, 130, 90);
    for (const index of [0, 17, 59]) {
      equal(finder.at(view.screenX(plan.x[index]), view.screenY(plan.y[index]), view), index);
    }
  }
  equal(finder.at(view.screenX(plan.bounds.width) + 60, view.screenY(plan.bounds.height) + 60, view), undefined);
});

test("arrow keys go to the neighbour, and across an aisle or to the next block where there is none", () => {
  const plan = planOf(new Bays(Array.from({length: 40}, (_, i) => bay(i + 1, i < 20 ? 1 : 2))), zones, 900, 300), finder = new Finder(plan);
  equal([finder.beside(0, 1, 0), finder.beside(1, -1, 0), finder.beside(0, -1, 0)], [1, 0, undefined]);
  const below = finder.beside(0, 0, 1)!;
  equal([plan.x[below] === plan.x[0], plan.y[below] > plan.y[0]], [true, true]);
  const last = [...plan.x.keys()].filter(i => i < 20).reduce((a, b) => plan.x[b] > plan.x[a] ? b : a);
  equal(finder.beside(last, 1, 0)! >= 20, true);
});

test("zoom keeps the point under the cursor and its limits, a move keeps the world in sight", () => {
  const view = new Viewport();
  view.width = 800;
  view.height = 600;
  view.of({left: 0, top: 0, width: 100, height: 50}, 1);
  view.fit({left: 0, top: 0, width: 100, height: 50});
  const [x, y] = [view.worldX(200), view.worldY(250)];
  view.zoom(3, 200, 250);
  near(view.worldX(200), x, 1e-6);
  near(view.worldY(250), y, 1e-6);
  view.zoom(1e9);
  equal(view.scale, view.closest);
  view.zoom(1e-9);
  equal(view.scale, view.farthest);
  view.pan(1e6, -1e6);
  equal([view.screenX(0) < 800, view.screenY(50) > 0], [true, true]);
});

test("the scale bar has a round length", () => {
  equal([131, 49, 0.7, 2_300].map(roundLength), [100, 20, 0.5, 2_000]);
});

function drawn(id: number, zone: number, x: number, y: number, angle = 0, width = 2.5, length = 5): BayRow {
  return [id, zone, String(id), 0, null, null, null, "STANDARD", [x, y, angle, width, length]];
}

test("drawn bays lie as on their zone's plan, those without a place in rows below, other zones as ever", () => {
  const bays = new Bays([drawn(1, 1, 5, 4), drawn(2, 1, 15, 4, 90), bay(3, 1), bay(4, 1), bay(5, 2), bay(6, 2)]);
  const plan = planOf(bays, [{...zone(1, "A"), plan: [30, 20]}, zone(2, "B")], 900, 500);
  equal(plan.grounds.map(({width, height}) => [width, height]), [[12, 8]]);
  const [ground] = plan.grounds;
  near(plan.x[0] - ground.left, 2, 1e-4);
  near(plan.x[1] - plan.x[0], 4, 1e-4);
  equal([plan.angle![0], plan.angle![1]], [0, 0]);
  equal([...plan.sizes!.subarray(0, 4)], [1, 2, 2, 1]);
  equal([2, 3].every(i => plan.y[i] > ground.top + ground.height), true);
  plan.blocks.forEach(({box}) => equal(box.left >= 0 && box.left + box.width <= plan.bounds.width + 1e-6, true));
  equal(bays.isPlanned, false);
});

test("a plan is at least as large as what lies on it", () => {
  const plan = planOf(new Bays([drawn(1, 1, 40, 4), drawn(2, 1, 2, 30, 90, 2.5, 10)]), [{...zone(1, "A"), plan: [10, 10]}], 900, 500);
  near(plan.grounds[0].width, 44.25 / 2.5, 1e-3);
  near(plan.grounds[0].height, 31.25 / 2.5, 1e-3);
});

test("a bay that is turned is drawn so that its number can be read", () => {
  const tilted = (angle: number) => {
    const {turn, across, along} = lieOf(angle, 2.5, 5);
    return [Math.round(turn * 180 / Math.PI), across, along];
  };
  equal([0, 30, 90, 150, 180, 270].map(tilted), [[0, 2.5, 5], [30, 2.5, 5], [0, 5, 2.5], [-30, 2.5, 5], [0, 2.5, 5], [0, 5, 2.5]]);
  equal(tilted(60), [-30, 5, 2.5]);
});

test("of drawn bays of different sizes the one under the pointer is found, and none beside them", () => {
  const bays = new Bays([drawn(1, 1, 5, 5), drawn(2, 1, 7.5, 5), drawn(3, 1, 20, 5, 90, 3, 18)]);
  const plan = planOf(bays, zones, 900, 500), finder = new Finder(plan), view = new Viewport();
  view.width = 900;
  view.height = 500;
  view.of(plan.bounds, plan.bayWidth);
  view.fit(plan.home);
  const at = (bay: number, dx: number, dy: number) => finder.at(view.screenX(plan.x[bay] + dx / 2.5), view.screenY(plan.y[bay] + dy / 2.5), view);
  equal([at(0, 0, 0), at(0, 1, 2), at(1, -1, 2), at(2, 8, 0), at(2, 0, 4)], [0, 0, 1, 2, undefined]);
});

test("an image lies below the bays as it lies on its zone's plan, and makes the plan as large as itself", () => {
  const image = {digest: "d", x: -5, y: 0, width: 50, height: 25, opacity: 0.5};
  const plan = planOf(new Bays([drawn(1, 1, 5, 4), bay(2, 2)]), [{...zone(1, "A"), plan: [30, 20], image}, {...zone(2, "B"), image}], 900, 500);
  const [ground] = plan.grounds, [backdrop] = plan.backdrops;
  equal(plan.backdrops.length, 1);
  equal([backdrop.source, backdrop.zone, backdrop.opacity], ["/api/zones/1/plan/image?digest=d", 1, 0.5]);
  equal([ground.width, ground.height, backdrop.box.width, backdrop.box.height], [20, 10, 20, 10]);
  near(plan.x[0] - backdrop.box.left, 4, 1e-4);
  near(plan.y[0] - backdrop.box.top, 1.6, 1e-4);
});
