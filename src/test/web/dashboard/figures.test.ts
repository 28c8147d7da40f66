import type {Day, Forecast, Hour} from "../../../main/resources/web/app/dashboard/answers";
import {dayBars, hourBars} from "../../../main/resources/web/app/dashboard/bars";
import {together} from "../../../main/resources/web/app/dashboard/outlook";
import {arrivalsTrend, pointsTrend} from "../../../main/resources/web/app/dashboard/trend";
import {equal, test} from "../testing";

function hour(hour: number, arrivals: number, lastWeek: number): Hour {
  return {start: new Date(Date.UTC(2026, 10, 24, hour)).toISOString(), date: "2026-11-24", hour, arrivals, departures: 0, occupancy_rate: 0, occupied_hours: 0, target: 2, last_week: lastWeek};
}

test("the present hour is compared with as much of last week's as has passed", () => {
  const halfPastOne = Date.UTC(2026, 10, 24, 1, 30);
  equal(arrivalsTrend([hour(0, 10, 10), hour(1, 5, 10)], halfPastOne), {change: 0, isPoints: false});
  equal(arrivalsTrend([hour(0, 3, 0)], halfPastOne), undefined);
});

test("shares differ by points", () => {
  equal([pointsTrend(50, 45), pointsTrend(50, undefined)], [{change: 5, isPoints: true}, undefined]);
});

test("a day has 24 hours, those to come without arrivals but with last week's", () => {
  const bars = hourBars([hour(0, 3, 1)], [hour(0, 1, 0), hour(5, 4, 0)]);
  equal([bars.length, bars[0].arrivals, bars[0].before, bars[5].arrivals, bars[5].before, bars[5].target], [24, 3, 1, null, 4, 2]);
});

test("days are summed over zones and stand beside the day a week before", () => {
  const day = (zone: number, date: string, arrivals: number): Day => ({zone_id: zone, date, arrivals, target: 5});
  const bars = dayBars([day(1, "2026-11-17", 7), day(1, "2026-11-24", 3), day(2, "2026-11-24", 4)], "2026-11-23", "2026-11-24");
  equal(bars.map(bar => [bar.arrivals, bar.before, bar.target]), [[null, 0, 0], [7, 7, 10]]);
});

test("zones without a forecast are left out and said to be", () => {
  const zone = (expected: number | null, mean: number | null): Forecast => ({zone_id: 1, bays: 10, method: "", error: {forecasts: 1, mean, last_week: null},
    hours: [{start: "2026-11-24T10:00:00Z", hour: 10, expected, low: expected, high: expected}]});
  const shown = together([zone(3, 1), zone(4, 2), zone(null, null)]);
  equal([shown.points[0].expected, shown.bays, shown.mean, shown.zones, shown.known], [7, 20, 3, 3, 2]);
});
