import {daysOf} from "../../../main/resources/web/app/reports/range";
import {orderAfter, sorted, written, type Column} from "../../../main/resources/web/app/reports/table";
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
