package io.parkbridge.access;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** The certificate of tests' own TLS port, for localhost, made by the JDK's keytool. */
public final class TestCertificate {

    private static final Path STORE = Path.of("target", "web.p12").toAbsolutePath();
    private static final String PASSWORD = "a password of tests alone";

    private TestCertificate() {
    }

    /** Settings of an application that is served with it. */
    static Map<String, String> settings() {
        if (!Files.exists(STORE)) {
            renew();
        }
        return Map.of("quarkus.tls.web.key-store.p12.path", STORE.toString(), "quarkus.tls.web.key-store.p12.password", PASSWORD,
                "quarkus.http.tls-configuration-name", "web", "quarkus.http.test-ssl-port", "0", "quarkus.http.insecure-requests", "enabled");
    }

    /** A new one in the same file. */
    static void renew() {
        try {
            Files.deleteIfExists(STORE);
            List<String> keytool = List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "web", "-keyalg", "EC",
                    "-dname", "CN=localhost", "-ext", "san=dns:localhost,ip:127.0.0.1", "-validity", "2", "-storetype", "PKCS12", "-keystore",
                    STORE.toString(), "-storepass", PASSWORD);
            if (new ProcessBuilder(keytool).inheritIO().start().waitFor() != 0) {
                throw new IllegalStateException("keytool has failed");
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The certificate stays, and beside it is another's key: as where only one of two files has been renewed yet. */
    static void renewTheKeyAlone() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (FileInputStream in = new FileInputStream(STORE.toFile())) {
            store.load(in, PASSWORD.toCharArray());
        }
        store.setKeyEntry("web", KeyPairGenerator.getInstance("EC").generateKeyPair().getPrivate(), PASSWORD.toCharArray(), store.getCertificateChain("web"));
        try (FileOutputStream out = new FileOutputStream(STORE.toFile())) {
            store.store(out, PASSWORD.toCharArray());
        }
    }

    /** Trusts the one that is in the file now, and no other. */
    static SSLContext trusted() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (FileInputStream in = new FileInputStream(STORE.toFile())) {
            store.load(in, PASSWORD.toCharArray());
        }
        KeyStore authorities = KeyStore.getInstance("PKCS12");
        authorities.load(null, null);
        authorities.setCertificateEntry("web", store.getCertificate("web"));
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(authorities);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }
}
