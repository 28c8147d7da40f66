package io.parkbridge.notify;

import java.util.List;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Alerts to people's mailboxes; the server is set by {@code quarkus.mailer.*}. */
@ConfigMapping(prefix = "parkbridge.notify.mail")
public interface MailConfig extends ChannelFilter {

    /** Addresses; without any the channel is closed. */
    Optional<List<String>> to();

    /** en or de; of another the start says so. */
    @WithDefault("en")
    String language();
}
