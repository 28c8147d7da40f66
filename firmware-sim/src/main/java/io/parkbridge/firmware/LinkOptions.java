package io.parkbridge.firmware;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import io.parkbridge.firmware.link.Broker;
import io.parkbridge.firmware.link.Links;
import io.parkbridge.firmware.site.Site;
import picocli.CommandLine.Option;

/** Where the broker is, who we are, and over how many connections. */
final class LinkOptions {

    private static final int CONNECTIONS_MAX = 2_000;

    @Option(names = "--broker", defaultValue = "${env:PARKBRIDGE_MQTT_URL:-mqtt://127.0.0.1:1883}", paramLabel = "URL",
            description = "mqtt://host:port, or mqtts:// with TLS (default: ${DEFAULT-VALUE})")
    private String url;

    @Option(names = "--username", defaultValue = "${env:PARKBRIDGE_SENSOR_MQTT_USERNAME:-sensors}", description = "default: ${DEFAULT-VALUE}")
    private String username;

    @Option(names = "--password-file", paramLabel = "FILE",
            description = "its first line is the password (default: the environment's PARKBRIDGE_SENSOR_MQTT_PASSWORD)")
    private Path passwordFile;

    @Option(names = "--ca-file", paramLabel = "PEM", description = "the authority to trust for mqtts:// (default: those the JDK trusts)")
    private Path authority;

    @Option(names = "--connections", paramLabel = "N", description = "gateways that share the sensors (default: the source's own)")
    private Integer connections;

    @Option(names = "--connection-per-device", description = "each sensor has a connection of its own, at most " + CONNECTIONS_MAX)
    private boolean connectionPerDevice;

    Links links(Site site, PrintStream out) {
        return new Links(Broker.at(url, password() == null ? null : username, password(), authority), site, clients(site), out);
    }

    private String password() {
        if (passwordFile == null) {
            return System.getenv("PARKBRIDGE_SENSOR_MQTT_PASSWORD");
        }
        try (var lines = Files.lines(passwordFile)) {
            return lines.findFirst().orElse("");
        } catch (IOException e) {
            throw new IllegalArgumentException("the password file " + passwordFile + " cannot be read", e);
        }
    }

    private List<String> clients(Site site) {
        if (connectionPerDevice) {
            if (site.bays().size() > CONNECTIONS_MAX) {
                throw new IllegalArgumentException("%,d sensors are too many for a connection each; at most %,d"
                        .formatted(site.bays().size(), CONNECTIONS_MAX));
            }
            return site.bays().stream().map(Site.Bay::device).toList();
        }
        if (connections == null) {
            return site.gateways();
        }
        if (connections < 1 || connections > site.gateways().size()) {
            throw new IllegalArgumentException("--connections takes 1 to %d for this source, which has so many gateways"
                    .formatted(site.gateways().size()));
        }
        return site.gateways().subList(0, connections);
    }
}
