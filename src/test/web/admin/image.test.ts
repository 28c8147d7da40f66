import {Draft, planIn, type Plan, type PlanAnswer} from "../../../main/resources/web/app/admin/plan/draft";
import {cornerOf, drawnTo, fitted, heightOf, lengthOf, placed, scaledTo, type PlanImage} from "../../../main/resources/web/app/admin/plan/image";
import {Backdrops} from "../../../main/resources/web/app/bays/backdrops";
import {equal, test} from "../testing";

const ADDRESS = "/api/zones/7/plan/image?digest=abc";

function image(values: Partial<PlanImage> = {}): PlanImage {
  return {source: ADDRESS, ratio: 0.5, x: 0, y: 0, width: 40, opacity: 0.5, ...values};
}

function lie({x, y, width}: PlanImage): number[] {
  return [x, y, width];
}

function answer(values: Partial<PlanAnswer> = {}): PlanAnswer {
  return {zone_id: 7, width: 40, height: 20, image: {digest: "abc", pixel_width: 800, pixel_height: 400, x: 0, y: 0, width: 40, opacity: 0.5}, bays: [], ...values};
}

function file(): File {
  return new File(["x"], "floor.png");
}

test("an image is as large as fits the plan, in its middle", () => {
  equal(lie(fitted(image(), {left: 0, top: 0, width: 60, height: 40})), [0, 5, 60]);
  equal(lie(fitted(image(), {left: -2, top: 0, width: 60, height: 10})), [18, 0, 20]);
});

test("drawn by a corner it keeps its proportions and the corner across", () => {
  equal(lie(drawnTo(image(), 2, 80, 40)), [0, 0, 80]);
  equal(lie(drawnTo(image(), 0, 20, 10)), [20, 10, 20]);
  equal(lie(drawnTo(image({x: 10, y: 10}), 1, 30, 20)), [10, 20, 20]);
  equal(lie(drawnTo(image({x: 10, y: 10}), 3, 30, 20)), [30, 10, 20]);
  // beside the diagonal: as near as can be
  const {x, y} = cornerOf(drawnTo(image(), 2, 40, 45), 2);
  equal([x, y], [50, 25]);
  equal(drawnTo(image(), 2, -50, -50).width, 0.5);
});

test("a known distance scales it around where the line begins", () => {
  const {image: scaled, line} = scaledTo(image({x: -10}), {x1: 10, y1: 4, x2: 20, y2: 4}, 25);
  equal(lie(scaled), [-40, -6, 100]);
  equal([lengthOf(line), line.x1, line.y1, line.x2], [25, 10, 4, 35]);
  equal(scaledTo(image(), {x1: 1, y1: 1, x2: 1, y2: 1}, 25).image, image());
});

test("it lies no farther out and is no larger than the server takes", () => {
  const {x, y, width, opacity} = placed(image({ratio: 4}), {x: -9_000, y: 9_000, width: 9_000, opacity: 0});
  equal([x, y, width, opacity], [-2_000, 2_000, 500, 0.05]);
  equal(heightOf(placed(image({ratio: 4}), {width: 9_000})), 2_000);
});

test("an image that was moved is one change, which is undone, and goes with the plan", () => {
  const draft = new Draft(planIn(answer()), "1");
  equal([draft.plan.image?.source, draft.plan.image?.ratio, draft.changes], [ADDRESS, 0.5, 0]);
  draft.become({...draft.plan, image: image({x: 3})});
  equal([draft.changes, draft.isImageReplaced, draft.request().image], [1, false, {x: 3, y: 0, width: 40, opacity: 0.5}]);
  draft.undo();
  equal([draft.isDirty, draft.request().image], [false, undefined]);
});

test("a file goes to the server by itself, and where it lies after it", () => {
  const draft = new Draft(planIn(answer({image: null})), "1");
  draft.become({...draft.plan, image: image({source: file(), x: 3})});
  equal([draft.isImageReplaced, draft.request().image], [true, undefined]);
  draft.imageIsSent(planIn(answer()), "2");
  equal([draft.isImageReplaced, draft.etag, draft.plan.image?.source, draft.request().image], [false, "2", ADDRESS, {x: 3, y: 0, width: 40, opacity: 0.5}]);
});

test("whoever was slower keeps the own image, and theirs where only its place was changed here", () => {
  const theirs: Plan = planIn(answer({image: {digest: "other", pixel_width: 10, pixel_height: 10, x: 9, y: 9, width: 9, opacity: 1}}));
  const [replaced, moved, alike] = [image({source: file()}), image({x: 3}), image({x: 3})].map(mine => {
    const draft = new Draft(planIn(answer()), "1");
    draft.become({...draft.plan, image: mine});
    return draft;
  });
  replaced.rebase(theirs, "2");
  equal([replaced.plan.image?.x, replaced.isImageReplaced], [0, true]);
  moved.rebase(theirs, "2");
  equal([moved.plan.image?.x, moved.isDirty], [9, false]);
  alike.rebase(planIn(answer({width: 50})), "2");
  equal([alike.plan.image?.x, alike.plan.width, alike.changes], [3, 50, 1]);
});

async function paper(width: number, height: number): Promise<Blob> {
  const canvas = Object.assign(document.createElement("canvas"), {width, height});
  canvas.getContext("2d")?.fillRect(0, 0, width, height);
  return await new Promise<Blob>((done, fail) => canvas.toBlob(blob => blob ? done(blob) : fail(new Error("no image"))));
}

async function come(sources: readonly Blob[]): Promise<Backdrops> {
  let left = sources.length, all: () => void = () => undefined;
  const done = new Promise<void>(resolve => { all = resolve; });
  const backdrops = new Backdrops(() => --left === 0 && all());
  backdrops.keep(sources);
  await done;
  return backdrops;
}

test("an image is decoded once, no larger than screens show, and given up when nobody wants it", async () => {
  const [small, large] = [await paper(40, 20), await paper(4_000, 2_000)];
  const backdrops = await come([small, large]);
  const kept = backdrops.of(small);
  equal([kept?.width, kept?.height, backdrops.of(large)?.width, backdrops.of(large)?.height], [40, 20, 2828, 1414]);
  backdrops.keep([small]);
  equal([backdrops.of(small) === kept, backdrops.of(large), backdrops.areMissing], [true, undefined, false]);
  backdrops.keep([]);
  equal([kept?.width, backdrops.of(small)], [0, undefined]);
});

test("what is no image is missing, and nothing else", async () => {
  const [broken, fine] = [new Blob(["<svg/>"]), await paper(3, 3)];
  const backdrops = await come([broken, fine]);
  equal([backdrops.areMissing, backdrops.of(broken), backdrops.of(fine)?.width], [true, undefined, 3]);
});
