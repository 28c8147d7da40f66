package io.parkbridge.report.run;

import java.util.Arrays;
import java.util.stream.Collectors;

import io.parkbridge.http.Fields;
import io.parkbridge.report.Format;
import io.parkbridge.report.Report;

/** How a body names a report and its format. */
final class Wanted {

    private Wanted() {
    }

    static String faultOfReport(String text) {
        return Arrays.stream(Report.values()).anyMatch(report -> report.path().equals(text)) ? null
                : "must be one of " + Arrays.stream(Report.values()).map(Report::path).collect(Collectors.joining(", "));
    }

    static String faultOfFormat(String text) {
        return format(text) == null ? "must be one of " + Arrays.stream(Format.values()).map(Format::extension).collect(Collectors.joining(", ")) : null;
    }

    /** Null where there is none with this extension. */
    static Format format(String extension) {
        return Arrays.stream(Format.values()).filter(format -> format.extension().equals(extension)).findFirst().orElse(null);
    }

    /** For {@link io.parkbridge.report.ReportRequests}, which takes what queries have. */
    static String id(Fields fields, String name) {
        Integer id = fields.integerOrNull(name, null, 1, Integer.MAX_VALUE);
        return id == null ? null : id.toString();
    }
}
