package io.parkbridge.firmware;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

import io.parkbridge.firmware.link.Links;
import io.parkbridge.firmware.play.Progress;
import io.parkbridge.firmware.play.Summary;
import io.parkbridge.firmware.play.Transmitter;
import io.parkbridge.firmware.site.Site;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all sources have in common: connect, play, and tell at the end what was sent, also when Ctrl-C ends it. */
final class RunOptions {

    private static final long FAREWELL_MILLIS = 15_000;

    @Mixin
    private LinkOptions link;

    @Option(names = "--seed", defaultValue = "1", description = "of all randomness; the same seed sends the same readings (default: ${DEFAULT-VALUE})")
    long seed;

    @Option(names = "--rate", defaultValue = "0", paramLabel = "N", description = "at most so many messages a second (default: as many as are accepted)")
    double rate;

    @Option(names = "--summary", paramLabel = "FILE", description = "write the summary there too, as JSON")
    private Path summaryFile;

    /** Something that sends until it ends or is interrupted. */
    interface Player {
        void play(Transmitter out) throws InterruptedException;
    }

    int run(String name, Site site, Supplier<String> where, Player player) throws IOException {
        Thread main = Thread.currentThread();
        CountDownLatch finished = new CountDownLatch(1);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> endInGoodOrder(main, finished), "ctrl-c"));
        try {
            Summary summary = play(name, site, where, player);
            summary.print(System.out);
            if (summaryFile != null) {
                summary.write(summaryFile);
            }
            return summary.published() == summary.acknowledged() ? 0 : 1;
        } finally {
            finished.countDown();
        }
    }

    private Summary play(String name, Site site, Supplier<String> where, Player player) {
        PrintStream out = System.out;
        Links links = link.links(site, out);
        long began = System.nanoTime();
        try (links) {
            links.open();
            out.printf("%s: %,d sensors speak to the broker%n", name, site.bays().size());
            began = System.nanoTime();
            try (Progress progress = new Progress(links.counts(), where, out)) {
                player.play(over(links));
            }
        } catch (InterruptedException e) {
            // Ctrl-C: the links have been closed in good order by now
        }
        return Summary.of(name, links.counts(), (System.nanoTime() - began) / 1e9);
    }

    private static void endInGoodOrder(Thread main, CountDownLatch finished) {
        if (finished.getCount() == 0) {
            return;
        }
        main.interrupt();
        try {
            finished.await(FAREWELL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Transmitter over(Links links) {
        return new Transmitter() {
            @Override
            public void occupancy(int bay, byte[] payload) throws InterruptedException {
                links.sendOccupancy(bay, payload);
            }

            @Override
            public void heartbeat(int bay, byte[] payload) throws InterruptedException {
                links.sendHeartbeat(bay, payload);
            }
        };
    }
}
