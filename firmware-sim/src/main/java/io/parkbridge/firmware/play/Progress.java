package io.parkbridge.firmware.play;

import java.io.PrintStream;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.parkbridge.firmware.link.Counts;

/** Says how far it has come: on one line each second where a person watches, else a line every ten. */
public final class Progress implements AutoCloseable {

    private static final int SECONDS_IN_A_LOG = 10;

    private final Counts counts;
    private final Supplier<String> where;
    private final PrintStream out;
    private final boolean watched = System.console() != null && System.console().isTerminal();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Thread.ofVirtual().name("progress").factory());
    private long reported;
    private long reportedNanos = System.nanoTime();

    /** @param where how far the source of cars has come, in words */
    public Progress(Counts counts, Supplier<String> where, PrintStream out) {
        this.counts = counts;
        this.where = where;
        this.out = out;
        int period = watched ? 1 : SECONDS_IN_A_LOG;
        timer.scheduleAtFixedRate(this::report, period, period, TimeUnit.SECONDS);
    }

    private void report() {
        long published = counts.published();
        long nanos = System.nanoTime();
        double rate = (published - reported) * 1e9 / (nanos - reportedNanos);
        out.printf(watched ? "\r%s: %,d sent, %,d acknowledged, %,d resent, %,.0f/s   " : "%s: %,d sent, %,d acknowledged, %,d resent, %,.0f/s%n",
                where.get(), published, counts.acknowledged(), counts.resent(), rate);
        out.flush();
        reported = published;
        reportedNanos = nanos;
    }

    @Override
    public void close() {
        timer.shutdownNow();
        if (watched) {
            out.println();
        }
    }
}
