package io.parkbridge;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Mosquitto's own clients, in the hands of whoever may or may not use the broker. */
public final class Mosquitto implements AutoCloseable {

    private static final int SECONDS_MAX = 30;

    private final Process process;
    private final Path out;

    /** What a client that has ended has printed, and whether that was the end of it. */
    public record Result(int exit, String text) {

        /** Connected, and what it asked for was granted. */
        public boolean isGranted() {
            return exit == 0 && !isRefused();
        }

        public boolean isRefused() {
            return text.toLowerCase().contains("not authori") || text.contains("denied") || text.contains("refused");
        }
    }

    /** Any client with any arguments, to its end. */
    public static Result run(String... arguments) throws IOException, InterruptedException {
        try (Mosquitto client = new Mosquitto(List.of(arguments))) {
            return client.result();
        }
    }

    /** Any client with any arguments, until closed or thrown out. */
    public static Mosquitto start(String... arguments) throws IOException {
        return new Mosquitto(List.of(arguments));
    }

    private Mosquitto(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(TestSensors.environment("PARKBRIDGE_LAUNCHER"), "mosquitto"));
        command.addAll(arguments);
        out = Files.createTempFile("mosquitto", ".out");
        process = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(out.toFile()).start();
    }

    /** Publishes at QoS 1 and ends; the message that the broker refuses is told. */
    public static Result publish(String username, String password, String clientId, String topic, String payload, String... more)
            throws IOException, InterruptedException {
        List<String> arguments = arguments("pub", username, password, clientId);
        arguments.addAll(List.of("-q", "1", "-t", topic, "-m", payload));
        arguments.addAll(List.of(more));
        try (Mosquitto client = new Mosquitto(arguments)) {
            return client.result();
        }
    }

    /** Subscribes, and listens until closed or thrown out. */
    public static Mosquitto subscribe(String username, String password, String clientId, String topic, String... more) throws IOException {
        List<String> arguments = arguments("sub", username, password, clientId);
        arguments.addAll(List.of("-q", "1", "-t", topic, "-v"));
        arguments.addAll(List.of(more));
        return new Mosquitto(arguments);
    }

    private static List<String> arguments(String what, String username, String password, String clientId) {
        URI broker = URI.create(TestSensors.environment("PARKBRIDGE_MQTT_URL"));
        List<String> arguments = new ArrayList<>(List.of(what, "-V", "5", "-h", broker.getHost(), "-p", Integer.toString(broker.getPort())));
        if (username != null) {
            arguments.addAll(List.of("-u", username, "-P", password));
        }
        arguments.addAll(List.of("-i", clientId));
        return arguments;
    }

    /** Waits for its end. */
    public Result result() throws IOException, InterruptedException {
        if (!process.waitFor(SECONDS_MAX, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the client does not end: " + text());
        }
        return new Result(process.exitValue(), text());
    }

    /** What it has printed so far. */
    public String text() {
        try {
            return Files.readString(out, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
        Files.delete(out);
    }
}
