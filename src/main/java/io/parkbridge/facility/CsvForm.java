package io.parkbridge.facility;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.parkbridge.audit.AuditedRows;
import io.parkbridge.audit.Subject;
import io.parkbridge.facility.ImportReport.Faults;

/**
 * A form of CSV file: its columns in order and what may stand in each. Import and export share it.
 *
 * @param steps   what is done with the lines once they are in the table {@code line}
 * @param touched which rows of which table that can change
 */
record CsvForm(Subject subject, List<Column> columns, List<String> checks, List<String> steps, Map<AuditedRows, String> touched) {

    /**
     * @param type  in the database
     * @param fault what is wrong with a cell that is not empty, or null
     */
    record Column(String name, String type, boolean required, Function<String, String> fault) {
    }

    static final CsvForm SITES = new CsvForm(Subject.SITES, List.of(
            required("facility_code", "text", SiteRules::code), optional("facility_name", "text", SiteRules::name),
            optional("facility_address", "text", SiteRules::address), optional("time_zone", "text", SiteRules::timeZone),
            optional("zone_code", "text", SiteRules::zoneCode), optional("zone_name", "text", SiteRules::name),
            optional("zone_type", "text", SiteRules::kind), optional("max_stay_minutes", "int", whole(1, SiteRules.STAY_MINUTES_MAX)),
            optional("grace_minutes", "int", whole(0, SiteRules.STAY_MINUTES_MAX)), optional("bay_number", "text", SiteRules::bayNumber),
            optional("bay_kind", "text", SiteRules::kind), optional("longitude", "double precision", decimal(-180, 180)),
            optional("latitude", "double precision", decimal(-90, 90)), optional("device_code", "text", SiteRules::code),
            optional("device_model", "text", SiteRules::kind), optional("dev_eui", "text", SiteRules::devEui),
            optional("expected_interval_seconds", "int", whole(1, SiteRules.INTERVAL_SECONDS_MAX)),
            optional("bay_max_stay_minutes", "int", whole(1, SiteRules.STAY_MINUTES_MAX)),
            optional("bay_grace_minutes", "int", whole(0, SiteRules.STAY_MINUTES_MAX)), optional("bay_limit_days", "text", SiteRules::days),
            optional("bay_limit_from", "time", SiteRules::hour), optional("bay_limit_until", "time", SiteRules::hour),
            optional("zone_plan_width", "double precision", decimal(SiteRules.PLAN_METRES_MIN, SiteRules.PLAN_METRES_MAX)),
            optional("zone_plan_height", "double precision", decimal(SiteRules.PLAN_METRES_MIN, SiteRules.PLAN_METRES_MAX)),
            optional("bay_x", "double precision", decimal(0, SiteRules.PLAN_METRES_MAX)),
            optional("bay_y", "double precision", decimal(0, SiteRules.PLAN_METRES_MAX)),
            optional("bay_angle", "double precision", decimal(0, 360)),
            optional("bay_width", "double precision", decimal(SiteRules.BAY_METRES_MIN, SiteRules.BAY_METRES_MAX)),
            optional("bay_length", "double precision", decimal(SiteRules.BAY_METRES_MIN, SiteRules.BAY_METRES_MAX))), SiteStatements.CHECKS, SiteStatements.STEPS,
            SiteStatements.TOUCHED);

    static final CsvForm TARGETS = new CsvForm(Subject.TARGETS, List.of(
            required("facility_code", "text", SiteRules::code), required("zone_code", "text", SiteRules::zoneCode),
            required("day", "date", CsvForm::day), required("arrivals", "int", whole(0, SiteRules.ARRIVALS_MAX)),
            optional("usage_hours", "int", whole(0, SiteRules.USAGE_HOURS_MAX))),
            TargetStatements.CHECKS, TargetStatements.STEPS, TargetStatements.TOUCHED);

    /** Excel leaves out the digits that are not there; a plus, an exponent or a space is no number here. */
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,4}(\\.\\d{1,20})?");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
    private static final Pattern DAY = Pattern.compile("\\d{4}-\\d\\d-\\d\\d");

    private static Column required(String name, String type, Function<String, String> fault) {
        return new Column(name, type, true, fault);
    }

    private static Column optional(String name, String type, Function<String, String> fault) {
        return new Column(name, type, false, fault);
    }

    private static Function<String, String> whole(int min, int max) {
        return text -> WHOLE.matcher(text).matches() && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max ? null
                : "must be a whole number from " + min + " to " + max;
    }

    private static Function<String, String> decimal(double min, double max) {
        return text -> DECIMAL.matcher(text).matches() && Double.parseDouble(text) >= min && Double.parseDouble(text) <= max ? null
                : "must be a number from " + min + " to " + max;
    }

    private static String day(String text) {
        try {
            return DAY.matcher(text).matches() && LocalDate.parse(text).getYear() >= 2000 ? null : "must be a day in the form YYYY-MM-DD";
        } catch (DateTimeException e) {
            return "is no day of the calendar";
        }
    }

    List<String> header() {
        return columns.stream().map(Column::name).toList();
    }

    String lineTable() {
        StringBuilder table = new StringBuilder("create temporary table line (nr bigint primary key");
        columns.forEach(column -> table.append(", ").append(column.name).append(' ').append(column.type));
        return table.append(") on commit drop").toString();
    }

    /** Whether these can be a file's columns, in any order; which are missing or unknown is told. */
    boolean accepts(List<String> names, Faults faults) {
        List<String> known = header();
        boolean fine = true;
        for (String name : names) {
            if (!known.contains(name) || names.indexOf(name) != names.lastIndexOf(name)) {
                faults.add(1, name, known.contains(name) ? "is named twice in the header" : "is no column of this header: " + String.join(",", known));
                fine = false;
            }
        }
        for (Column column : columns) {
            if (column.required && !names.contains(column.name)) {
                faults.add(1, column.name, "is missing in the header");
                fine = false;
            }
        }
        return fine;
    }

    /** The cells of a line in the order of the form, null where empty or left out; or null where one of them is not acceptable. */
    List<String> read(long nr, List<String> names, List<String> cells, Faults faults) {
        if (cells.size() != names.size()) {
            faults.add(nr, null, "has " + cells.size() + " columns instead of " + names.size());
            return null;
        }
        List<String> values = new ArrayList<>(columns.size());
        boolean fine = true;
        for (Column column : columns) {
            int place = names.indexOf(column.name);
            values.add(place < 0 || cells.get(place).isBlank() ? null : cells.get(place).strip());
        }
        for (int i = 0; i < columns.size(); i++) {
            Column column = columns.get(i);
            String said = values.get(i) == null ? column.required ? "is required" : null : column.fault.apply(values.get(i));
            if (said != null) {
                faults.add(nr, column.name, said);
                fine = false;
            }
        }
        return fine ? values : null;
    }
}
