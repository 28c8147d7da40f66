import {parseDate} from "../../../main/resources/web/app/parts/pb-date";
import {equal, test} from "../testing";

const BRITISH = ["day", "month", "year"];

test("a date is read in the order in which the reader writes it", () => {
  equal(parseDate("24/11/2026", BRITISH), {year: 2026, month: 10, day: 24});
  equal(parseDate("11/24/2026", ["month", "day", "year"]), {year: 2026, month: 10, day: 24});
  equal(parseDate("6.5.24", BRITISH), {year: 2024, month: 4, day: 6});
  equal(parseDate("2026-11-24", BRITISH), {year: 2026, month: 10, day: 24});
});

test("what is no day is none", () => {
  equal(["31/02/2026", "24/11", "tomorrow", "1/2/3/4"].map(text => parseDate(text, BRITISH)), [undefined, undefined, undefined, undefined]);
});
