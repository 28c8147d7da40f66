package io.parkbridge.ingest;

import static io.parkbridge.Patience.await;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import javax.sql.DataSource;

import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite.Site;
import org.eclipse.paho.mqttv5.common.MqttException;

/** A sensor that nobody has registered yet, heard at a site whose bay 1 has no device any more: it could stand there. */
final class Stranger implements AutoCloseable {

    static final Instant NOON = Instant.now().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofHours(12));
    static final String READINGS = "select count(*) from occupancy o join device d on d.id = o.device_id where d.code = ?";
    static final String DEAD = "select count(*) from dead_letter where device_code = ? and state = 'DEAD'";

    private final DataSource database;
    private final Ledger ledger;
    private final Site site;
    private final TestSensors sensors;

    Stranger(DataSource database, Ledger ledger, Site site) throws MqttException, SQLException {
        this.database = database;
        this.ledger = ledger;
        this.site = site;
        this.sensors = TestSensors.connect();
        execute("update device set active = false where code = '" + site.device(1) + "'");
    }

    String code() {
        return site.facility() + "-new";
    }

    static String occupancy(int minute, boolean occupied, long seq) {
        return "{\"time\":\"%s\",\"occupied\":%s,\"seq\":%d}".formatted(NOON.plus(Duration.ofMinutes(minute)), occupied, seq);
    }

    void publish(String kind, String payload) throws MqttException {
        sensors.publish("parking/v1/" + site.facility() + "/" + code() + "/" + kind, payload);
    }

    /** Alternating occupancy, a minute apart: dead letters. */
    void publishOccupancy(int readings) throws MqttException {
        for (int i = 0; i < readings; i++) {
            sensors.send("parking/v1/" + site.facility() + "/" + code() + "/occupancy", occupancy(i, i % 2 == 0, i), false);
        }
        awaitDead(readings);
    }

    /** The retired device's row becomes the stranger's, without adoption. */
    void register(boolean active) throws SQLException {
        execute("update device set code = '%s', active = %s where code in ('%s', '%s')".formatted(code(), active, site.device(1), code()));
    }

    void awaitDead(int expected) {
        await().until(() -> number(DEAD) == expected && ledger.counts().inFlight() == 0);
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** What a query with the stranger's code as its parameter counts. */
    int number(String query) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, code());
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getInt(1);
            }
        }
    }

    @Override
    public void close() throws MqttException {
        sensors.close();
    }
}
