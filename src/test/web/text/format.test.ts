import {clockTime, dayRange, duration, fileSize, isoDate, longWeekday, parseClock, percent, percentage, timeOfDay, weekday} from "../../../main/resources/web/app/text/format";
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

test("ranges of days, times of day and sizes are the reader's", () => {
  equal([dayRange("2026-11-24", "2026-11-24").includes("2026"), clockTime("06:30:00").includes("6:30"), longWeekday(1)], [true, true, "Monday"]);
  equal([fileSize(1), fileSize(340_400), fileSize(1_250_000)], ["1 kB", "340 kB", "1.3 MB"]);
});

test("times of day are read as people write them", () => {
  equal(["6:30 pm", "18.30", "7", "12 am", "12:05 p.m.", "24:00", "noon", "", "7:60"].map(parseClock), [{hours: 18, minutes: 30}, {hours: 18, minutes: 30}, {hours: 7, minutes: 0},
    {hours: 0, minutes: 0}, {hours: 12, minutes: 5}, undefined, undefined, undefined, undefined]);
});
