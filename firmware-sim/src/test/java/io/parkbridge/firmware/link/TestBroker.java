package io.parkbridge.firmware.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** A broker and its database of a test's own, so that it may be killed: started with the project's own command. */
final class TestBroker implements AutoCloseable {

    private final String launcher = System.getenv("PARKBRIDGE_LAUNCHER");
    private final String name;
    private final String mqttPort;
    private final String databasePort;

    TestBroker(String name) throws IOException {
        this.name = name + "-" + ProcessHandle.current().pid();
        this.mqttPort = freePort();
        this.databasePort = freePort();
    }

    private static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    /** Starts what does not run; its settings by name. */
    Map<String, String> start() throws IOException, InterruptedException {
        services("start", "--mqtt-port", mqttPort, "--database-port", databasePort);
        return services("env").lines().map(line -> line.split("=", 2)).collect(Collectors.toMap(part -> part[0], part -> part[1]));
    }

    void kill() throws IOException, InterruptedException {
        services("kill", "broker");
    }

    @Override
    public void close() throws IOException, InterruptedException {
        services("stop", "--purge");
    }

    private String services(String verb, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(launcher, "services", verb, "--instance", name));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(Path.of("target", name + ".log").toFile());
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s, see target/%s.log", command, name).isZero();
        return out;
    }
}
