package io.parkbridge.notify;

import java.util.List;

import io.parkbridge.alert.Alert;

/** A way to be told. Called on a thread of its own, so it may take its time; what it throws is tried again. */
public interface Channel {

    /** Names it in the database and in the API; never changes. Where one of several receivers follows, a colon is between. */
    String name();

    /** Receivers that each get their own, so that one that fails neither keeps it from the others nor has it sent to them again. */
    default List<Channel> receivers() {
        return List.of(this);
    }

    /** Whether it is configured. */
    boolean isOpen();

    /** Whether its filter lets news of this alert pass. */
    boolean wants(Alert alert);

    /** How many notices it takes at once; more than one makes sense where they are told together. */
    int noticesMax();

    /** Returns once all are handed over for good. */
    void send(List<Notice> notices) throws Exception;
}
