package io.parkbridge.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.util.Map;

import org.jboss.logging.Logger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.scheduler.Scheduled;
import io.quarkus.tls.CertificateUpdatedEvent;
import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import javax.net.ssl.KeyManager;
import javax.net.ssl.X509KeyManager;

/**
 * Reads the files of the web's certificate and its key again now and then, and has the server take what is new. The framework's own reload
 * takes a key that does not fit as well, and then nobody gets a connection any more; here the pair before it stays.
 */
@ApplicationScoped
public class WebCertificate {

    private static final Logger LOG = Logger.getLogger(WebCertificate.class);

    /** As the settings name it: {@code quarkus.tls.web}. */
    private static final String NAME = "web";
    private static final String EVERY = "${parkbridge.web.certificate-every:1H}";
    private static final byte[] SIGNED = "whatever".getBytes(StandardCharsets.UTF_8);
    /** By kind of key. */
    private static final Map<String, String> SIGNATURES = Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");

    private final TlsConfigurationRegistry certificates;
    private final Event<CertificateUpdatedEvent> renewed;
    private final Vertx vertx;
    private final Counter refused;

    WebCertificate(TlsConfigurationRegistry certificates, Event<CertificateUpdatedEvent> renewed, Vertx vertx, MeterRegistry metrics) {
        this.certificates = certificates;
        this.renewed = renewed;
        this.vertx = vertx;
        this.refused = metrics.counter("parkbridge.web.certificate.refused");
    }

    void onStart(@Observes StartupEvent start) {
        certificates.get(NAME).filter(web -> !fits(web)).ifPresent(web -> {
            throw new IllegalStateException("the web's key (PARKBRIDGE_HTTPS_KEY) does not fit its certificate (PARKBRIDGE_HTTPS_CERTIFICATE)");
        });
    }

    /** Where the server has no TLS of its own there is nothing to read. */
    @Scheduled(every = EVERY, delayed = EVERY)
    public void readAgain() {
        certificates.get(NAME).ifPresent(web -> {
            if (web.reload() && fits(web)) {
                renewed.fire(new CertificateUpdatedEvent(NAME, web));
            } else {
                refused.increment();
                LOG.warn("the web's certificate and key cannot be read, or do not fit each other; those read before go on until they do");
            }
        });
    }

    private boolean fits(TlsConfiguration web) {
        try {
            for (KeyManager manager : web.getKeyStoreOptions().getKeyManagerFactory(vertx).getKeyManagers()) {
                if (manager instanceof X509KeyManager keys && !fit(keys)) {
                    return false;
                }
            }
            return true;
        } catch (Exception e) { // the framework's signature
            LOG.warnf("the web's certificate and key cannot be looked at: %s", e.getMessage());
            return false;
        }
    }

    private static boolean fit(X509KeyManager keys) throws GeneralSecurityException {
        for (Map.Entry<String, String> kind : SIGNATURES.entrySet()) {
            String[] aliases = keys.getServerAliases(kind.getKey(), null);
            for (String alias : aliases == null ? new String[0] : aliases) {
                if (!fit(kind.getValue(), keys.getPrivateKey(alias), keys.getCertificateChain(alias)[0].getPublicKey())) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Whether what the one signs is what the other knows. */
    private static boolean fit(String algorithm, PrivateKey key, PublicKey certified) throws GeneralSecurityException {
        try {
            Signature signature = Signature.getInstance(algorithm);
            signature.initSign(key);
            signature.update(SIGNED);
            byte[] signed = signature.sign();
            signature.initVerify(certified);
            signature.update(SIGNED);
            return signature.verify(signed);
        } catch (InvalidKeyException | SignatureException e) {
            return false; // not even of one kind
        }
    }
}
