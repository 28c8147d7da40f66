package io.parkbridge.ingest.decode;

import java.util.Arrays;
import java.util.Collection;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Who sent a message, by its topic alone: the level that holds the device's name and those that say in whose name it is sent, whatever else
 * is wrong with the message. All facilities that nobody knows are one, or whoever invents them would be another sender each time. Before
 * decoding, so that a flood costs as little as can be; without making an object. Thread-safe.
 */
public final class SenderTopic {

    /** No sender. */
    public static final long NOBODY = 0;

    private static final int UPLINK_LEVEL = 3;
    /** Where a hash begins. */
    private static final long BEGUN = 1;

    private final int ownLevel;
    private final int ownStart;
    /** Secret, so that nobody can choose a name that shares another's key. */
    private final long multiplier = ThreadLocalRandom.current().nextLong() | 1;
    /** What {@link #via} says of facilities that are known, sorted. */
    private volatile long[] facilities = {};

    /** @param root topic levels before the facility's code */
    public SenderTopic(String root) {
        ownLevel = (int) root.chars().filter(c -> c == '/').count() + 2;
        ownStart = root.length() + 1;
    }

    /** @param codes of all facilities there are */
    public void know(Collection<String> codes) {
        facilities = codes.stream().mapToLong(this::via).sorted().toArray();
    }

    /** A number that stands for the sender, {@link #NOBODY} where the topic names none. */
    public long key(String topic) {
        int name = nameStart(topic);
        if (name < 0) {
            return NOBODY;
        }
        long key = hash(via(topic, name), topic, name, nameEnd(topic, name));
        return key == NOBODY ? BEGUN : key;
    }

    /** The same number, for a sender that is known. */
    public long keyOf(Sender sender) {
        long key = hash(via(sender.via()), sender.name(), 0, sender.name().length());
        return key == NOBODY ? BEGUN : key;
    }

    /** The sender; only where {@link #key} found one. */
    public Sender sender(String topic) {
        int name = nameStart(topic);
        String via = via(topic, name) == BEGUN ? "" : topic.substring(viaStart(topic), name - 1);
        return new Sender(via, topic.substring(name, nameEnd(topic, name)));
    }

    private long via(String topic, int name) {
        long via = hash(BEGUN, topic, viaStart(topic), name);
        return isUplink(topic) || Arrays.binarySearch(facilities, via) >= 0 ? via : BEGUN;
    }

    private long via(String via) {
        return via.isEmpty() ? BEGUN : hash(BEGUN, via + "/", 0, via.length() + 1);
    }

    private static boolean isUplink(String topic) {
        return topic.startsWith(TheThingsStackDecoder.ROOT) || topic.startsWith(ChirpStackDecoder.ROOT);
    }

    private int viaStart(String topic) {
        return isUplink(topic) ? 0 : ownStart;
    }

    private int nameStart(String topic) {
        int from = 0;
        for (int level = isUplink(topic) ? UPLINK_LEVEL : ownLevel; level > 0; level--) {
            from = topic.indexOf('/', from) + 1;
            if (from == 0) {
                return -1;
            }
        }
        return from < topic.length() && topic.charAt(from) != '/' ? from : -1;
    }

    private static int nameEnd(String topic, int from) {
        int end = topic.indexOf('/', from);
        return end < 0 ? topic.length() : end;
    }

    private long hash(long begun, String text, int from, int end) {
        long hash = begun;
        for (int i = from; i < end; i++) {
            hash = (hash ^ text.charAt(i)) * multiplier;
            hash ^= hash >>> 32;
        }
        return hash;
    }
}
