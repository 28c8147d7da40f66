package io.parkbridge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** The simulator as a process: sensors that send, resend and count on their own. */
final class Sensors implements AutoCloseable {

    private static final Path SIMULATOR = Path.of("firmware-sim/target/firmware-sim.jar");

    private static final Duration SAMPLE = Duration.ofMillis(500);

    private final JavaProcess process;
    private final Path summary;

    /** What the sensors have sent, each reading counted once; {@code resent} again after lost connections. */
    record Sent(long occupancy, long heartbeats, long acknowledged, long resent) {
    }

    Sensors(String name, Map<String, String> environment, Path directory, String source, String... arguments) throws IOException {
        summary = Files.createTempFile(directory, "summary", ".json");
        List<String> command = new ArrayList<>(List.of("-jar", SIMULATOR.toString(), source));
        command.addAll(List.of(arguments));
        command.addAll(List.of("--summary", summary.toString()));
        process = new JavaProcess(name + "-sensors", environment, command.toArray(String[]::new));
    }

    /** Writes a source's site as files. */
    static void inventory(String name, Path directory, String... source) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("-jar", SIMULATOR.toString(), "inventory", "--dir", directory.toString()));
        command.addAll(List.of(source));
        try (JavaProcess inventory = new JavaProcess(name + "-sensors", Map.of(), command.toArray(String[]::new))) {
            assertThat(inventory.exitCode()).isZero();
        }
    }

    /** Waits until they have sent all, and every reading has been acknowledged by the broker. */
    Sent finished() throws IOException, InterruptedException {
        assertThat(process.exitCode()).as("exit code of the sensors").isZero();
        return sent();
    }

    /** Asks them to end, as Ctrl-C does; every reading has been acknowledged by the broker, which must be there. */
    Sent ended() throws IOException, InterruptedException {
        process.close();
        Sent sent = sent();
        assertThat(sent.acknowledged()).isEqualTo(sent.occupancy() + sent.heartbeats());
        return sent;
    }

    private Sent sent() throws IOException {
        JsonNode sent = new ObjectMapper().readTree(Files.readString(summary));
        return new Sent(sent.get("occupancy").asLong(), sent.get("heartbeats").asLong(), sent.get("acknowledged").asLong(),
                sent.get("resent").asLong());
    }

    /** False once they have ended; otherwise true, after a moment. */
    boolean areSending() throws InterruptedException {
        return !process.hasEndedWithin(SAMPLE);
    }

    @Override
    public void close() throws InterruptedException {
        process.close();
    }
}
