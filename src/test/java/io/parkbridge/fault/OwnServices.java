package io.parkbridge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.parkbridge.TestSensors;

/** A broker and a database of a test's own, so that it may count and kill: started with the project's own command. */
final class OwnServices implements AutoCloseable {

    private final String name;
    private final Map<String, String> settings;

    OwnServices(String name) throws IOException, InterruptedException {
        this.name = name + "-" + ProcessHandle.current().pid();
        services("start", "--mqtt-port", freePort(), "--database-port", freePort());
        settings = services("env").lines().map(line -> line.split("=", 2)).collect(Collectors.toMap(part -> part[0], part -> part[1]));
    }

    static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    /** Environment of a process that uses them. */
    Map<String, String> settings() {
        return settings;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        services("stop", "--purge");
    }

    private String services(String verb, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(TestSensors.environment("PARKBRIDGE_LAUNCHER"), "services", verb, "--instance", name));
        command.addAll(List.of(arguments));
        Path log = Path.of("target", name + ".log");
        Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile())).start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s, see %s", command, log).isZero();
        return out;
    }
}
