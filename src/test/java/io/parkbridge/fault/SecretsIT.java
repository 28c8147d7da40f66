package io.parkbridge.fault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No password is where somebody else reads it: arguments of processes, logs, metrics, answers, the database's own books. */
class SecretsIT {

    @TempDir
    private Path directory;

    @Test
    void passwordsStandInTheirFileAlone() throws Exception {
        try (Installation site = new Installation("secrets", directory)) {
            site.inventory("load", "--devices", "10");
            Application application = site.application();
            site.finished(site.sensors("load", "--devices", "10", "--rate", "100", "--duration", "PT1S"));
            List<String> seen = new ArrayList<>();
            ask(application, seen);
            // what fails tells most
            site.services().stop("database");
            ask(application, seen);
            site.services().start();
            Installation.awaitThat(application::isReady);
            arguments(seen);
            logs(site, seen);
            seen.add(site.text("select string_agg(query, ' ') from pg_stat_statements"));

            assertThat(seen).hasSizeGreaterThan(20);
            site.services().passwords().forEach((name, password) -> {
                assertThat(password).as(name).hasSizeGreaterThan(20);
                assertThat(seen).as(name).noneMatch(text -> text.contains(password));
            });
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(site.services().directory().resolve("credentials.env"))))
                    .isEqualTo("rw-------");
        }
    }

    private static void ask(Application application, List<String> seen) {
        seen.add(application.managed("/q/metrics"));
        seen.add(application.managed("/q/health"));
        for (String path : List.of("/q/openapi", "/api/facilities", "/api/alerts", "/api/devices/1", "/api/nothing")) {
            seen.add(given().port(application.port()).get(path).asString());
        }
        seen.add(given().port(application.port()).contentType(ContentType.JSON).body("{").post("/api/telemetry").asString());
    }

    private static void arguments(List<String> seen) throws IOException {
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.filter(path -> path.getFileName().toString().matches("\\d+")).toList()) {
                try {
                    seen.add(Files.readString(process.resolve("cmdline")));
                } catch (IOException ended) {
                    // it is gone, and its arguments with it
                }
            }
        }
    }

    private static void logs(Installation site, List<String> seen) throws IOException {
        for (Path folder : List.of(site.services().directory().resolve("log"), Path.of("target"))) {
            try (Stream<Path> logs = Files.list(folder)) {
                for (Path log : logs.filter(path -> path.toString().endsWith(".log")
                        && (!folder.endsWith("target") || path.getFileName().toString().startsWith("secrets"))).toList()) {
                    seen.add(Files.readString(log));
                }
            }
        }
    }
}
