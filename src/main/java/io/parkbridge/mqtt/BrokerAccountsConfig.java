package io.parkbridge.mqtt;

import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** The login that makes and takes away accounts at the broker; without it, or without the broker's plugin, devices get no credentials. */
@ConfigMapping(prefix = "parkbridge.broker-accounts")
interface BrokerAccountsConfig {

    Optional<String> username();

    Optional<String> password();

    /** How long the broker may take to answer. */
    @WithDefault("PT10S")
    Duration timeout();
}
