package io.parkbridge.fault;

import static io.parkbridge.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;

import io.parkbridge.TestSensors;
import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * A whole installation of a test's own, each part of it a real process: broker, database, applications, simulated sensors. What is in the
 * database is compared with what the sensors say they have sent.
 */
final class Installation implements AutoCloseable {

    /** Recounted from the raw readings: the changes to occupied. */
    private static final String ARRIVALS = """
            select count(*) from (
                select occupied, lag(occupied, 1, false) over (partition by bay_id order by time, seq) as before from occupancy
            ) readings where occupied and not before""";

    private final String name;
    private final Path directory;
    private final OwnServices services;
    private final Deque<AutoCloseable> started = new ArrayDeque<>();
    private long occupancySent;
    private long heartbeatsSent;
    private int processes;

    /** @param directory for inventories and summaries */
    Installation(String name, Path directory, String... serviceOptions) throws IOException, InterruptedException {
        this.name = name;
        this.directory = directory;
        this.services = new OwnServices(name, serviceOptions);
    }

    OwnServices services() {
        return services;
    }

    /** Writes a source's site where applications import it at their start. */
    void inventory(String... source) throws IOException, InterruptedException {
        Sensors.inventory(name, directory, source);
    }

    /** Starts an application and waits until it is ready. */
    Application application(String... options) throws IOException {
        return application(Map.of(), options);
    }

    /** @param different settings that are not those of the services */
    Application application(Map<String, String> different, String... options) throws IOException {
        Application application = launched(different, options);
        awaitThat(application::isReady);
        return application;
    }

    /** Not waited for. */
    Application launched(Map<String, String> different, String... options) throws IOException {
        Map<String, String> environment = new HashMap<>(services.settings());
        environment.put("PARKBRIDGE_SITES", directory.toString());
        environment.put("PARKBRIDGE_QUARANTINE_MESSAGES_PER_MINUTE", "0"); // a few devices send as much as a city
        environment.putAll(different);
        Application application = new Application(name + "-application-" + ++processes, environment, options);
        started.push(application);
        return application;
    }

    /** Sensors of a source of the simulator that begin to send. */
    Sensors sensors(String source, String... arguments) throws IOException {
        Sensors sensors = new Sensors(name, services.settings(), directory, source, arguments);
        started.push(sensors);
        return sensors;
    }

    /** Waits until they have sent all; it must be there. */
    Sensors.Sent finished(Sensors sensors) throws IOException, InterruptedException {
        return added(sensors.finished());
    }

    /** Ends them; all that they have sent must be there. */
    Sensors.Sent ended(Sensors sensors) throws IOException, InterruptedException {
        return added(sensors.ended());
    }

    private Sensors.Sent added(Sensors.Sent sent) {
        add(sent.occupancy(), sent.heartbeats());
        return sent;
    }

    /** Connects as a sensor does, to send single messages. */
    TestSensors testSensors() throws MqttException {
        Map<String, String> settings = services.settings();
        return TestSensors.connect(settings.get("PARKBRIDGE_MQTT_URL"), settings.get("PARKBRIDGE_SENSOR_MQTT_USERNAME"),
                settings.get("PARKBRIDGE_SENSOR_MQTT_PASSWORD"));
    }

    /** What has been sent and must be there. */
    void add(long occupancy, long heartbeats) {
        occupancySent += occupancy;
        heartbeatsSent += heartbeats;
    }

    /** Waits for the last of the readings; each is there once, and stays and usage are what a recount of the readings says. */
    void verifyEachReadingOnce() {
        await().pollInterval(Duration.ofMillis(100)).untilAsserted(() -> {
            assertThat(number("select count(*) from occupancy")).as("occupancy readings").isGreaterThanOrEqualTo(occupancySent);
            assertThat(number("select count(*) from heartbeat")).as("heartbeats").isGreaterThanOrEqualTo(heartbeatsSent);
        });
        assertThat(number("select count(*) from heartbeat")).as("heartbeats").isEqualTo(heartbeatsSent);
        assertThat(number("select count(*) from occupancy")).as("occupancy readings").isEqualTo(occupancySent);
        assertThat(number("select count(*) from (select distinct device_id, time, seq from occupancy) readings")).isEqualTo(occupancySent);
        long arrivals = number(ARRIVALS);
        assertThat(number("select count(*) from stay")).as("stays").isEqualTo(arrivals);
        assertThat(number("select coalesce(sum(arrivals), 0) from hourly_usage")).as("arrivals").isEqualTo(arrivals);
        assertThat(number("select coalesce(sum(readings), 0) from hourly_usage")).as("usage").isEqualTo(occupancySent);
        System.out.printf("%s: %,d occupancy readings and %,d heartbeats sent, each there once; %,d stays%n", name, occupancySent,
                heartbeatsSent, arrivals);
    }

    /** As the owner of the tables. */
    Connection connect() throws SQLException {
        Map<String, String> settings = services.settings();
        return DriverManager.getConnection(settings.get("PARKBRIDGE_DATABASE_URL"), settings.get("PARKBRIDGE_DATABASE_OWNER_USERNAME"),
                settings.get("PARKBRIDGE_DATABASE_OWNER_PASSWORD"));
    }

    long number(String query) {
        try (Connection connection = connect(); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What the superuser is told. */
    String text(String query) throws SQLException, IOException {
        try (Connection connection = connectAsSuperuser("parkbridge"); Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }

    void execute(String sql) throws SQLException {
        try (Connection connection = connect(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    void executeAsSuperuser(String sql) throws SQLException, IOException {
        try (Connection connection = connectAsSuperuser("postgres"); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private Connection connectAsSuperuser(String database) throws SQLException, IOException {
        return DriverManager.getConnection(services.settings().get("PARKBRIDGE_DATABASE_URL").replaceFirst("/[^/]*$", "/" + database), "postgres",
                services.passwords().get("owner_password"));
    }

    static void awaitThat(Callable<Boolean> condition) {
        await().pollInterval(Duration.ofMillis(100)).until(condition);
    }

    @Override
    public void close() throws Exception {
        for (AutoCloseable process : started) {
            process.close();
        }
        services.close();
    }
}
