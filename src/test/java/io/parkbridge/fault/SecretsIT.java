package io.parkbridge.fault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.restassured.http.ContentType;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No password is where somebody else reads it: arguments of processes, logs, metrics, answers, the database's own books. */
@Tag("processes")
class SecretsIT {

    @TempDir
    private Path directory;

    @Test
    void passwordsStandInTheirFileAlone() throws Exception {
        try (Installation site = new Installation("secrets", directory, "--mqtt-tls-port", OwnServices.freePort())) {
            site.inventory("load", "--devices", "10");
            Path passwordFile = directory.resolve("admin-password");
            Application application = site.application(Map.of("PARKBRIDGE_ACCESS_PASSWORD_FILE", passwordFile.toString()));
            String first = Files.readString(passwordFile).strip();
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

            application.close();
            Files.delete(passwordFile);
            site.application(Map.of("PARKBRIDGE_ACCESS_PASSWORD_FILE", passwordFile.toString(), "PARKBRIDGE_ACCESS_RESET_ADMINISTRATOR", "true"));
            String reset = Files.readString(passwordFile).strip();
            assertThat(reset).isNotEqualTo(first);
            logs(site, seen);

            assertThat(seen).hasSizeGreaterThan(20);
            Map<String, String> passwords = new HashMap<>(site.services().passwords());
            passwords.put("the first administrator's", first);
            passwords.put("the administrator's new one", reset);
            passwords.put("the authority's", Files.readString(site.services().directory().resolve("tls/password")).strip());
            passwords.forEach((name, password) -> {
                assertThat(password).as(name).hasSizeGreaterThan(20);
                assertThat(seen).as(name).noneMatch(text -> text.contains(password));
            });
            for (Path file : List.of(site.services().directory().resolve("credentials.env"), passwordFile)) {
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file))).as("%s", file).isEqualTo("rw-------");
            }
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
