package io.parkbridge.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.LongStream;

import javax.sql.DataSource;

import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/**
 * Tells the records of a request what the database already knows against them, with one query for all: no such device, or the reading is
 * there. The batch has the last word; this is so that a client's mistakes become answers and not dead letters.
 */
@ApplicationScoped
class SubmissionCheck {

    /** Both bounds of all records stand beside those of each, so that only the chunks in question are opened. */
    private static final String KNOWN = """
            select d.id, f.code, d.active, d.bay_id,
                   exists (
                       select from %s r where r.device_id = d.id
                         and r.time >= asked.since and r.time <= asked.until
                         and r.time >= timestamptz 'epoch' + ? * interval '1 microsecond'
                         and r.time <= timestamptz 'epoch' + ? * interval '1 microsecond'
                   )
            from (
                select code, nr, timestamptz 'epoch' + since * interval '1 microsecond' as since,
                       timestamptz 'epoch' + until * interval '1 microsecond' as until
                from unnest(?::text[], ?::bigint[], ?::bigint[]) with ordinality as u (code, since, until, nr)
            ) asked
            left join device d on d.code = asked.code
            left join facility f on f.id = d.facility_id
            order by asked.nr
            """;
    private static final String KNOWN_HEARTBEATS = KNOWN.formatted("heartbeat");
    private static final String KNOWN_OCCUPANCY = KNOWN.formatted("occupancy");

    /** Any other text is no device's code, and may be text that the database cannot even hold. */
    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]+");

    private final DataSource database;
    private final Duration window;

    @Inject
    SubmissionCheck(DataSource database, HttpIngestConfig config) {
        this(database, config.duplicateWindow());
    }

    SubmissionCheck(DataSource database, Duration window) {
        this.database = database;
        this.window = window;
    }

    /**
     * All of one kind.
     *
     * @param only the device that the sender may speak for, null where that is any; others do not exist for it
     */
    void check(List<? extends Submission<?>> submissions, String only) throws SQLException {
        String query = submissions.getFirst().posted() instanceof Posted.Telemetry ? KNOWN_HEARTBEATS : KNOWN_OCCUPANCY;
        Map<Integer, NavigableSet<Instant>> taken = new HashMap<>();
        try (Connection connection = database.getConnection(); PreparedStatement known = connection.prepareStatement(query)) {
            bind(known, submissions, only);
            try (ResultSet row = known.executeQuery()) {
                for (Submission<?> submission : submissions) {
                    row.next();
                    judge(submission, row, taken);
                }
            }
        }
    }

    private void bind(PreparedStatement known, List<? extends Submission<?>> submissions, String only) throws SQLException {
        int n = submissions.size();
        String[] codes = new String[n];
        long[] since = new long[n];
        long[] until = new long[n];
        for (int i = 0; i < n; i++) {
            Submission<?> submission = submissions.get(i);
            String code = submission.posted().deviceCode();
            codes[i] = code != null && CODE.matcher(code).matches() && (only == null || only.equals(code)) ? code : null;
            if (submission.isSound()) {
                since[i] = Micros.of(submission.posted().timestamp().minus(window));
                until[i] = Micros.of(submission.posted().timestamp().plus(window));
            }
        }
        known.setLong(1, LongStream.of(since).filter(time -> time != 0).min().orElse(0));
        known.setLong(2, LongStream.of(until).max().orElse(0));
        known.setObject(3, codes);
        known.setObject(4, since);
        known.setObject(5, until);
    }

    private void judge(Submission<?> submission, ResultSet row, Map<Integer, NavigableSet<Instant>> taken) throws SQLException {
        int id = row.getInt(1);
        boolean registered = !row.wasNull();
        if (submission.posted().deviceCode() == null) {
            return;
        }
        if (!registered) {
            submission.deviceIsUnknown();
        } else if (!row.getBoolean(3)) {
            submission.deviceIsInactive();
        } else if (submission.posted() instanceof Posted.Parking && row.getObject(4) == null) {
            submission.deviceWatchesNoBay();
        } else if (submission.isSound()) {
            Instant time = submission.posted().timestamp();
            NavigableSet<Instant> before = taken.computeIfAbsent(id, device -> new TreeSet<>());
            if (row.getBoolean(5) || !before.subSet(time.minus(window), true, time.plus(window), true).isEmpty()) {
                submission.isDuplicate();
            } else {
                before.add(time);
                submission.found(id, row.getString(2));
            }
        }
    }
}
