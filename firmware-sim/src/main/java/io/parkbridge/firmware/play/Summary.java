package io.parkbridge.firmware.play;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.parkbridge.firmware.link.Counts;

/**
 * What was sent and acknowledged, at the end.
 *
 * @param published    readings, each once
 * @param acknowledged of them, by the broker
 * @param resent       sent again after a lost connection
 * @param statuses     births and farewells, which are not readings
 * @param cpuSeconds   processor time of this process
 */
public record Summary(String source, long published, long acknowledged, long resent, long reconnects, long occupancy, long heartbeats,
        long statuses, @JsonProperty("elapsed_seconds") double elapsedSeconds, @JsonProperty("messages_per_second") double messagesPerSecond,
        @JsonProperty("cpu_seconds") double cpuSeconds) {

    /** @param elapsedSeconds from the first message to the last acknowledgement */
    public static Summary of(String source, Counts counts, double elapsedSeconds) {
        double cpu = ManagementFactory.getOperatingSystemMXBean() instanceof com.sun.management.OperatingSystemMXBean system
                ? system.getProcessCpuTime() / 1e9 : 0;
        return new Summary(source, counts.published(), counts.acknowledged(), counts.resent(), counts.reconnects(), counts.occupancy(),
                counts.heartbeats(), counts.statuses(), hundredths(elapsedSeconds), hundredths(counts.published() / elapsedSeconds),
                hundredths(cpu));
    }

    private static double hundredths(double value) {
        return Math.round(value * 100) / 100.0;
    }

    public void print(PrintStream out) {
        out.printf("%s: %,d readings published (%,d occupancy, %,d heartbeats), %,d acknowledged, %,d sent again after %d lost connections; "
                + "%.1f s, %,.0f/s, %.1f s of processor time%n", source, published, occupancy, heartbeats, acknowledged, resent, reconnects,
                elapsedSeconds, messagesPerSecond, cpuSeconds);
    }

    public void write(Path file) throws IOException {
        new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT).writeValue(file.toFile(), this);
    }
}
