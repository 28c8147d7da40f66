package io.parkbridge.notify;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Alerts as retained messages, for whoever listens at the broker. */
@ConfigMapping(prefix = "parkbridge.notify.mqtt")
public interface MqttAlertsConfig extends ChannelFilter {

    @WithDefault("true")
    boolean enabled();
}
