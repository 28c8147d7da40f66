import {duration, isoDate, percent, percentage, timeOfDay, weekday} from "../../../main/resources/web/app/text/format";
import {equal, test} from "../testing";

test("a duration is told in its two largest units", () => {
  equal([5, 65, 7_500, 200_000, -3].map(duration), ["5 s", "1 min", "2 h 5 min", "2 d 7 h", "0 s"]);
});

test("a part of nothing is a dash", () => {
  equal([percent(1, 4), percent(1, 0), percentage(33.4)], ["25%", "–", "33%"]);
});

test("times and days are the facility's", () => {
  const instant = new Date("2026-11-24T23:30:00Z");
  equal([timeOfDay(instant, "Australia/Melbourne"), isoDate(instant, "Australia/Melbourne"), isoDate(instant, "UTC")], ["10:30", "2026-11-25", "2026-11-24"]);
});

test("weekdays count from Monday", () => {
  equal([weekday(1), weekday(7)], ["Mon", "Sun"]);
});
