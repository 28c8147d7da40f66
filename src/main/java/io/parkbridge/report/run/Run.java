package io.parkbridge.report.run;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * A report that is, was or will be made.
 *
 * @param state    queued, running, done, failed, cancelled
 * @param progress 0 to 1
 * @param reason   why it has failed
 * @param file     where it is got, once it is done
 * @param table    the one that CSV holds; null for the report's first
 */
public record Run(long id, Integer scheduleId, String report, String format, int facility, Integer zone, LocalDate from, LocalDate to, String state,
        double progress, String reason, String who, Instant dueAt, Instant queuedAt, Instant startedAt, Instant endedAt, Long size, String file,
        List<Sent> mails, String paper, String language, String table) {

    /** @param state pending, sent, given_up */
    public record Sent(String address, String state, int attempts, String reason) {
    }
}
