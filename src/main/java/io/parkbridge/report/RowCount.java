package io.parkbridge.report;

import java.util.List;

/** Turns rows that have been written into the share of the work that is done. */
final class RowCount {

    private final Progress progress;
    private final double whole;
    private final double upTo;
    private long written;

    /** @param upTo the share that is reached with the last row */
    RowCount(List<Block.Filled> tables, Progress progress, double upTo) {
        this.progress = progress;
        this.upTo = upTo;
        whole = Math.max(tables.stream().mapToLong(table -> table.rows().expected()).sum(), 1);
    }

    void row() {
        written++;
        progress.reached(Math.min(written / whole, 1) * upTo);
    }
}
