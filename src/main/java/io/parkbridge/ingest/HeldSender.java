package io.parkbridge.ingest;

import io.parkbridge.ingest.decode.Sender;

/** A sender in quarantine, as one instance sees it; times in microseconds. Thread-safe. */
final class HeldSender {

    private static final long MINUTE_MICROS = 60_000_000;

    final Sender who;
    final long since;
    private final long microsPerMessage;
    private final long calmMicros;
    private long until;
    private long workedOffAt;
    private long unwritten;
    private boolean written;

    /** What the database does not know yet. */
    record News(Sender who, long since, long until, long messages, boolean isNew) {
    }

    HeldSender(Sender who, long since, long until, long microsPerMessage, long calmMicros) {
        this.who = who;
        this.since = since;
        this.until = until;
        this.microsPerMessage = microsPerMessage;
        this.calmMicros = calmMicros;
    }

    /** Counts a message that is not taken. False where the time is over: then it is a message like any other. */
    synchronized boolean refuses(int messages, long now) {
        if (now > until) {
            return false;
        }
        unwritten += messages;
        workedOffAt = Math.max(workedOffAt, now) + messages * microsPerMessage;
        if (workedOffAt - now > MINUTE_MICROS) {
            until = now + calmMicros;
            workedOffAt = now + MINUTE_MICROS;
        }
        return true;
    }

    synchronized boolean isOver(long now) {
        return now > until;
    }

    synchronized News news() {
        return new News(who, since, until, unwritten, !written);
    }

    synchronized void written(News news) {
        unwritten -= news.messages;
        written = true;
    }

    /** What another instance says of it. */
    synchronized void heard(long untilThere) {
        until = Math.max(until, untilThere);
        written = true;
    }

    /** Whether the database has it, and an absent row therefore means that an operator has let it go. */
    synchronized boolean isWritten() {
        return written;
    }
}
