package io.parkbridge.fault;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import java.io.FileInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.parkbridge.Mosquitto;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Who gets in at a broker that is stopped, restored and given a new certificate, or wants certificates of its clients, and revocations that
 * it cannot be told of. One installation, whose application reaches the broker by TLS, for all of it.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Tag("processes")
class BrokerAccessIT {

    private static final String SITE = "load";
    private static final ObjectMapper JSON = new ObjectMapper();

    private Path directory;
    private Installation site;
    private Application application;

    /** What a device logs in with. */
    private record Login(int id, String code, String password) {

        String path() {
            return "/api/devices/" + id + "/credentials";
        }

        String topic() {
            return "parking/v1/" + SITE + "/" + code + "/heartbeat";
        }
    }

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        directory = folder;
        site = new Installation("access", directory, "--mqtt-tls-port", OwnServices.freePort());
        site.inventory(SITE, "--devices", "50");
        application = site.application(Map.of("PARKBRIDGE_MQTT_URL", site.services().settings().get("PARKBRIDGE_MQTT_TLS_URL")));
    }

    @AfterAll
    void stop() throws Exception {
        site.close();
    }

    @Test
    void whoIsRevokedWhileTheBrokerIsAwayIsOutWhenItIsBack() throws Exception {
        Login device = issue(1);
        String gateway = asked().contentType(ContentType.JSON).body("{\"name\":\"one\",\"kind\":\"GATEWAY\",\"facility_code\":\"" + SITE + "\"}")
                .post("/api/broker-accounts").then().statusCode(201).extract().path("password");
        assertThat(publish(device).isGranted()).isTrue();

        site.services().stop("broker");
        asked().delete(device.path()).then().statusCode(503).body("detail", containsString("as soon as it can"));
        asked().delete("/api/broker-accounts/gateway.one").then().statusCode(503).body("detail", containsString("as soon as it can"));
        asked().delete("/api/broker-accounts/gateway.one").then().statusCode(503);
        assertThat(stateOf(device)).isEqualTo("REVOKED");
        asked().post("/api/devices/" + device.id() + "/credentials").then().statusCode(503);
        site.services().start();

        Installation.awaitThat(() -> stateOf(device).equals("NONE") && !accounts().contains("gateway.one"));
        assertThat(publish(device).isRefused()).isTrue();
        assertThat(publish("gateway.one", gateway, device.topic()).isRefused()).isTrue();
        assertThat(publish(issue(1)).isGranted()).as("issued anew").isTrue();
    }

    @Test
    void anOldFileOfTheBrokersAccountsDoesNotBringARevokedDeviceBack() throws Exception {
        Login device = issue(2);
        Path old = Files.copy(site.services().directory().resolve("mosquitto/dynamic-security.json"), directory.resolve("old.json"));
        asked().delete(device.path()).then().statusCode(204);
        assertThat(accounts()).doesNotContain(device.code());

        site.services().stop("broker");
        Files.copy(old, site.services().directory().resolve("mosquitto/dynamic-security.json"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(accounts()).contains(device.code());
        site.services().start();

        Installation.awaitThat(() -> !accounts().contains(device.code()));
        assertThat(publish(device).isRefused()).isTrue();
    }

    /** Whoever is connected is back by itself, and what waits for whoever is not is kept. */
    @Test
    void newCertificateOfTheBrokerCostsNoMessage() throws Exception {
        Login away = issue(3);
        String commands = "parkbridge/v1/" + SITE + "/" + away.code() + "/commands/reboot";
        assertThat(client("sub", away, "-c", "-x", "3600", "-q", "1", "-t", commands, "-E").exit()).isZero();
        say(commands, "before");
        Login there = issue(4);
        BigInteger before = serialNumber();
        String its = commands.replace(away.code(), there.code());
        try (Mosquitto listening = Mosquitto.start(plain("sub", there.code(), there.password(), "-i", there.code(), "-v", "-q", "1", "-t", its))) {
            say(its, "before", "-r");
            Installation.awaitThat(() -> listening.text().contains("commands/reboot before"));

            site.services().launcher("certificate", "broker", "--renew", "--instance", site.services().instance());

            assertThat(serialNumber()).isNotEqualTo(before);
            say(its, "after", "-r");
            Installation.awaitThat(() -> listening.text().contains("commands/reboot after"));
        }
        assertThat(client("sub", away, "-c", "-x", "3600", "-q", "1", "-t", commands, "-C", "1", "-W", "20").text()).contains("before");
        Installation.awaitThat(application::isConnected);
        assertThat(overTls(there, there.password(), "--cafile", "/instance/tls/ca.crt").isGranted()).as("the authority is the same").isTrue();
    }

    @Test
    void brokerThatWantsCertificatesLetsNobodyInWithoutOneOfItsAuthority() throws Exception {
        Login device = issue(5);
        String instance = site.services().instance();
        site.services().launcher("certificate", "sensor", "--instance", instance);
        site.services().launcher("certificate", "application", "--instance", instance);
        String[] shown = {"--cafile", "/instance/tls/ca.crt", "--cert", "/instance/tls/sensor.crt", "--key", "/instance/tls/sensor.key"};
        site.services().stop("broker");
        site.services().start(Map.of("PARKBRIDGE_MQTT_TLS_CLIENT_CERTIFICATES", "true"));
        try (Application another = site.application(Map.of("PARKBRIDGE_MQTT_URL", site.services().settings().get("PARKBRIDGE_MQTT_TLS_URL"),
                "PARKBRIDGE_MQTT_CLIENT_ID", "parkbridge-2", "PARKBRIDGE_MQTT_CERTIFICATE", tls("application.crt").toString(),
                "PARKBRIDGE_MQTT_KEY", tls("application.key").toString()))) {
            assertThat(another.isConnected()).as("the application shows a certificate").isTrue();
            assertThat(overTls(device, device.password(), shown).isGranted()).isTrue();
            assertThat(overTls(device, device.password(), "--cafile", "/instance/tls/ca.crt").exit()).as("none").isNotZero();
            assertThat(overTls(device, device.password(), "--cafile", "/instance/tls/ca.crt", "--cert", "/instance/tls/sensor.crt", "--key",
                    "/instance/tls/application.key").exit()).as("of somebody else").isNotZero();
            assertThat(overTls(device, "guessed", shown).isRefused()).as("a certificate instead of the password").isTrue();

            given().port(another.port()).delete(device.path()).then().statusCode(204);
            assertThat(overTls(device, device.password(), shown).isRefused()).as("revoked, with a certificate").isTrue();
        } finally {
            site.services().stop("broker");
            site.services().start();
        }
        Installation.awaitThat(application::isConnected);
    }

    /** Its role is that of a version that did nothing but share. */
    @Test
    void applicationThatMayDoNothingButShareShares() throws Exception {
        Login device = issue(6);
        JsonNode role = StreamSupport.stream(JSON.readTree(accounts()).path("roles").spliterator(), false)
                .filter(one -> one.path("rolename").asText().equals("application")).findFirst().orElseThrow();
        List<JsonNode> old = new ArrayList<>();
        role.path("acls").forEach(entry -> {
            if (!entry.path("acltype").asText().equals("subscribePattern") || entry.path("topic").asText().startsWith("$share/") || !entry.path("allow").asBoolean()) {
                old.add(entry);
            }
        });
        assertThat(old).hasSize(role.path("acls").size() - 3);
        withRights(JSON.valueToTree(old));
        try {
            assertThat(publish(device).isGranted()).isTrue();
            Installation.awaitThat(() -> site.number("select count(*) from heartbeat h join device d on d.id = h.device_id where d.code = '%s'"
                    .formatted(device.code())) == 1);
        } finally {
            withRights(role.path("acls"));
        }
    }

    /** Gives the application's role these rights, and waits until it is there with them. */
    private void withRights(JsonNode rights) throws IOException, InterruptedException {
        site.services().stop("broker");
        ObjectNode accounts = (ObjectNode) JSON.readTree(accounts());
        accounts.path("roles").forEach(role -> {
            if (role.path("rolename").asText().equals("application")) {
                ((ObjectNode) role).set("acls", rights);
            }
        });
        Files.writeString(site.services().directory().resolve("mosquitto/dynamic-security.json"), accounts.toString());
        site.services().start();
        Installation.awaitThat(application::isConnected);
    }

    private RequestSpecification asked() {
        return given().port(application.port());
    }

    private Login issue(int number) {
        String code = asked().queryParam("page_size", 50).get("/api/devices").path("[%d].device_code".formatted(number));
        int id = asked().queryParam("code", code).get("/api/devices").path("[0].id");
        return new Login(id, code, asked().post("/api/devices/" + id + "/credentials").then().statusCode(201).extract().path("password"));
    }

    private String stateOf(Login device) {
        return asked().get(device.path()).path("state");
    }

    /** The broker's own file of accounts. */
    private String accounts() throws IOException {
        return Files.readString(site.services().directory().resolve("mosquitto/dynamic-security.json"));
    }

    private Path tls(String file) {
        return site.services().directory().resolve("tls").resolve(file);
    }

    private Mosquitto.Result publish(Login device) throws IOException, InterruptedException {
        return publish(device.code(), device.password(), device.topic());
    }

    private Mosquitto.Result publish(String name, String password, String topic) throws IOException, InterruptedException {
        return Mosquitto.run(plain("pub", name, password, "-i", name, "-q", "1", "-t", topic, "-m", "{\"battery\":80}"));
    }

    private Mosquitto.Result client(String what, Login device, String... more) throws IOException, InterruptedException {
        List<String> all = new ArrayList<>(List.of("-i", device.code()));
        all.addAll(List.of(more));
        return Mosquitto.run(plain(what, device.code(), device.password(), all.toArray(String[]::new)));
    }

    /** As the application. */
    private void say(String topic, String payload, String... more) throws IOException, InterruptedException {
        Map<String, String> settings = site.services().settings();
        List<String> all = new ArrayList<>(List.of("-q", "1", "-t", topic, "-m", payload));
        all.addAll(List.of(more));
        assertThat(Mosquitto.run(plain("pub", settings.get("PARKBRIDGE_MQTT_USERNAME"), settings.get("PARKBRIDGE_MQTT_PASSWORD"), all.toArray(String[]::new)))
                .isGranted()).isTrue();
    }

    private String[] plain(String what, String username, String password, String... more) {
        return arguments(what, URI.create(site.services().settings().get("PARKBRIDGE_MQTT_URL")).getPort(), username, password, more);
    }

    private Mosquitto.Result overTls(Login device, String password, String... tls) throws IOException, InterruptedException {
        List<String> more = new ArrayList<>(List.of("-i", device.code(), "-q", "1", "-t", device.topic(), "-m", "{\"battery\":80}"));
        more.addAll(List.of(tls));
        return Mosquitto.run(arguments("pub", tlsPort(), device.code(), password, more.toArray(String[]::new)));
    }

    private String[] arguments(String what, int port, String username, String password, String... more) {
        List<String> all = new ArrayList<>(List.of("--instance", site.services().instance(), what, "-V", "5", "-h", "127.0.0.1", "-p", Integer.toString(port),
                "-u", username, "-P", password));
        all.addAll(List.of(more));
        return all.toArray(String[]::new);
    }

    private int tlsPort() {
        return URI.create(site.services().settings().get("PARKBRIDGE_MQTT_TLS_URL")).getPort();
    }

    /** Of the certificate that the broker shows to whoever connects now. */
    private BigInteger serialNumber() throws Exception {
        KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
        store.load(null, null);
        try (FileInputStream pem = new FileInputStream(tls("ca.crt").toFile())) {
            store.setCertificateEntry("authority", CertificateFactory.getInstance("X.509").generateCertificate(pem));
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket("localhost", tlsPort())) {
            return ((X509Certificate) socket.getSession().getPeerCertificates()[0]).getSerialNumber();
        }
    }
}
