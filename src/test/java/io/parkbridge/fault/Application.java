package io.parkbridge.fault;

import static io.restassured.RestAssured.given;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An application under test, as a process; asked only over HTTP and the kernel, as an operator would. */
final class Application implements AutoCloseable {

    private final JavaProcess process;
    private final int port;
    private final int managementPort;

    /** The ledger: received = stored + duplicate + dead-lettered + quarantined + in flight. */
    record Books(long received, long stored, long duplicate, long deadLettered, long quarantined, long inFlight) {

        long settled() {
            return stored + duplicate + deadLettered + quarantined;
        }

        boolean balances() {
            return received == settled() + inFlight;
        }
    }

    Application(String name, Map<String, String> environment, String... options) throws IOException {
        port = Integer.parseInt(OwnServices.freePort());
        managementPort = Integer.parseInt(OwnServices.freePort());
        Map<String, String> all = new HashMap<>(environment);
        all.put("PARKBRIDGE_HTTP_PORT", Integer.toString(port));
        all.putIfAbsent("PARKBRIDGE_ACCESS_ANONYMOUS_ROLE", "administrator");
        all.put("PARKBRIDGE_MANAGEMENT_PORT", Integer.toString(managementPort));
        List<String> command = new ArrayList<>(List.of(options));
        // the first that ends in good order leaves its classes to those after it: half of what a start takes
        command.addAll(List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=target/fault-application.jsa"));
        command.addAll(List.of("-jar", System.getProperty("parkbridge.jar", "target/quarkus-app/quarkus-run.jar")));
        process = new JavaProcess(name, all, command.toArray(String[]::new));
    }

    /** Stops it where it stands, so that it notices nothing and answers nobody. */
    void pause() throws IOException, InterruptedException {
        process.signal("STOP");
    }

    void goOn() throws IOException, InterruptedException {
        process.signal("CONT");
    }

    int port() {
        return port;
    }

    /** False also where it does not listen (yet). */
    boolean isReady() {
        try {
            return given().port(managementPort).get("/q/health/ready").statusCode() == 200;
        } catch (Exception e) {
            if (!process.isAlive()) {
                throw new IllegalStateException("the application has ended", e);
            }
            return false;
        }
    }

    /** Whether it listens, ready or not. */
    boolean isThere() {
        try {
            return given().port(managementPort).get("/q/health/live").statusCode() == 200;
        } catch (Exception e) {
            return false;
        }
    }

    /** Whether the broker gives it messages, whatever the database does. */
    boolean isConnected() {
        return given().port(managementPort).get("/q/health/ready").path("checks.find { it.name == 'ingest' }.data.subscribed");
    }

    Books books() {
        String metrics = metrics();
        return new Books(sum(metrics, "parkbridge_ingest_received_total"), sum(metrics, "parkbridge_ingest_stored_total"),
                sum(metrics, "parkbridge_ingest_duplicate_total"), sum(metrics, "parkbridge_ingest_dead_lettered_total"),
                sum(metrics, "parkbridge_ingest_quarantined_total"), sum(metrics, "parkbridge_ingest_in_flight"));
    }

    /** The metric's value, over all its series. */
    long metric(String name) {
        return sum(metrics(), name);
    }

    private String metrics() {
        return managed("/q/metrics");
    }

    /** What it tells on the port of its own for those who run it. */
    String managed(String path) {
        return given().port(managementPort).get(path).asString();
    }

    private static long sum(String metrics, String name) {
        return (long) metrics.lines().filter(line -> line.startsWith(name + "{") || line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    /** Memory that the process holds, in KiB. */
    long resident() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream().filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", ""))).findFirst().orElseThrow();
    }

    /** {@code kill -9}. */
    void kill() throws InterruptedException {
        process.kill();
    }

    /** SIGTERM; waits for the end. */
    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
