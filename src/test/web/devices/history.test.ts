import {columnsIn, orderAfter, orderIn} from "../../../main/resources/web/app/devices/columns";
import {bars, mood} from "../../../main/resources/web/app/devices/device";
import {lasting, line, steps, type Point} from "../../../main/resources/web/app/devices/history";
import {equal, test} from "../testing";

function point(minute: number, voltage: number | null): Point {
  return {time: new Date(minute * 60_000).toISOString(), heartbeats: 1, voltage, voltage_min: null, voltage_max: null, power: null, power_max: null, battery: null, rssi: null,
    snr: null, temperature: null, delay: null};
}

test("a line is broken where the device was silent, not where it is slow", () => {
  const slow = [0, 10, 20, 60].map(minute => point(minute, minute));
  equal(line(slow, each => each.voltage, 60).map(([, value]) => value), [0, 10, 20, null, 60]);
  equal(line([point(0, 1), point(1, null), point(2, 3)], each => each.voltage, 60).map(([, value]) => value), [1, 3]);
});

test("spells are cut to the range, and one that lasts reaches its end", () => {
  equal(steps([[50, undefined], [-10, 20]], 0, 100), [[0, 1], [0, 1], [20, 0], [50, 1], [100, 0], [100, 1]]);
  equal(steps([], 0, 100), [[0, 0], [100, 0]]);
  equal(lasting([[50, undefined], [-10, 20], [200, 300]], 0, 100), 70);
});

test("columns and order are those that are known", () => {
  equal(columnsIn("health,nonsense,status"), ["status", "health"]);
  equal(columnsIn("nonsense"), undefined);
  equal(orderIn("-health"), {by: "health", falling: true});
  equal(orderIn("firmware"), {by: "code", falling: false});
  equal([orderAfter(orderIn(undefined), "health"), orderAfter(orderIn("health"), "health"), orderAfter(orderIn("-health"), "health"), orderAfter(orderIn(undefined), "code")],
    ["health", "-health", undefined, "-code"]);
});

test("health and signal have steps", () => {
  equal([100, 70, 69, 40, 39].map(mood), ["good", "good", "warn", "warn", "bad"]);
  equal([-60, -80, -95, -110, -120].map(bars), [4, 3, 2, 1, 0]);
});
