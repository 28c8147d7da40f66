package io.parkbridge.mqtt;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.concurrent.TimeUnit;

import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.TrustManagerFactory;

import com.hivemq.client.mqtt.MqttClientSslConfig;
import com.hivemq.client.mqtt.MqttClientTransportConfig;
import com.hivemq.client.mqtt.mqtt5.Mqtt5Client;
import com.hivemq.client.mqtt.mqtt5.Mqtt5ClientBuilder;

/** How any of our clients reaches the broker: where it is, under which name, whom it trusts. */
public final class BrokerConnection {

    private static final int CONNECT_SECONDS_MAX = 10;
    private static final int PORT = 1883;
    private static final int TLS_PORT = 8883;
    /** Of a key store that is never written. */
    private static final char[] NO_PASSWORD = {};

    private BrokerConnection() {
    }

    /**
     * @param username null without login
     * @throws IllegalArgumentException where a file of the authority's or our own certificate cannot be read, which it names
     */
    public static Mqtt5ClientBuilder of(MqttConfig broker, String clientId, String username, String password) {
        boolean tls = "mqtts".equals(broker.url().getScheme());
        int port = broker.url().getPort() > 0 ? broker.url().getPort() : tls ? TLS_PORT : PORT;
        var transport = MqttClientTransportConfig.builder().serverHost(broker.url().getHost()).serverPort(port)
                .mqttConnectTimeout(CONNECT_SECONDS_MAX, TimeUnit.SECONDS);
        if (tls) {
            transport = transport.sslConfig(ssl(broker));
        }
        // as a whole: what is set beside it, TLS included, the client passes over in silence
        Mqtt5ClientBuilder builder = Mqtt5Client.builder().identifier(clientId).transportConfig(transport.build());
        return username == null ? builder
                : builder.simpleAuth().username(username).password(password.getBytes(StandardCharsets.UTF_8)).applySimpleAuth();
    }

    private static MqttClientSslConfig ssl(MqttConfig broker) {
        var ssl = MqttClientSslConfig.builder();
        broker.ca().ifPresent(pem -> ssl.trustManagerFactory(trusting(pem)));
        if (broker.certificate().isPresent() || broker.key().isPresent()) {
            ssl.keyManagerFactory(showing(broker.certificate().orElseThrow(() -> new IllegalArgumentException("parkbridge.mqtt.certificate is missing")),
                    broker.key().orElseThrow(() -> new IllegalArgumentException("parkbridge.mqtt.key is missing"))));
        }
        return ssl.build();
    }

    private static KeyManagerFactory showing(Path certificate, Path key) {
        try (InputStream pem = Files.newInputStream(certificate)) {
            Certificate[] chain = CertificateFactory.getInstance("X.509").generateCertificates(pem).toArray(Certificate[]::new);
            byte[] encoded = Base64.getMimeDecoder().decode(Files.readString(key).replaceAll("-----[A-Z ]+-----", ""));
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            store.setKeyEntry("own", KeyFactory.getInstance(chain[0].getPublicKey().getAlgorithm()).generatePrivate(new PKCS8EncodedKeySpec(encoded)),
                    NO_PASSWORD, chain);
            KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            keys.init(store, NO_PASSWORD);
            return keys;
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException("parkbridge.mqtt.certificate, parkbridge.mqtt.key: " + certificate + " and " + key + " cannot be read: "
                    + e.getMessage(), e);
        }
    }

    private static TrustManagerFactory trusting(Path authority) {
        try (InputStream pem = Files.newInputStream(authority)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            return trust;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("parkbridge.mqtt.ca: the authority in " + authority + " cannot be read: " + e.getMessage(), e);
        }
    }
}
