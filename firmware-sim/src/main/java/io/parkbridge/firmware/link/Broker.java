package io.parkbridge.firmware.link;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;

import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.common.MqttMessage;

/**
 * Where the broker is and who we are to it.
 *
 * @param url      {@code mqtt://host:1883} or {@code mqtts://host:8883}
 * @param username null without login
 * @param trusted  for {@code mqtts}; null trusts what the JDK trusts
 */
public record Broker(URI url, String username, String password, SSLSocketFactory trusted) {

    private static final int CONNECT_SECONDS = 10;
    private static final int KEEP_ALIVE_SECONDS = 20;
    private static final long SESSION_EXPIRY_SECONDS = 3_600;

    /**
     * @param authority PEM file of the certificate authority to trust instead of the JDK's, or null
     * @throws IllegalArgumentException with a sentence for whoever gave the URL or the file
     */
    public static Broker at(String url, String username, String password, Path authority) {
        URI uri = URI.create(url);
        if (uri.getHost() == null || !("mqtt".equals(uri.getScheme()) || "mqtts".equals(uri.getScheme()))) {
            throw new IllegalArgumentException("the broker's URL is mqtt://host:port or mqtts://host:port, not " + url);
        }
        return new Broker(uri, username, password, authority == null ? null : trusting(authority));
    }

    private static SSLSocketFactory trusting(Path authority) {
        try (InputStream pem = Files.newInputStream(authority)) {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int number = 0;
            for (Certificate certificate : CertificateFactory.getInstance("X.509").generateCertificates(pem)) {
                store.setCertificateEntry("authority-" + number++, certificate);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(store);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException("the certificate authority in " + authority + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** The URL as Paho spells it. */
    String pahoUrl() {
        boolean tls = "mqtts".equals(url.getScheme());
        int port = url.getPort() > 0 ? url.getPort() : tls ? 8883 : 1883;
        return (tls ? "ssl://" : "tcp://") + url.getHost() + ":" + port;
    }

    /** A session that outlives its connection, with a Last Will. */
    MqttConnectionOptions options(String willTopic, MqttMessage will) {
        MqttConnectionOptions options = new MqttConnectionOptions();
        options.setCleanStart(false);
        options.setSessionExpiryInterval(SESSION_EXPIRY_SECONDS);
        options.setAutomaticReconnect(false);
        options.setConnectionTimeout(CONNECT_SECONDS);
        options.setKeepAliveInterval(KEEP_ALIVE_SECONDS);
        options.setWill(willTopic, will);
        if (username != null) {
            options.setUserName(username);
            options.setPassword((password == null ? "" : password).getBytes(StandardCharsets.UTF_8));
        }
        if (trusted != null) {
            options.setSocketFactory(trusted);
        }
        return options;
    }
}
