package io.parkbridge.bench;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import picocli.CommandLine.Option;

/** What every benchmark stands on: broker and database as {@code ./parkbridge bench} has started them, the application, and its devices. */
public final class Ground {

    @Option(names = "--devices", defaultValue = "5000", description = "default: ${DEFAULT-VALUE}")
    public int devices;

    @Option(names = "--drawn", description = "the bays lie on plans of their zones")
    private boolean drawn;

    @Option(names = "--instance", required = true, description = "folder of the broker's and the database's state")
    public Path instance;

    @Option(names = "--application", required = true, description = "quarkus-run.jar")
    private Path jar;

    @Option(names = "--simulator", required = true, description = "firmware-sim.jar, which writes the sites")
    private Path simulator;

    @Option(names = "--jvm", split = " ", defaultValue = "-Xmx1g -XX:+UseParallelGC", description = "of the application (default: ${DEFAULT-VALUE})")
    private List<String> jvm;

    /** Starts the application with its devices, and returns when it is ready. */
    public Application application() throws IOException, InterruptedException {
        Path sites = sites();
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-jar", simulator.toString(),
                "inventory", "load", "--devices", Integer.toString(devices), "--dir", sites.toString()));
        if (drawn) {
            command.add("--drawn");
        }
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (process.waitFor() != 0) {
            throw new IllegalStateException("the simulator cannot write the sites");
        }
        return start(sites, List.of());
    }

    /** Starts the application once more, with all its devices known from before. */
    public Application startedAgain(List<String> moreOfTheJvm) throws IOException, InterruptedException {
        return start(sites(), moreOfTheJvm);
    }

    private Application start(Path sites, List<String> moreOfTheJvm) throws IOException, InterruptedException {
        List<String> options = Stream.concat(jvm.stream(), moreOfTheJvm.stream()).toList();
        return new Application(jar, sites, instance.resolve("log/application.log"), freePort(), freePort(), options);
    }

    /** Folder of the sites that the application imports at its start; a benchmark may add its own. */
    public Path sites() {
        return instance.resolve("sites");
    }

    /** As the application's own role. */
    public static Connection database() throws SQLException {
        return database("PARKBRIDGE_DATABASE", "");
    }

    /** As the owner of the tables, who may clean them up. */
    public static Connection databaseAsOwner() throws SQLException {
        return database("PARKBRIDGE_DATABASE_OWNER", "");
    }

    /** One that sends statements as text alone, so that those with parameters can be planned without any. */
    public static Connection plainDatabase() throws SQLException {
        return database("PARKBRIDGE_DATABASE", "?preferQueryMode=simple");
    }

    private static Connection database(String role, String settings) throws SQLException {
        return DriverManager.getConnection(Bench.environment("PARKBRIDGE_DATABASE_URL") + settings, Bench.environment(role + "_USERNAME"),
                Bench.environment(role + "_PASSWORD"));
    }

    /** What goes on meanwhile; results go to standard output. */
    public static void say(String text) {
        System.err.println(text);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
