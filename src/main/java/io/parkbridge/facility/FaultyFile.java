package io.parkbridge.facility;

import java.util.stream.Collectors;

/** A file in the folder of sites that cannot be imported; its message names the faulty lines. */
class FaultyFile extends RuntimeException {

    private static final int NAMED_MAX = 10;

    FaultyFile(ImportReport report) {
        super(report.faultCount() + " faults: " + report.faults().stream().limit(NAMED_MAX)
                .map(fault -> "line " + fault.line() + (fault.column() == null ? "" : ", " + fault.column()) + " " + fault.reason())
                .collect(Collectors.joining("; ")));
    }
}
