package io.parkbridge.ingest.deadletter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
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

    /** The dead ones from the narrowest index that has them, the rest from the rows per sender: no payload is touched. */
    private static final String SUMMARY = """
            select reason, coalesce(dead, 0), messages, not_kept
            from (select reason, sum(messages) as messages, sum(not_kept) as not_kept from dead_letter_source group by reason) ever
            full join (select reason, count(*) as dead from dead_letter where state = 'DEAD' group by reason) now using (reason)
            order by reason
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

    /** By reason, those that have none left dead among them. */
    List<ReasonSummary> summary() throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(SUMMARY);
                ResultSet row = query.executeQuery()) {
            List<ReasonSummary> reasons = new ArrayList<>();
            while (row.next()) {
                reasons.add(new ReasonSummary(row.getString(1), row.getLong(2), row.getLong(3), row.getLong(4)));
            }
            return reasons;
        }
    }
}
