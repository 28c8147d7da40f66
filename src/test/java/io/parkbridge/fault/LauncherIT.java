package io.parkbridge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import io.parkbridge.TestSensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code ./parkbridge} says to whoever asks for what cannot be: one sentence, and nothing is started. */
@Tag("processes")
class LauncherIT {

    private static final Path LAUNCHER = Path.of(TestSensors.environment("PARKBRIDGE_LAUNCHER"));

    private record Said(int status, String words) {
    }

    private static Said say(Map<String, String> environment, List<String> command) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process process = builder.start();
        String words = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Said(process.waitFor(), words.strip());
    }

    private static Said say(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
        command.addAll(List.of(arguments));
        return say(Map.of(), command);
    }

    /** As a first one holds the lock while it runs. */
    @Test
    void secondStartInTheSameFolderIsToldOfTheFirst() throws Exception {
        Path lock = LAUNCHER.resolveSibling(".parkbridge/run/lock");
        Files.createDirectories(lock.getParent());
        Said said = say(Map.of(), List.of("flock", lock.toString(), LAUNCHER.toString(), "run"));
        assertThat(said).isEqualTo(new Said(1, "parkbridge: Parkbridge already runs in this folder; stop that first (Ctrl-C where it runs)"));
    }

    @Test
    void busyPortIsNamedWithItsSetting() throws Exception {
        try (ServerSocket busy = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Said said = say("services", "start", "--instance", "busy", "--mqtt-port", Integer.toString(busy.getLocalPort()), "--database-port",
                    Integer.toString(busy.getLocalPort()));
            assertThat(said.status).isEqualTo(1);
            assertThat(said.words).contains("port " + busy.getLocalPort() + " for the database is taken", "PARKBRIDGE_DATABASE_PORT");
        } finally {
            say("services", "stop", "--instance", "busy", "--purge");
        }
    }

    @Test
    void brokerThatWasBroughtKeepsItsOwnPassword() throws Exception {
        Said said = say(Map.of("PARKBRIDGE_DATABASE_URL", "", "PARKBRIDGE_MQTT_URL", "mqtt://broker.example", "PARKBRIDGE_MQTT_USERNAME", "us", "PARKBRIDGE_MQTT_PASSWORD", "its own",
                "PARKBRIDGE_DATABASE_PASSWORD", "of no database"), List.of(LAUNCHER.toString(), "services", "env"));
        assertThat(said.words).contains("PARKBRIDGE_MQTT_URL=mqtt://broker.example", "PARKBRIDGE_MQTT_USERNAME=us", "PARKBRIDGE_MQTT_PASSWORD=its own")
                .doesNotContain("of no database");
    }

    /** The numbers of processes come again: what bears one that a killed launcher left behind may be another folder's. */
    @Test
    void leftOversOfThisFolderAreEndedAndNoOthers(@TempDir Path instance) throws Exception {
        Process ours = waiting(LAUNCHER.resolveSibling("target/quarkus-app/quarkus-run.jar"));
        Process anothers = waiting(Path.of("/elsewhere/target/quarkus-app/quarkus-run.jar"));
        Files.createDirectory(instance.resolve("run"));
        Files.writeString(instance.resolve("run/application.pid"), ours.pid() + "\n");
        Files.writeString(instance.resolve("run/sim-mall.pid"), anothers.pid() + "\n");
        Said said = say(Map.of(), List.of("bash", "-c", "project=$1 instance_dir=$2; for part in say build run; do . $project/deploy/launcher/$part.sh; done; end_leftovers",
                "bash", LAUNCHER.getParent().toString(), instance.toString()));
        assertThat(said.words).isEqualTo("ending application, left over from an earlier run");
        assertThat(ours.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(anothers.isAlive()).isTrue();
        anothers.destroy();
    }

    /** Until its input ends. */
    private static Process waiting(Path argument) throws IOException {
        return new ProcessBuilder("bash", "-c", "read -r", "bash", argument.toString()).start();
    }

    @Test
    void whatItDoesNotKnowIsSaid() throws Exception {
        assertThat(say("fly")).isEqualTo(new Said(1, "parkbridge: there is no command 'fly'; ./parkbridge --help lists them"));
        assertThat(say("run", "--reset-everything")).isEqualTo(new Said(1, "parkbridge: run takes --reset-admin or nothing"));
        assertThat(say("certificate")).returns(1, Said::status).extracting(Said::words).asString().contains("certificate takes a name");
        assertThat(say("certificate", "../ca")).returns(1, Said::status).extracting(Said::words).asString().contains("certificate takes a name");
        assertThat(say("certificate", "broker")).isEqualTo(new Said(1, "parkbridge: broker is a name of our own"));
        assertThat(say("--help")).returns(0, Said::status).extracting(Said::words).asString().contains("run --reset-admin", "certificate web", "PARKBRIDGE_HTTPS_PORT");
    }
}
