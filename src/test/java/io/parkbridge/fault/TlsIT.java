package io.parkbridge.fault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.TrustManagerFactory;

import io.parkbridge.Mosquitto;
import io.parkbridge.TestSensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** TLS with certificates of the local authority, at the broker and for the web: for whoever trusts it, and not for whoever trusts another one. */
@Tag("processes")
class TlsIT {

    @Test
    void readingsTravelEncryptedAndOnlyToTheBrokerOfTheAuthority(@TempDir Path directory) throws Exception {
        try (Installation site = new Installation("tls", directory, "--mqtt-tls-port", OwnServices.freePort())) {
            Map<String, String> settings = site.services().settings();
            String url = settings.get("PARKBRIDGE_MQTT_TLS_URL");
            site.inventory("load", "--devices", "50");
            String httpsPort = OwnServices.freePort();
            Path passwordFile = directory.resolve("admin-password");
            certificate(site, "web");
            Application application = site.application(Map.of("PARKBRIDGE_MQTT_URL", url, "QUARKUS_PROFILE", "https", "PARKBRIDGE_HTTPS_PORT", httpsPort,
                    "PARKBRIDGE_HTTPS_CERTIFICATE", tls(site).resolve("web.crt").toString(), "PARKBRIDGE_HTTPS_KEY", tls(site).resolve("web.key").toString(),
                    "PARKBRIDGE_ACCESS_ANONYMOUS_ROLE", "none", "PARKBRIDGE_ACCESS_PASSWORD_FILE", passwordFile.toString()));

            site.finished(site.sensors("load", "--devices", "50", "--count", "2000", "--broker", url,
                    "--ca-file", settings.get("PARKBRIDGE_MQTT_CA")));

            site.verifyEachReadingOnce();
            assertThat(publish(site, "--cafile", "/instance/tls/ca.crt").exit()).isZero();
            assertThat(publish(site, "--capath", "/etc/ssl/certs").exit()).as("another authority").isNotZero();
            assertThat(publish(site, "--cafile", "/instance/mosquitto/mosquitto.conf").exit()).as("none").isNotZero();
            webIsServedByTlsAlone(application.port(), Integer.parseInt(httpsPort), tls(site).resolve("ca.crt"), Files.readString(passwordFile).strip());
            certificateThatIsGoodStaysAndANewOneIsMadeWhenAskedFor(site);
            keysAreReadableByTheirOwnerAlone(tls(site));
        }
    }

    private static Path tls(Installation site) {
        return site.services().directory().resolve("tls");
    }

    private static void webIsServedByTlsAlone(int port, int httpsPort, Path authority, String password) throws Exception {
        assertThatThrownBy(() -> HttpClient.newHttpClient().send(HttpRequest.newBuilder(URI.create("https://localhost:" + httpsPort + "/login")).build(),
                HttpResponse.BodyHandlers.ofString())).as("whoever does not know the authority").isInstanceOf(SSLHandshakeException.class);
        HttpClient http = HttpClient.newBuilder().sslContext(trusting(authority)).build();
        HttpResponse<String> led = http.send(HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/login?to=/alerts")).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(led.statusCode()).isBetween(301, 308);
        assertThat(led.headers().firstValue("Location")).contains("https://localhost:" + httpsPort + "/login?to=/alerts");
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + httpsPort + "/api/session")).header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"name\":\"admin\",\"password\":\"%s\"}".formatted(password))).build(), HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Set-Cookie").orElseThrow()).startsWith("__Host-parkbridge=").contains("Secure");
        assertThat(answer.headers().firstValue("Strict-Transport-Security")).isPresent();
    }

    private static SSLContext trusting(Path authority) throws Exception {
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        try (InputStream in = Files.newInputStream(authority)) {
            authorities.setCertificateEntry("ca", CertificateFactory.getInstance("X.509").generateCertificate(in));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static void certificateThatIsGoodStaysAndANewOneIsMadeWhenAskedFor(Installation site) throws Exception {
        String made = Files.readString(tls(site).resolve("web.crt"));
        assertThat(certificate(site, "web")).contains("web.crt, good until 20", "web.key", "ca.crt");
        assertThat(tls(site).resolve("web.crt")).hasContent(made);
        certificate(site, "web", "--renew");
        assertThat(Files.readString(tls(site).resolve("web.crt"))).isNotEqualTo(made);
        try (Stream<Path> files = Files.list(tls(site))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("web"))).containsExactlyInAnyOrder("web.crt", "web.key", "web.until");
        }
    }

    /** What it says; the authority's password is in no process's arguments meanwhile. */
    private static String certificate(Installation site, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(TestSensors.environment("PARKBRIDGE_LAUNCHER"), "certificate", "--instance", site.services().instance()));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String password = Files.readString(tls(site).resolve("password"));
        do {
            assertThat(ProcessHandle.allProcesses().map(other -> String.join(" ", other.info().arguments().orElse(new String[0])))).noneMatch(line -> line.contains(password));
        } while (!process.waitFor(Duration.ofMillis(20)));
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(said).isZero();
        assertThat(said).doesNotContain(password);
        return said;
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
        for (String secret : List.of("broker.key", "web.key", "ca.p12", "password")) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(directory.resolve(secret)))).as(secret).isEqualTo("rw-------");
        }
    }
}
