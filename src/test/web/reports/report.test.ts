import type {RunChange} from "../../../main/resources/web/app/live/frames";
import {heightOf, isTelling, tableOf, type Chart} from "../../../main/resources/web/app/reports/chart";
import {daysOf} from "../../../main/resources/web/app/reports/range";
import {again, withProgress, type Run} from "../../../main/resources/web/app/reports/runs";
import {fullest, orderAfter, sorted, written, type Column} from "../../../main/resources/web/app/reports/table";
import {equal, test} from "../testing";

test("presets are days before today, the month the last whole one", () => {
  equal(daysOf("yesterday", "2026-03-01"), {from: "2026-02-28", to: "2026-02-28"});
  equal(daysOf("week", "2026-11-24"), {from: "2026-11-18", to: "2026-11-24"});
  equal(daysOf("month", "2026-01-31"), {from: "2025-12-01", to: "2025-12-31"});
});

test("values are written by their kind", () => {
  equal(written("MINUTES", 65.4, "UTC"), "1:05");
  equal(written("MINUTES", 59.8, "UTC"), "1:00");
  equal(written("COUNT", null, "UTC"), "–");
});

test("numbers sort as numbers, and what is not known stays last", () => {
  const columns: Column[] = [{name: "zone", label: "Zone", kind: "TEXT"}, {name: "n", label: "N", kind: "COUNT"}];
  const rows = [["Zone 10", 9], ["Zone 2", 10], ["Zone 3", null]];
  equal(sorted(rows, columns, "n").map(row => row[1]), [9, 10, null]);
  equal(sorted(rows, columns, "-n").map(row => row[1]), [10, 9, null]);
  equal(sorted(rows, columns, "zone").map(row => row[0]), ["Zone 2", "Zone 3", "Zone 10"]);
  equal(sorted(rows, columns, "nothing"), rows);
});

test("a column sorts up, down, not at all", () => {
  equal([orderAfter(undefined, "n"), orderAfter("n", "n"), orderAfter("-n", "n") ?? ""], ["n", "-n", ""]);
});

test("a chart without a number is not drawn, and one that lies is as high as it has rows", () => {
  const chart: Chart = {title: "", description: "", form: "LYING", unit: "%", labels: ["A", ""], series: [{name: "Occupancy", mark: "BAR", tone: "ACCENT", values: [null, 0]}]};
  equal(isTelling(chart), false);
  equal(isTelling({...chart, series: [{...chart.series[0], values: [null, 3]}]}), true);
  equal(heightOf({...chart, labels: Array.from({length: 20}, () => "")}) > heightOf(chart), true);
  equal(tableOf(chart), {head: ["", "Occupancy"], rows: [["A", "–"], ["2", "0\u00a0%"]]});
});

test("a run is asked for once more as it was", () => {
  const wanted = {report: "overstay", format: "csv" as const, facility: 1, zone: null, from: "2026-11-01", to: "2026-11-30", paper: "A4", language: "en-GB"};
  const run: Run = {...wanted, table: null, id: 7, schedule_id: 3, state: "failed", progress: 0, reason: "", who: "anna", due_at: null, queued_at: "", started_at: null, ended_at: null, size: null, file: null, mails: []};
  equal(again(run), wanted);
  equal(again({...run, table: "stays"}).table, "stays");
});

test("how far runs are is taken over, what else becomes of them is asked for", () => {
  const [first, second] = [{id: 1, state: "running", progress: 0.1}, {id: 2, state: "queued", progress: 0}] as Run[];
  const told = (id: number, state: RunChange["state"], progress = 0.5): RunChange => ({id, schedule_id: null, state, progress});
  equal(withProgress([first, second], [told(1, "running")]), [{...first, progress: 0.5}, second]);
  equal(withProgress([first, second], []), [first, second]);
  equal(withProgress([first, second], [told(1, "done")]), undefined);
  equal(withProgress([first, second], [told(2, "running")]), undefined);
  equal(withProgress([first, second], [told(3, "running")]), undefined);
});

test("cells are coloured by the fullest of all", () => {
  const columns: Column[] = [{name: "day", label: "Day", kind: "TEXT"}, {name: "h0", label: "0", kind: "HEAT"}, {name: "h1", label: "1", kind: "HEAT"}];
  equal(fullest([["Mon", 10, 40], ["Tue", null, 5]], columns), 40);
});
