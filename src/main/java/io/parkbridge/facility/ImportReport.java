package io.parkbridge.facility;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnore;

/**
 * What an import has done, or would do. With a single fault nothing is written.
 *
 * @param dryRun     nothing was written, whatever the file says
 * @param lines      lines read, the header not counted
 * @param faultCount all faults
 * @param faults     the first {@value #FAULTS_KEPT_MAX} of them, by line
 * @param written    rows created or changed; 0 for a file that says what is there already
 */
public record ImportReport(boolean dryRun, long lines, long faultCount, List<Fault> faults, long written) {

    static final int FAULTS_KEPT_MAX = 1_000;

    /**
     * @param line   counted from 1, the header's line
     * @param column null where it is about the line as a whole
     */
    public record Fault(long line, String column, String reason) {
    }

    @JsonIgnore
    public boolean isFaulty() {
        return faultCount > 0;
    }

    /** Collects the faults of a file. */
    static final class Faults {

        private final List<Fault> kept = new ArrayList<>();
        private long count;

        void add(long line, String column, String reason) {
            count++;
            if (kept.size() < FAULTS_KEPT_MAX) {
                kept.add(new Fault(line, column, reason));
            }
        }

        boolean isEmpty() {
            return count == 0;
        }

        ImportReport report(boolean dryRun, long lines, long written) {
            kept.sort(Comparator.comparingLong(Fault::line));
            return new ImportReport(dryRun, lines, count, List.copyOf(kept), written);
        }
    }
}
