package io.parkbridge.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;

import javax.sql.DataSource;

import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.parkbridge.ingest.RandomDay.Told;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Random days, shuffled, repeated and split into random batches, through the real transaction on the real database: whatever the order of
 * arrival, the end is the one that the messages have one by one and in order. A failure names its seed; {@code -Ddays=200} tries more.
 */
@QuarkusTest
class OrderOfArrivalIT {

    private static final int DAYS = Integer.getInteger("days", 6);

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    @Inject
    BatchTransaction transaction;

    static LongStream seeds() {
        return LongStream.range(0, DAYS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void endIsTheSameAsInOrder(long seed) throws SQLException {
        Random random = new Random(seed);
        RandomDay day = RandomDay.of(random);
        Site inOrder = site(day);
        Site shuffled = site(day);
        Site atOnce = site(day);

        long stored = apply(inOrder, split(day.inOrder(), 1, 1, random));
        List<Told> arriving = new ArrayList<>(day.inOrder());
        Collections.shuffle(arriving, random);
        long storedShuffled = apply(shuffled, split(arriving, 1, 25, random));
        Collections.shuffle(arriving, random);
        long storedAtOnce = apply(atOnce, List.of(arriving));

        List<String> expected = picture(inOrder);
        assertThat(expected).isNotEmpty();
        assertThat(picture(shuffled)).as("seed %d, shuffled and split", seed).containsExactlyElementsOf(expected);
        assertThat(picture(atOnce)).as("seed %d, in one batch", seed).containsExactlyElementsOf(expected);
        assertThat(List.of(storedShuffled, storedAtOnce)).containsOnly(stored);
    }

    private static List<List<Told>> split(List<Told> messages, int min, int max, Random random) {
        List<List<Told>> batches = new ArrayList<>();
        for (int from = 0; from < messages.size();) {
            int to = Math.min(messages.size(), from + random.nextInt(min, max + 1));
            batches.add(messages.subList(from, to));
            from = to;
        }
        return batches;
    }

    /** Every bay has had two devices; the last one speaks LoRaWAN. */
    private Site site(RandomDay day) throws SQLException {
        Site site = sites.create(RandomDay.BAYS, day.timeZone());
        try (Connection connection = database.getConnection()) {
            execute(connection, """
                    update device set model = 'bosch-tps110' where code = ?""", site.device(RandomDay.LORAWAN_BAY));
            execute(connection, """
                    insert into device (facility_id, bay_id, code, model, active)
                    select facility_id, bay_id, code || ?, model, false from device where bay_id is not null and code like ?""",
                    RandomDay.REPLACEMENT, site.facility() + "-%");
        }
        return site;
    }

    /** Returns how many messages told something new. */
    private long apply(Site site, List<List<Told>> batches) throws SQLException {
        long stored = 0;
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            for (List<Told> batch : batches) {
                for (boolean replaced : new boolean[] {false, true}) {
                    List<Delivery> deliveries = batch.stream().filter(told -> told.replaced() == replaced).map(told -> told.at(site)).toList();
                    if (!deliveries.isEmpty()) {
                        activate(connection, site, replaced);
                        stored += transaction.run(connection, deliveries).outcomes().stream().filter(Outcome.Stored.class::isInstance).count();
                        connection.commit();
                    }
                }
            }
        }
        return stored;
    }

    /** One device of a bay is active at a time, and which one may change between any two batches. */
    private static void activate(Connection connection, Site site, boolean replaced) throws SQLException {
        String all = site.facility() + "-%";
        String replacements = "%" + RandomDay.REPLACEMENT;
        execute(connection, "update device set active = false where code like ? and active and bay_id is not null and (code like ?) <> " + replaced,
                all, replacements);
        execute(connection, "update device set active = true where code like ? and not active and (code like ?) = " + replaced,
                all, replacements);
    }

    private static void execute(Connection connection, String sql, String... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }

    /** Everything the messages have led to, without identifiers. */
    private List<String> picture(Site of) throws SQLException {
        String query = """
                with f as (select id, code from facility where code = ?)
                select coalesce(string_agg(line, e'\\n' order by line), '') from (
                    select concat_ws(' ', 'stay', b.number, s.arrived_at, s.departed_at) as line
                    from f join zone z on z.facility_id = f.id join bay b on b.zone_id = z.id join stay s on s.bay_id = b.id
                    union all
                    select concat_ws(' ', 'hour', z.code, h.hour, to_jsonb(h) - 'zone_id')
                    from f join zone z on z.facility_id = f.id join hourly_usage h on h.zone_id = z.id
                    union all
                    select concat_ws(' ', 'bay', b.number, s.occupied, s.since, s.reading_at, s.reading_seq, replace(d.code, f.code, ''))
                    from f join zone z on z.facility_id = f.id join bay b on b.zone_id = z.id join bay_state s on s.bay_id = b.id
                    left join device d on d.id = s.device_id
                    union all
                    select concat_ws(' ', 'zone', z.code, s.occupied, s.known)
                    from f join zone z on z.facility_id = f.id join zone_state s on s.zone_id = z.id
                    union all
                    select 'device ' || replace(d.code, f.code, '') || (to_jsonb(s) - 'device_id' - 'device_version')::text
                    from f join device d on d.facility_id = f.id join device_state s on s.device_id = d.id
                    union all
                    select concat_ws(' ', 'readings', replace(d.code, f.code, ''),
                           (select count(*) from occupancy o where o.device_id = d.id), (select count(*) from heartbeat h where h.device_id = d.id))
                    from f join device d on d.facility_id = f.id
                    union all
                    select concat_ws(' ', 'dead letter', replace(device_code, f.code, ''), reason, count(*))
                    from f join dead_letter on device_code like f.code || '-%' group by device_code, f.code, reason
                ) lines""";
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, of.facility());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1).lines().toList();
            }
        }
    }
}
