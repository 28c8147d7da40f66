package io.parkbridge.ingest.decode;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Who sent a message, by its topic alone: the level that holds the device's name, whatever else is wrong with the message. Before
 * decoding, so that a flood costs as little as can be; without making an object.
 */
public final class SenderTopic {

    /** No sender. */
    public static final long NOBODY = 0;

    private static final int UPLINK_LEVEL = 3;

    private final int ownLevel;
    /** Secret, so that nobody can choose a name that shares another's key. */
    private final long multiplier = ThreadLocalRandom.current().nextLong() | 1;

    /** @param root topic levels before the facility's code */
    public SenderTopic(String root) {
        ownLevel = (int) root.chars().filter(c -> c == '/').count() + 2;
    }

    /** A number that stands for the sender, {@link #NOBODY} where the topic names none. */
    public long key(String topic) {
        int from = start(topic);
        return from < 0 ? NOBODY : hash(topic, from);
    }

    /** The same number, for a sender whose name is known. */
    public long keyOf(String sender) {
        return sender.isEmpty() ? NOBODY : hash(sender, 0);
    }

    /** The sender's name; only where {@link #key} found one. */
    public String name(String topic) {
        int from = start(topic);
        int end = topic.indexOf('/', from);
        return end < 0 ? topic.substring(from) : topic.substring(from, end);
    }

    private int start(String topic) {
        int from = 0;
        for (int level = topic.startsWith(TheThingsStackDecoder.ROOT) || topic.startsWith(ChirpStackDecoder.ROOT) ? UPLINK_LEVEL : ownLevel;
                level > 0; level--) {
            from = topic.indexOf('/', from) + 1;
            if (from == 0) {
                return -1;
            }
        }
        return from < topic.length() && topic.charAt(from) != '/' ? from : -1;
    }

    private long hash(String text, int from) {
        long hash = 1;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '/') {
                break;
            }
            hash = (hash ^ c) * multiplier;
            hash ^= hash >>> 32;
        }
        return hash == NOBODY ? 1 : hash;
    }
}
