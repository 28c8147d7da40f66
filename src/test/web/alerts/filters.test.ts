import {sought} from "../../../main/resources/web/app/alerts/filters";
import {equal, test} from "../testing";

test("words are looked for in what the reader is told, too", () => {
  equal(sought("Clock ahead S012"), {text: "clock ahead s012",
    says: "CLOCK_SKEW:clock;CLOCK_SKEW.ahead_seconds:clock ahead;CLOCK_SKEW.behind_seconds:clock;CLOCK_SKEW.reason:clock ahead"});
});

test("what is told is no type's name and no fact's", () => {
  equal([sought("limit_watts").says, sought("HIGH_POWER").says], ["", ""]);
});

test("a place is copied from the list as it stands there", () => {
  equal(sought("Basement-1 · S006, PARK-B1-S006: ").text, "basement-1 s006 park-b1-s006");
});

test("nothing is looked for where no word is said", () => {
  equal([sought(undefined), sought(" · ")], [{}, {}]);
});
