import type {ReactiveControllerHost} from "lit";
import {Loaded} from "../../../main/resources/web/app/parts/loaded";
import {equal, test} from "../testing";

const host: ReactiveControllerHost = {addController: () => {}, removeController: () => {}, requestUpdate: () => {}, updateComplete: Promise.resolve(true)};

/** What is asked is answered when the test says so. */
function asked() {
  const calls: {answer: (value: number) => void, signal: AbortSignal}[] = [];
  const loaded = new Loaded(host, () => [1], (_, signal) => new Promise<number>(answer => calls.push({answer, signal})), 0);
  loaded.hostUpdate();
  return {loaded, calls};
}

/** Timers without a pause have run. */
const soon = () => new Promise(done => setTimeout(done));

test("what changes while it is asked for is asked for once more after the answer, so that there is one", async () => {
  const {loaded, calls} = asked();
  for (let change = 0; change < 3; change++) {
    loaded.refresh();
    await soon();
  }
  equal([calls.length, calls[0].signal.aborted], [1, false]);
  calls[0].answer(1);
  await soon();
  await soon();
  equal([loaded.value, calls.length], [1, 2]);
  calls[1].answer(2);
  await soon();
  await soon();
  equal([loaded.value, calls.length], [2, 2]);
});
