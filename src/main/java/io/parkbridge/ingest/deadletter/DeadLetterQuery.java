package io.parkbridge.ingest.deadletter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import io.parkbridge.http.Page;
import io.parkbridge.ingest.deadletter.DeadLetterResource.DeadLetterContent;
import io.parkbridge.ingest.deadletter.DeadLetterResource.DeadLetterView;
import io.parkbridge.ingest.deadletter.DeadLetterResource.ReasonSummary;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads dead letters for people. */
@ApplicationScoped
public class DeadLetterQuery {

    private static final String COLUMNS =
            "id, received_at, topic, device_code, reason, detail, octet_length(payload), state, attempts, replayed_at";
    private static final String NEWEST = "select " + COLUMNS + " from dead_letter l where " + DeadLetterFilter.SQL
            + "order by received_at desc, id desc limit ? offset ?";
    private static final String ONE = "select " + COLUMNS + ", payload from dead_letter where id = ?";

    /** The dead ones by the index that has nothing else, the rest by the rows per sender: no letter is touched. */
    private static final String SUMMARY = """
            select r.reason, (select count(*) from dead_letter l where l.state = 'DEAD' and l.reason = r.reason),
                   coalesce(ever.messages, 0), coalesce(ever.not_kept, 0)
            from unnest(?::text[]) with ordinality as r (reason, nr)
            left join (select reason, sum(messages) as messages, sum(not_kept) as not_kept from dead_letter_source group by reason) ever
                using (reason)
            order by r.nr
            """;

    private final DataSource database;

    DeadLetterQuery(DataSource database) {
        this.database = database;
    }

    List<DeadLetterView> newest(DeadLetterFilter filter, Page page) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(NEWEST)) {
            filter.bind(query, 1);
            query.setInt(DeadLetterFilter.PARAMETERS + 1, page.limit());
            query.setInt(DeadLetterFilter.PARAMETERS + 2, page.offset());
            List<DeadLetterView> letters = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    letters.add(view(row));
                }
            }
            return letters;
        }
    }

    /** A letter whole; empty where there is none of this id. */
    public Optional<DeadLetterContent> find(long id) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(ONE)) {
            query.setLong(1, id);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? Optional.of(DeadLetterContent.of(view(row), row.getBytes(11))) : Optional.empty();
            }
        }
    }

    private static DeadLetterView view(ResultSet row) throws SQLException {
        return new DeadLetterView(row.getLong(1), Micros.read(row, 2), row.getString(3), row.getString(4), row.getString(5),
                row.getString(6), row.getInt(7), DeadLetterState.valueOf(row.getString(8)), row.getInt(9), Micros.read(row, 10));
    }

    /** Every reason there is, in the order of {@link DeadLetterReason}. */
    List<ReasonSummary> summary() throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(SUMMARY)) {
            query.setObject(1, Arrays.stream(DeadLetterReason.values()).map(Enum::name).toArray(String[]::new));
            List<ReasonSummary> reasons = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    reasons.add(new ReasonSummary(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)));
                }
            }
            return reasons;
        }
    }
}
