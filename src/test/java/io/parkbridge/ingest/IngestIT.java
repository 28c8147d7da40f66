package io.parkbridge.ingest;

import static io.parkbridge.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

import javax.sql.DataSource;

import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.parkbridge.live.IngestCounts;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the sensor's publish to the rows, through the real broker and database. */
@QuarkusTest
class IngestIT {

    private static final Instant NOON = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(12));

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    @Inject
    Ledger ledger;

    private Site site;
    private TestSensors sensors;

    @BeforeEach
    void connect() throws MqttException {
        site = sites.create(4);
        sensors = TestSensors.connect();
    }

    @AfterEach
    void disconnect() throws MqttException {
        sensors.close();
    }

    private static String occupancy(int minute, boolean occupied, long seq) {
        return "{\"time\":\"%s\",\"occupied\":%s,\"seq\":%d}".formatted(NOON.plus(Duration.ofMinutes(minute)), occupied, seq);
    }

    @Test
    void readingBecomesRowStateStayAndHourlyUsage() throws MqttException {
        sensors.publish(site.topic(1, "occupancy"), occupancy(0, true, 1));
        sensors.publish(site.topic(1, "occupancy"), occupancy(30, false, 2));
        sensors.publish(site.topic(2, "occupancy"), occupancy(40, true, 1));

        awaitRows(3, "select count(*) from occupancy o join device d on d.id = o.device_id where d.code like ?");
        assertThat(number("select count(*) from stay s join device d using (bay_id) where d.code like ?")).isEqualTo(2);
        assertThat(number("""
                select extract(epoch from departed_at - arrived_at)::int from stay s join device d using (bay_id)
                where d.code like ? and departed_at is not null""")).isEqualTo(1_800);
        assertThat(number(ZONES.formatted("sum(occupied)"))).isEqualTo(1);
        assertThat(number(ZONES.formatted("sum(known)"))).isEqualTo(2);
        assertThat(number(HOURS.formatted("arrivals"))).isEqualTo(2);
        assertThat(number(HOURS.formatted("departures"))).isEqualTo(1);
    }

    @Test
    void redeliveredReadingChangesNothing() throws MqttException {
        sensors.publish(site.topic(1, "occupancy"), occupancy(0, true, 1));
        sensors.publish(site.topic(1, "heartbeat"), "{\"time\":\"%s\",\"battery\":80}".formatted(NOON));
        awaitRows(1, HEARTBEATS);
        IngestCounts before = settled();

        sensors.publish(site.topic(1, "occupancy"), occupancy(0, true, 1));
        sensors.publish(site.topic(1, "heartbeat"), "{\"time\":\"%s\",\"battery\":80}".formatted(NOON));

        await().until(() -> settled().duplicate() - before.duplicate() == 2);
        assertThat(settled().stored()).isEqualTo(before.stored());
        assertThat(number(READINGS)).isEqualTo(1);
        assertThat(number(HEARTBEATS)).isEqualTo(1);
        assertThat(number(HOURS.formatted("arrivals"))).isEqualTo(1);
        assertThat(number(HOURS.formatted("readings"))).isEqualTo(1);
    }

    @Test
    void orderOfArrivalDoesNotMatter() throws MqttException, SQLException {
        Random random = new Random(20261123);
        Site ordered = sites.create(4);
        List<String[]> messages = new ArrayList<>();
        for (int bay = 1; bay <= 4; bay++) {
            for (int i = 0; i < 60; i++) {
                messages.add(new String[] {"" + bay, occupancy(i * 7, random.nextBoolean(), i)});
            }
        }
        for (String[] message : messages) {
            sensors.send(ordered.topic(Integer.parseInt(message[0]), "occupancy"), message[1], false);
        }
        messages.addAll(messages.subList(0, 50));
        Collections.shuffle(messages, random);
        for (String[] message : messages) {
            sensors.publish(site.topic(Integer.parseInt(message[0]), "occupancy"), message[1]);
        }

        Site shuffled = site;
        awaitRows(240, READINGS);
        assertThat(picture(shuffled)).isEqualTo(picture(ordered)).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {
        "occupancy | not json                                                | NOT_JSON",
        "occupancy | {\"occupied\":\"yes\"}                                  | WRONG_TYPE",
        "occupancy | {\"occupied\":true,\"time\":\"2099-01-01T00:00:00Z\"}   | FUTURE_TIME",
        "heartbeat | {\"battery\":1000}                                      | OUT_OF_RANGE",
        "nonsense  | {}                                                      | MALFORMED_TOPIC"})
    void badMessageIsKeptWithItsReasonAndTheNextIsUnaffected(String kind, String payload, String reason) throws MqttException {
        IngestCounts before = settled();

        sensors.publish(site.topic(1, kind), payload);
        sensors.publish(site.topic(1, "occupancy"), occupancy(0, true, 1));

        awaitRows(1, READINGS);
        assertThat(number("select count(*) from dead_letter where topic like 'parking/v1/' || ? and reason = '" + reason + "'"))
                .isEqualTo(1);
        assertThat(settled().deadLettered() - before.deadLettered()).isEqualTo(1);
    }

    @Test
    void unknownDeviceAndGatewayWithoutBayAndForeignFacilityAreDeadLetters() throws MqttException {
        Site other = sites.create(2);
        sensors.publish("parking/v1/" + site.facility() + "/" + site.facility() + "-none/occupancy", occupancy(0, true, 1));
        sensors.publish("parking/v1/" + site.facility() + "/" + site.gateway() + "/occupancy", occupancy(0, true, 1));
        sensors.publish("parking/v1/" + site.facility() + "/" + other.device(1) + "/occupancy", occupancy(0, true, 1));

        awaitRows(3, "select count(*) from dead_letter where topic like 'parking/v1/' || ?");
        assertThat(number("""
                select count(distinct reason) from dead_letter where topic like 'parking/v1/' || ?
                and reason in ('UNKNOWN_DEVICE', 'NO_BAY', 'WRONG_FACILITY')""")).isEqualTo(3);
    }

    @Test
    void gapInSequenceNumbersIsCountedAndFilledByALateReading() throws MqttException {
        String missing = "select sum(missing)::int from device_state s join device d on d.id = s.device_id where d.code like ?";
        sensors.publish(site.topic(1, "occupancy"), occupancy(0, true, 1));
        sensors.publish(site.topic(1, "occupancy"), occupancy(10, false, 5));
        awaitRows(2, READINGS);
        assertThat(number(missing)).isEqualTo(3);

        sensors.publish(site.topic(1, "occupancy"), occupancy(5, true, 3));

        awaitRows(3, READINGS);
        assertThat(number(missing)).isEqualTo(2);
    }

    @Test
    void ledgerBalances() throws MqttException {
        IngestCounts before = settled();
        for (int i = 0; i < 100; i++) {
            sensors.send(site.topic(1 + i % 4, "occupancy"), i % 10 == 0 ? "rubbish" : occupancy(i % 50, true, i % 50), false);
        }
        await().until(() -> settled().received() - before.received() >= 100);

        IngestCounts after = settled();
        assertThat(after.received()).isEqualTo(after.stored() + after.duplicate() + after.deadLettered());
        assertThat(after.deadLettered() - before.deadLettered()).isEqualTo(10);
    }

    private static final String READINGS = "select count(*) from occupancy o join device d on d.id = o.device_id where d.code like ?";
    private static final String HEARTBEATS = "select count(*) from heartbeat h join device d on d.id = h.device_id where d.code like ?";
    private static final String ZONES = "select %s from zone_state s join zone z on z.id = s.zone_id join facility f on f.id = z.facility_id where f.code like ?";
    private static final String HOURS = "select sum(h.%s) from hourly_usage h join zone z on z.id = h.zone_id join facility f on f.id = z.facility_id where f.code like ?";

    /** The books once nothing is in flight. */
    private IngestCounts settled() {
        await().until(() -> ledger.counts().inFlight() == 0);
        return ledger.counts();
    }

    private void awaitRows(int expected, String query) {
        await().until(() -> number(query) == expected);
        settled();
    }

    private int number(String query) {
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, site.facility() + "%");
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Everything a site's readings have led to, without identifiers. */
    private String picture(Site of) throws SQLException {
        String query = """
                select coalesce(string_agg(line, e'\\n' order by line), '') from (
                    select concat_ws(' ', 'stay', b.number, s.arrived_at, s.departed_at) as line
                    from stay s join bay b on b.id = s.bay_id join zone z on z.id = b.zone_id join facility f on f.id = z.facility_id
                    where f.code = ?
                    union all
                    select concat_ws(' ', 'hour', z.code, h.hour, h.readings, h.arrivals, h.departures, h.occupied_micros)
                    from hourly_usage h join zone z on z.id = h.zone_id join facility f on f.id = z.facility_id where f.code = ?
                    union all
                    select concat_ws(' ', 'bay', b.number, s.occupied, s.since, s.reading_at, s.reading_seq)
                    from bay_state s join bay b on b.id = s.bay_id join zone z on z.id = b.zone_id
                    join facility f on f.id = z.facility_id where f.code = ?
                    union all
                    select concat_ws(' ', 'zone', z.code, s.occupied, s.known)
                    from zone_state s join zone z on z.id = s.zone_id join facility f on f.id = z.facility_id where f.code = ?
                ) lines""";
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(query)) {
            for (int i = 1; i <= 4; i++) {
                statement.setString(i, of.facility());
            }
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getString(1);
            }
        }
    }
}
