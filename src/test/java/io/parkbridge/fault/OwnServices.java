package io.parkbridge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import io.parkbridge.TestSensors;

/** A broker and a database of a test's own, so that it may count and kill: started with the project's own command. */
final class OwnServices implements AutoCloseable {

    private final String name;
    private final String[] options;
    private final Map<String, String> settings;

    /**
     * @param name    of the instance, with that of the run of all tests before it, which ends what a Ctrl-C leaves
     * @param options of {@code services start}
     */
    OwnServices(String name, String... options) throws IOException, InterruptedException {
        String run = System.getenv("PARKBRIDGE_TEST_INSTANCE");
        this.name = (run == null ? "" : run + "-") + name + "-" + ProcessHandle.current().pid();
        List<String> all = new ArrayList<>(List.of("--mqtt-port", freePort(), "--database-port", freePort()));
        all.addAll(List.of(options));
        this.options = all.toArray(String[]::new);
        start();
        settings = services("env").lines().map(line -> line.split("=", 2)).collect(Collectors.toMap(part -> part[0], part -> part[1]));
    }

    static String freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return Integer.toString(socket.getLocalPort());
        }
    }

    /** Starts what does not run. */
    void start() throws IOException, InterruptedException {
        start(Map.of());
    }

    /** @param environment of the launcher, beside that of the tests */
    void start(Map<String, String> environment) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("services", "start", "--instance", name));
        command.addAll(List.of(options));
        launch(environment, command);
    }

    /** Any command of the launcher. */
    void launcher(String... command) throws IOException, InterruptedException {
        launch(Map.of(), List.of(command));
    }

    /** @param what {@code broker} or {@code database} */
    void stop(String what) throws IOException, InterruptedException {
        services("stop", what);
    }

    /** {@code kill -9} of all its processes. */
    void kill(String what) throws IOException, InterruptedException {
        services("kill", what);
    }

    /** Environment of a process that uses them. */
    Map<String, String> settings() {
        return settings;
    }

    /** As {@code --instance} knows it. */
    String instance() {
        return name;
    }

    /** Data, logs and passwords. */
    Path directory() {
        return Path.of(TestSensors.environment("PARKBRIDGE_LAUNCHER")).resolveSibling(".parkbridge/instances/" + name);
    }

    /** All of them by their names, the superuser's among them. */
    Map<String, String> passwords() throws IOException {
        return Files.readAllLines(directory().resolve("credentials.env")).stream().map(line -> line.split("=", 2))
                .collect(Collectors.toMap(part -> part[0], part -> part[1]));
    }

    @Override
    public void close() throws IOException, InterruptedException {
        services("stop", "--purge");
    }

    private String services(String verb, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("services", verb, "--instance", name));
        command.addAll(List.of(arguments));
        return launch(Map.of(), command);
    }

    private String launch(Map<String, String> environment, List<String> arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(TestSensors.environment("PARKBRIDGE_LAUNCHER")));
        command.addAll(arguments);
        Path log = Path.of("target", name + ".log");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as("%s, see %s", command, log).isZero();
        return out;
    }
}
