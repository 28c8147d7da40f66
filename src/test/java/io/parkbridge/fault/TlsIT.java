package io.parkbridge.fault;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import io.parkbridge.Mosquitto;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker's TLS listener with the local authority: for sensors and the application, and not for whoever trusts another one. */
class TlsIT {

    @Test
    void readingsTravelEncryptedAndOnlyToTheBrokerOfTheAuthority(@TempDir Path directory) throws Exception {
        try (Installation site = new Installation("tls", directory, "--mqtt-tls-port", OwnServices.freePort())) {
            Map<String, String> settings = site.services().settings();
            String url = settings.get("PARKBRIDGE_MQTT_TLS_URL");
            site.inventory("load", "--devices", "50");
            site.application(Map.of("PARKBRIDGE_MQTT_URL", url));

            site.finished(site.sensors("load", "--devices", "50", "--count", "2000", "--broker", url,
                    "--ca-file", settings.get("PARKBRIDGE_MQTT_CA")));

            site.verifyEachReadingOnce();
            assertThat(publish(site, "--cafile", "/instance/tls/ca.crt").exit()).isZero();
            assertThat(publish(site, "--capath", "/etc/ssl/certs").exit()).as("another authority").isNotZero();
            assertThat(publish(site, "--cafile", "/instance/mosquitto/mosquitto.conf").exit()).as("none").isNotZero();
            keysAreReadableByTheirOwnerAlone(Path.of(settings.get("PARKBRIDGE_MQTT_CA")).getParent());
        }
    }

    private static Mosquitto.Result publish(Installation site, String... tls) throws IOException, InterruptedException {
        Map<String, String> settings = site.services().settings();
        List<String> arguments = new ArrayList<>(List.of("--instance", site.services().instance(), "pub", "-h", "127.0.0.1", "-p",
                Integer.toString(URI.create(settings.get("PARKBRIDGE_MQTT_TLS_URL")).getPort()), "-u",
                settings.get("PARKBRIDGE_SENSOR_MQTT_USERNAME"), "-P", settings.get("PARKBRIDGE_SENSOR_MQTT_PASSWORD"), "-t",
                "parking/v1/x/y/status", "-m", "{}"));
        arguments.addAll(List.of(tls));
        return Mosquitto.run(arguments.toArray(String[]::new));
    }

    private static void keysAreReadableByTheirOwnerAlone(Path directory) throws IOException {
        for (String secret : List.of("broker.key", "ca.p12", "password")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(secret)))).as(secret).isEqualTo("rw-------");
        }
    }
}
