package io.parkbridge.mqtt;

import java.util.List;

/**
 * What an account may say and hear. The broker's plugin looks at the entries in order and falls back to its access list
 * ({@code mosquitto/acl}) where none fits, which is how one role does for all devices: the list knows topics by the name of the account.
 *
 * @param name the plugin's name of the role
 */
public record BrokerRole(String name, List<Entry> entries) {

    /** The plugin's own names of what is allowed. */
    record Entry(String acltype, String topic, int priority, boolean allow) {
    }

    private static final String DEVICE = "device";
    private static final String SEND = "publishClientSend";
    private static final String RECEIVE = "publishClientReceive";
    private static final String SUBSCRIBE = "subscribePattern";
    private static final String GATEWAY = "gateway:";
    private static final String NETWORK_SERVER = "network-server:";
    private static final String SIGN = "sign:";
    private static final String MONITOR = "monitor";

    private static final Entry SAYS_NOTHING_ELSE = new Entry(SEND, "#", -1, false);
    private static final Entry HEARS_NOTHING_ELSE = new Entry(RECEIVE, "#", -1, false);
    /** Shared subscriptions among it: who joined ours would be given messages that are meant for us. */
    private static final Entry SUBSCRIBES_NOTHING_ELSE = new Entry(SUBSCRIBE, "#", -1, false);

    /** Speaks under its own name and hears its own commands, both by the access list. */
    public static final BrokerRole OF_DEVICE = new BrokerRole(DEVICE,
            List.of(new Entry(SUBSCRIBE, "parkbridge/v1/+/+/commands/#", 1, true), SUBSCRIBES_NOTHING_ELSE));

    /** Hears all, says nothing. */
    public static final BrokerRole OF_MONITOR = new BrokerRole(MONITOR, List.of(SAYS_NOTHING_ELSE, hears("parking/v1/#"), subscribes("parking/v1/#"),
            hears("parkbridge/v1/#"), subscribes("parkbridge/v1/#"), HEARS_NOTHING_ELSE, SUBSCRIBES_NOTHING_ELSE));

    /** Speaks for every device of a site. */
    public static BrokerRole ofGateway(String facility) {
        String commands = "parkbridge/v1/" + facility + "/+/commands/#";
        return new BrokerRole(GATEWAY + facility, List.of(new Entry(SEND, "parking/v1/" + facility + "/#", 1, true), SAYS_NOTHING_ELSE,
                hears(commands), HEARS_NOTHING_ELSE, subscribes(commands), SUBSCRIBES_NOTHING_ELSE));
    }

    /** @param prefix of its topics, without wildcard: {@code v3/parking@tenant} or {@code application/7} */
    public static BrokerRole ofNetworkServer(String prefix) {
        return new BrokerRole(NETWORK_SERVER + prefix, List.of(new Entry(SEND, prefix + "/#", 1, true), SAYS_NOTHING_ELSE,
                HEARS_NOTHING_ELSE, SUBSCRIBES_NOTHING_ELSE));
    }

    /** Reads the availability of a site and its zones. */
    public static BrokerRole ofSign(String facility) {
        String whole = "parkbridge/v1/" + facility + "/availability";
        String zones = "parkbridge/v1/" + facility + "/+/availability";
        return new BrokerRole(SIGN + facility, List.of(SAYS_NOTHING_ELSE, hears(whole), hears(zones), HEARS_NOTHING_ELSE,
                subscribes(whole), subscribes(zones), SUBSCRIBES_NOTHING_ELSE));
    }

    private static Entry hears(String topic) {
        return new Entry(RECEIVE, topic, 1, true);
    }

    private static Entry subscribes(String topic) {
        return new Entry(SUBSCRIBE, topic, 1, true);
    }
}
