package io.parkbridge.report;

import java.time.LocalDate;
import java.util.Locale;

/**
 * A report somebody wants, checked: see {@link ReportRequests}. Holds all that a rendering needs, so it can be kept and rendered later.
 *
 * @param facility id
 * @param zone     id; null for all zones of the facility
 * @param from     first day of the facility's calendar
 * @param to       last day, included
 * @param locale   of the texts, and for the form of numbers and dates; CSV is the same in all
 * @param table    the table that CSV holds; null for the report's first one
 */
public record ReportRequest(Report report, Format format, int facility, Integer zone, LocalDate from, LocalDate to, Paper paper,
        Locale locale, String table) {

    /** For whoever keeps it: {@code zone-performance-2026-11-01-2026-11-30.pdf}. */
    public String fileName() {
        return fileName(report.path(), from, to, format.extension());
    }

    public static String fileName(String report, LocalDate from, LocalDate to, String format) {
        return report + "-" + from + (from.equals(to) ? "" : "-" + to) + "." + format;
    }
}
