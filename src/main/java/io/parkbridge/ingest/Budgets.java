package io.parkbridge.ingest;

/**
 * How much each sender has used of its budget, by the generic cell rate algorithm: one number each, the time by which what it has sent
 * would be worked off at the rate it is allowed. A sender whose time has passed is as good as unknown and makes room, so the table holds
 * those that have just sent, not all there are. Two arrays, no objects. Not thread-safe.
 */
final class Budgets {

    private static final int SLOTS_FIRST = 1 << 12;
    /** Beyond this many that send at once the others are not counted. */
    private static final int SLOTS_MAX = 1 << 21;
    private static final int FREE = 0;

    private final long microsPerMessage;
    private final long burstMicros;
    private long[] keys = new long[SLOTS_FIRST];
    private long[] workedOffAt = new long[SLOTS_FIRST];
    private int used;

    /**
     * @param messagesPerMinute in the long run
     * @param burstMessages     at once, after a time of silence
     */
    Budgets(int messagesPerMinute, long burstMessages) {
        microsPerMessage = Math.max(1, 60_000_000L / messagesPerMinute);
        burstMicros = burstMessages * microsPerMessage;
    }

    /** Takes so many messages off the sender's budget; false, and nothing taken, where it has not so much left. */
    boolean take(long key, int messages, long nowMicros) {
        int slot = slot(key);
        if (keys[slot] == FREE) {
            if (used >= keys.length / 2 && !makeRoom(nowMicros)) {
                return true;
            }
            slot = slot(key);
            keys[slot] = key;
            workedOffAt[slot] = nowMicros;
            used++;
        }
        long from = Math.max(workedOffAt[slot], nowMicros);
        long until = from + messages * microsPerMessage;
        if (until - nowMicros > burstMicros) {
            return false;
        }
        workedOffAt[slot] = until;
        return true;
    }

    /** Gives the sender its whole budget back. */
    void forget(long key) {
        int slot = slot(key);
        if (keys[slot] == key) {
            workedOffAt[slot] = Long.MIN_VALUE;
        }
    }

    /** Where the key is, or would be. */
    private int slot(long key) {
        int slot = (int) (key ^ key >>> 32) & keys.length - 1;
        while (keys[slot] != FREE && keys[slot] != key) {
            slot = slot + 1 & keys.length - 1;
        }
        return slot;
    }

    private boolean makeRoom(long nowMicros) {
        long[] oldKeys = keys;
        long[] old = workedOffAt;
        int busy = 0;
        for (int i = 0; i < oldKeys.length; i++) {
            busy += oldKeys[i] != FREE && old[i] > nowMicros ? 1 : 0;
        }
        int slots = Math.min(SLOTS_MAX, Math.max(SLOTS_FIRST, Integer.highestOneBit(busy + 1) << 3));
        if (busy >= slots / 2) {
            return false;
        }
        keys = new long[slots];
        workedOffAt = new long[slots];
        used = busy;
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldKeys[i] != FREE && old[i] > nowMicros) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                workedOffAt[slot] = old[i];
            }
        }
        return true;
    }

    /** For tests: how many senders it keeps in mind. */
    int size() {
        return used;
    }
}
