package io.parkbridge.bench.live;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import io.netty.channel.nio.NioEventLoopGroup;
import io.parkbridge.bench.Times;

/**
 * Thousands of browsers on one thread. Whether all are up to date is asked change by change: a change is published, a first browser tells
 * the number of the frame that holds it, and each of the others is timed until it has come as far.
 */
final class Crowd implements AutoCloseable {

    private static final int AT_ONCE = 50;
    private static final long PATIENCE_SECONDS = 120;

    private final NioEventLoopGroup loop = new NioEventLoopGroup(1);
    private final List<Browser> browsers = new ArrayList<>();
    private final URI live;
    private final String subscription;
    private final boolean compressed;
    private long target = Long.MAX_VALUE;
    private long beganNanos;
    private int missing;
    private Times lags;
    private CompletableFuture<Void> all;

    Crowd(URI live, String subscription, boolean compressed) {
        this.live = live;
        this.subscription = subscription;
        this.compressed = compressed;
    }

    /** More of them, some at a time; returns when each has its picture. */
    void grow(int wanted) throws Exception {
        while (browsers.size() < wanted) {
            List<CompletableFuture<Void>> pictures = new ArrayList<>();
            for (int i = Math.min(AT_ONCE, wanted - browsers.size()); i > 0; i--) {
                Seen seen = new Seen();
                Browser browser = Browser.connect(loop, live, subscription, compressed, (frame, seq) -> seen.onFrame(seq));
                browsers.add(browser);
                pictures.add(browser.seen());
            }
            CompletableFuture.allOf(pictures.toArray(CompletableFuture[]::new)).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        }
    }

    /** Another one, which then reads nothing more. */
    Browser addStalled() throws Exception {
        Browser browser = Browser.connect(loop, live, subscription, compressed, (frame, seq) -> { });
        browser.seen().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        browser.stall();
        return browser;
    }

    /**
     * From now on each browser is timed until it has frame {@code seq}; those that have it already count with the time up to now.
     *
     * @param sinceNanos when the change was published
     * @return completed when the last one has it
     */
    CompletableFuture<Void> await(long seq, long sinceNanos, Times times) {
        CompletableFuture<Void> reached = new CompletableFuture<>();
        loop.execute(() -> {
            target = seq;
            beganNanos = sinceNanos;
            lags = times;
            all = reached;
            missing = 0;
            long now = System.nanoTime() - beganNanos;
            for (Browser browser : browsers) {
                if (browser.seq() >= seq) {
                    times.add(now);
                } else {
                    missing++;
                }
            }
            finishIfAll();
        });
        return reached;
    }

    /** How many have not come as far yet. */
    int missing() throws Exception {
        return loop.submit(() -> missing).get();
    }

    /** How many are still connected. */
    long open() {
        return browsers.stream().filter(Browser::isOpen).count();
    }

    long frames() throws Exception {
        return loop.submit(() -> browsers.stream().mapToLong(Browser::frames).sum()).get();
    }

    private void finishIfAll() {
        if (missing == 0) {
            target = Long.MAX_VALUE;
            all.complete(null);
        }
    }

    @Override
    public void close() {
        loop.shutdownGracefully(0, 2, TimeUnit.SECONDS).syncUninterruptibly();
    }

    /** What one browser of the crowd has seen. */
    private final class Seen {

        private long seq = -1;

        void onFrame(long number) {
            if (number >= target && seq < target) {
                lags.add(System.nanoTime() - beganNanos);
                missing--;
                finishIfAll();
            }
            seq = Math.max(seq, number);
        }
    }
}
