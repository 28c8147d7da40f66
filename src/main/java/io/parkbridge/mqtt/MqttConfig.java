package io.parkbridge.mqtt;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The broker, and what it keeps for us while we are away. */
@ConfigMapping(prefix = "parkbridge.mqtt")
public interface MqttConfig {

    /** {@code mqtt://host:1883} or {@code mqtts://host:8883}. */
    @WithDefault("mqtt://127.0.0.1:1883")
    URI url();

    Optional<String> username();

    Optional<String> password();

    /** PEM file of the authority that {@code mqtts} trusts instead of those the JDK trusts. */
    Optional<Path> ca();

    /** PEM file of our own certificate, for a broker that asks for one; with {@link #key}. */
    Optional<Path> certificate();

    /** PEM file of its private key: PKCS #8, without a password. */
    Optional<Path> key();

    /** Names the persistent session: stable over restarts, and another one for each instance. */
    @WithDefault("parkbridge-1")
    String clientId();

    /**
     * Gives the session up: what the broker keeps for this client id is taken, and nothing new. For an instance that will not come back,
     * because Mosquitto goes on giving a persistent session its messages while nobody is there.
     */
    @WithDefault("false")
    boolean retire();

    /**
     * Instances with the same group share the messages between them. Without one an instance gets all, and the broker remembers that it
     * does: Mosquitto (2.0 and 2.1) forgets shared subscriptions when it restarts, and drops what comes until the first instance of the
     * group is back.
     */
    Optional<String> shareGroup();

    /** How long the broker keeps the session, and with it what waits for us. */
    @WithDefault("P14D")
    Duration sessionExpiry();

    /**
     * Messages on the way to us without acknowledgement. The broker's own limit (Mosquitto: max_inflight_messages) is meant to be
     * the smaller one: Mosquitto has been seen to overshoot a client's, and the client then closes the connection.
     */
    @WithDefault("65535")
    int receiveMaximum();

    /** Bytes; the broker drops a larger message for us. */
    @WithDefault("65536")
    int packetSizeMax();
}
