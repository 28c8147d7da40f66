package io.parkbridge.ingest;

import static io.parkbridge.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.UUID;

import javax.sql.DataSource;

import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The network servers' sample uplinks, at today's time, through the real broker and database. */
@QuarkusTest
class LorawanIT {

    private static final Path PAYLOADS = Path.of("src/test/resources/payloads");
    private static final Instant EARLIER = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofHours(1));

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    private Site site;
    private TestSensors sensors;
    private String devEui;

    @BeforeEach
    void connect() throws MqttException, SQLException {
        site = sites.create(2);
        devEui = UUID.randomUUID().toString().replace("-", "").substring(0, 16);
        execute("update device set model = 'bosch-tps110' where code = ?", site.device(1));
        sensors = TestSensors.connect();
    }

    @AfterEach
    void disconnect() throws MqttException {
        sensors.close();
    }

    private void theThingsStack(String device, String... replacements) throws IOException, MqttException {
        String sample = Files.readString(PAYLOADS.resolve("the-things-stack-v3/sample/in.json"));
        String message = sample.replace("2025-04-16T11:54:13.787593298Z", EARLIER.toString()).replace("70B3D52DD600035A", devEui.toUpperCase(Locale.ROOT));
        sensors.publish("v3/city-parking@example-city/devices/" + device + "/up", replaced(message, replacements));
    }

    private void chirpStack(String devEui, String... replacements) throws IOException, MqttException {
        String sample = Files.readString(PAYLOADS.resolve("chirpstack-v4/sample/in.json"));
        String message = sample.replace("2022-07-18T09:34:15.775023242+00:00", EARLIER.plusSeconds(60).toString());
        sensors.publish("application/17c82e96/device/" + devEui + "/event/up", replaced(message, replacements));
    }

    private static String replaced(String message, String... replacements) {
        String result = message;
        for (int i = 0; i < replacements.length; i += 2) {
            assertThat(result).contains(replacements[i]);
            result = result.replace(replacements[i], replacements[i + 1]);
        }
        return result;
    }

    @Test
    void uplinkOfTheThingsStackIsAReadingAndAHeartbeat() throws Exception {
        theThingsStack(site.device(1));

        awaitRow("true 14", "select o.occupied, o.seq from occupancy o join device d on d.id = o.device_id where d.code = ?");
        awaitRow("-97 9.5 14", "select h.rssi, h.snr, h.seq from heartbeat h join device d on d.id = h.device_id where d.code = ?");
        awaitRow("-97 9.5 14 0", STATE.formatted("rssi, s.snr, s.number, s.missing"));
        awaitRow("1", "select count(*) from stay s join device d using (bay_id) where d.code = ? and s.arrived_at = '" + EARLIER + "'");
    }

    @Test
    void uplinkOfChirpStackFindsItsDeviceByTheDevEuiInAnyCase() throws Exception {
        execute("update device set dev_eui = ? where code = ?", devEui, site.device(1));

        chirpStack(devEui.toUpperCase(Locale.ROOT));

        awaitRow("true", "select o.occupied from occupancy o join device d on d.id = o.device_id where d.code = ?");
        awaitRow("-1 -36 10.5 4", STATE.formatted("temperature, s.rssi, s.snr, s.number"));
    }

    @Test
    void bothServersNameTheSameDevice() throws Exception {
        execute("update device set dev_eui = ? where code = ?", devEui, site.device(1));

        theThingsStack("a-name-of-its-own");
        chirpStack(devEui, "\"fCnt\": 4", "\"fCnt\": 15", "\"Af8=\"", "\"AA==\"");

        awaitRow("2", "select count(*) from occupancy o join device d on d.id = o.device_id where d.code = ?");
        awaitRow("60", """
                select extract(epoch from departed_at - arrived_at)::int from stay s join device d using (bay_id) where d.code = ?""");
    }

    @Test
    void frameCounterCountsUplinksSoOnlyItsGapsAreMissing() throws Exception {
        theThingsStack(site.device(1));
        // a port without occupancy, then one lost, then occupancy again
        theThingsStack(site.device(1), EARLIER.toString(), EARLIER.plusSeconds(10).toString(), "\"f_cnt\": 14", "\"f_cnt\": 15",
                "\"f_port\": 1", "\"f_port\": 4");
        theThingsStack(site.device(1), EARLIER.toString(), EARLIER.plusSeconds(30).toString(), "\"f_cnt\": 14", "\"f_cnt\": 17");

        awaitRow("3 2 1 17", """
                select (select count(*) from heartbeat where device_id = d.id), (select count(*) from occupancy where device_id = d.id),
                       s.missing, s.number
                from device d join device_state s on s.device_id = d.id where d.code = ?""");

        theThingsStack(site.device(1), EARLIER.toString(), EARLIER.plusSeconds(20).toString(), "\"f_cnt\": 14", "\"f_cnt\": 16");

        awaitRow("0 17", STATE.formatted("missing, s.number"));
    }

    @Test
    void startUpTellsFirmwareAndKeepsTheRest() throws Exception {
        theThingsStack(site.device(1), "\"f_port\": 1", "\"f_port\": 3", "\"AQ==\"", "\"JAMAAHUDAAAAAAAAAB0CAwE=\"");

        awaitRow("0.29.2", STATE.formatted("firmware"));
        awaitRow("system request 804", """
                select h.details ->> 'reset_cause', h.details -> 'debug_codes' -> 0
                from heartbeat h join device d on d.id = h.device_id where d.code = ?""");
    }

    @Test
    void whatIsNoUplinkOfTheModelIsADeadLetterWithItsReason() throws Exception {
        String code = site.device(1);
        theThingsStack(code, "\"f_port\": 1", "\"f_port\": 9");
        theThingsStack(code, "\"AQ==\"", "\"AQEB\"");
        theThingsStack(code, "\"AQ==\"", "\"A!==\"");
        theThingsStack(code, "\"confirmed\": true", "\"confirmed\": true}, \"simulated\": true, \"x\": {\"y\": true");
        theThingsStack(code, EARLIER.toString(), "2001-01-01T00:00:00Z");

        for (String reason : new String[] {"UNKNOWN_PORT", "PAYLOAD_LENGTH", "MALFORMED_PAYLOAD", "SIMULATED", "TOO_OLD"}) {
            awaitRow(reason, "select reason from dead_letter where device_code = ? and reason = '" + reason + "'");
        }
        awaitRow("0", "select count(*) from heartbeat h join device d on d.id = h.device_id where d.code = ?");
    }

    @Test
    void devicesThatCannotSpeakLorawanOrAreOthersAreDeadLetters() throws Exception {
        execute("update device set model = 'bosch-tps110' where code = ?", site.gateway());
        execute("update device set model = 'bosch-tps110', dev_eui = ? where code = ?", "00" + devEui.substring(2), site.device(1));

        theThingsStack(site.facility() + "-none");
        theThingsStack(site.device(2));
        theThingsStack(site.gateway());
        theThingsStack(site.device(1), devEui.toUpperCase(Locale.ROOT), "FF" + devEui.substring(2).toUpperCase(Locale.ROOT));

        awaitRow("UNKNOWN_DEVICE", DEAD_LETTER, site.facility() + "-none");
        awaitRow("NO_CODEC", DEAD_LETTER, site.device(2));
        awaitRow("NO_BAY", DEAD_LETTER, site.gateway());
        awaitRow("UNKNOWN_DEVICE", DEAD_LETTER, site.device(1));
    }

    private static final String STATE = "select s.%s from device_state s join device d on d.id = s.device_id where d.code = ?";
    private static final String DEAD_LETTER = "select reason from dead_letter where device_code = ?";

    private void awaitRow(String expected, String query) {
        awaitRow(expected, query, site.device(1));
    }

    /** The values of the one row, with spaces between. */
    private void awaitRow(String expected, String query, String code) {
        await().untilAsserted(() -> assertThat(row(query, code)).isEqualTo(expected));
    }

    private String row(String query, String code) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement("select concat_ws(' ', variadic array(select value from json_each_text("
                        + "to_json(r)))) from (" + query + ") r")) {
            statement.setString(1, code);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() ? row.getString(1) : null;
            }
        }
    }

    private void execute(String sql, String... parameters) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                statement.setString(i + 1, parameters[i]);
            }
            statement.executeUpdate();
        }
    }
}
