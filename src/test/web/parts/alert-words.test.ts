import {alertKind, alertWords} from "../../../main/resources/web/app/parts/alert-words";
import {equal, test} from "../testing";

const words = (type: string, facts: Record<string, number | string>) => alertWords(type, {message: "the server's", facts});

test("an alert says what its facts say, in the reader's numbers and lengths of time", () => {
  equal(words("HIGH_POWER", {watts: 1620, limit_watts: 1500}), "draws 1,620 W, more than 1,500 W");
  equal(words("OVERSTAY", {stood_minutes: 75, limit_minutes: 60}), "a car stands for 1 h 15 min where 1 h are allowed");
  equal(words("STUCK_SENSOR", {unchanged_hours: 169, limit_hours: 168}), "has reported the same state for 7 d 1 h, longer than 7 d");
});

test("short silences are told by the second", () => {
  equal(words("DEVICE_OFFLINE", {silent_seconds: 125, limit_seconds: 120}), "has said nothing for 125 s, longer than 120 s");
});

test("the facts tell the cases of a type apart", () => {
  equal(words("DEVICE_OFFLINE", {silent_devices: 1, devices: 1}).split(":")[0], "1 of 1 devices says nothing");
  equal(words("INVALID_DATA", {reason: "OUT_OF_RANGE", detail: "voltage must be 0 to 1000"}), "sent an impossible value: voltage must be 0 to 1000");
  equal(words("CLOCK_SKEW", {reason: "FUTURE_TIME"}), "its clock runs ahead: a reading from the future was not taken");
});

test("what this page does not know is said in the server's words", () => {
  equal(words("HIGH_POWER", {}), "the server's");
  equal(words("NEW_TYPE", {watts: 3}), "the server's");
  equal([alertKind("OVERSTAY"), alertKind("NEW_TYPE")], ["Overstay", "NEW_TYPE"]);
});
