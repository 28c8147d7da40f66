package io.parkbridge.notify;

import java.net.URI;
import java.time.Duration;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Alerts to another system over HTTP. */
@ConfigMapping(prefix = "parkbridge.notify.webhook")
public interface WebhookConfig extends ChannelFilter {

    /** Where to post; without it the channel is closed. */
    Optional<URI> url();

    /** The key of the signature; without it requests are not signed. */
    Optional<String> secret();

    /** How long an answer may take, at most a minute. */
    @WithDefault("PT10S")
    Duration timeout();
}
