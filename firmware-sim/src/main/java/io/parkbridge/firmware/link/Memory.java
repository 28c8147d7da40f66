package io.parkbridge.firmware.link;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A gateway's last minutes. A broker that was killed has forgotten what it acknowledged since its last save, so all of it is sent again
 * after a lost connection; readings are recognised by their identity, which makes that free. Not thread-safe.
 */
final class Memory {

    /** Four times the broker's {@code autosave_interval}. */
    private static final long KEPT_MILLIS = 120_000;

    private final ArrayDeque<Message> messages = new ArrayDeque<>();
    private final int sizeMax;

    /** @param sizeMax bound of what is kept; what is not acknowledged is kept beyond it */
    Memory(int sizeMax) {
        this.sizeMax = sizeMax;
    }

    void add(Message message) {
        while (!messages.isEmpty() && messages.peekFirst().acknowledged
                && (messages.size() >= sizeMax || message.sentAtMillis - messages.peekFirst().sentAtMillis > KEPT_MILLIS)) {
            messages.removeFirst();
        }
        messages.addLast(message);
    }

    List<Message> all() {
        return new ArrayList<>(messages);
    }
}
