package io.parkbridge.ingest.deadletter;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;

import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Keeps dead letters and counts their senders: one statement for a whole batch, none where there are no letters. */
@ApplicationScoped
public class DeadLetterStore {

    /** Every letter is counted; those beyond the day's share of their reason and device are not kept. */
    private static final String INSERT = """
            with input as (
                select ?::int as share, (now() at time zone 'UTC')::date as day
            ), letter as materialized (
                select timestamptz 'epoch' + t * interval '1 microsecond' as received_at, topic, payload, reason, detail, device_code, facility, nr,
                       coalesce(device_code, '') as source,
                       count(*) over sender as of_sender,
                       row_number() over (partition by reason, coalesce(device_code, '') order by nr) as place
                from unnest(?::bigint[], ?::text[], ?::bytea[], ?::text[], ?::text[], ?::text[], ?::text[])
                     with ordinality as u (t, topic, payload, reason, detail, device_code, facility, nr)
                window sender as (partition by reason, coalesce(device_code, ''))
            ), counted as (
                insert into dead_letter_source as s
                       (reason, device_code, facility, topic, first_at, last_at, messages, not_kept, day, day_count)
                select reason, source, (array_agg(facility order by nr desc))[1], (array_agg(topic order by nr desc))[1], min(received_at),
                       max(received_at), count(*), greatest(count(*) - min(share), 0), min(day), count(*)
                from letter cross join input
                group by reason, source order by reason, source
                on conflict (reason, device_code) do update set
                    facility = excluded.facility,
                    topic = excluded.topic,
                    first_at = least(s.first_at, excluded.first_at),
                    last_at = greatest(s.last_at, excluded.last_at),
                    messages = s.messages + excluded.messages,
                    not_kept = s.not_kept + least(excluded.messages, greatest(0,
                        excluded.messages - (select share from input) + case when s.day = excluded.day then s.day_count else 0 end)),
                    day = excluded.day,
                    day_count = excluded.day_count + case when s.day = excluded.day then s.day_count else 0 end
                returning s.reason, s.device_code, s.day_count
            )
            insert into dead_letter (received_at, topic, payload, reason, detail, device_code)
            select l.received_at, l.topic, l.payload, l.reason, l.detail, l.device_code
            from letter l join counted c on c.reason = l.reason and c.device_code = l.source cross join input
            where c.day_count - l.of_sender + l.place <= share
            order by l.nr
            """;

    private final DeadLetterConfig config;

    DeadLetterStore(DeadLetterConfig config) {
        this.config = config;
    }

    public void insert(Connection connection, List<DeadLetter> letters) throws SQLException {
        if (letters.isEmpty()) {
            return;
        }
        try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
            insert.setInt(1, config.perDeviceAndDayMax());
            insert.setObject(2, letters.stream().mapToLong(letter -> Micros.of(letter.receivedAt())).toArray());
            insert.setObject(3, letters.stream().map(DeadLetter::topic).toArray(String[]::new));
            insert.setObject(4, letters.stream().map(DeadLetter::payload).toArray(byte[][]::new));
            insert.setObject(5, letters.stream().map(letter -> letter.reason().name()).toArray(String[]::new));
            insert.setObject(6, letters.stream().map(DeadLetter::detail).toArray(String[]::new));
            insert.setObject(7, letters.stream().map(DeadLetter::deviceCode).toArray(String[]::new));
            insert.setObject(8, letters.stream().map(DeadLetter::facility).toArray(String[]::new));
            insert.executeUpdate();
        }
    }
}
