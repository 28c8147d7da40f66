package io.parkbridge.bench.api;

import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import io.parkbridge.bench.Application;
import io.parkbridge.bench.Bench;
import io.parkbridge.bench.Ground;
import io.parkbridge.bench.Processors;
import io.parkbridge.bench.ingest.Mix;
import io.parkbridge.bench.ingest.Publisher;

/** Many readers and many readings, each alone and both together: what each costs the other. */
final class BesideIngest {

    private static final long OUTSTANDING_MAX = 16_000;
    private static final int POLL_MILLIS = 200;
    private static final int THINK_MILLIS = 1_000;
    private static final List<String> DASHBOARD = List.of("/api/dashboard/summary/", "/api/dashboard/hourly/", "/api/zones/", "/api/alerts/");

    private final Ground ground;
    private final Application application;
    private final int readers;
    private final double rate;
    private final int seconds;

    BesideIngest(Ground ground, Application application, int readers, double rate, int seconds) {
        this.ground = ground;
        this.application = application;
        this.readers = readers;
        this.rate = rate;
        this.seconds = seconds;
    }

    void run() throws Exception {
        try (Publisher publisher = new Publisher(URI.create(Bench.environment("PARKBRIDGE_MQTT_URL")),
                Bench.environment("PARKBRIDGE_SENSOR_MQTT_USERNAME"), Bench.environment("PARKBRIDGE_SENSOR_MQTT_PASSWORD"), new Mix(ground.devices),
                OUTSTANDING_MAX)) {
            Ground.say("readers and readings beside each other");
            measure(publisher, rate, readers); // the first seconds of both are the compiler's
            System.out.println("\n%d readers ask for %s in turn, a call a second each; %.0f messages a second are offered.%n".formatted(readers,
                    String.join(", ", DASHBOARD), rate));
            System.out.println("| | readings stored a second | calls p50 / p95 / p99 ms | calls a second | without an answer | " + Processors.HEAD + " |");
            System.out.println("|---|---|---|---|---|" + Processors.RULE + "|");
            System.out.println("| readers alone | " + measure(publisher, 0, readers));
            System.out.println("| readings alone | " + measure(publisher, rate, 0));
            System.out.println("| both | " + measure(publisher, rate, readers));
        }
    }

    /** The rest of a line of the table. */
    private String measure(Publisher publisher, double offered, int reading) throws Exception {
        ConcurrentLinkedQueue<Double> millis = new ConcurrentLinkedQueue<>();
        AtomicInteger unanswered = new AtomicInteger();
        List<Thread> threads = new ArrayList<>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 0; i < reading; i++) {
            int number = i;
            threads.add(Thread.startVirtualThread(() -> read(number, millis, unanswered, end)));
        }
        long before = application.consumed();
        Processors processors = Processors.now(application, ground);
        if (offered > 0) {
            publisher.start(offered);
        }
        while (System.nanoTime() < end) {
            follow(publisher, unanswered);
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
        publisher.stop();
        Processors after = Processors.now(application, ground);
        long stored = application.consumed() - before;
        for (Thread thread : threads) {
            thread.join();
        }
        drain();
        double elapsed = after.elapsedSeconds(processors);
        double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        return String.format(Locale.ROOT, "%.0f | %.1f / %.1f / %.1f | %.0f | %d | %s |", stored / elapsed, share(sorted, 0.5), share(sorted, 0.95),
                share(sorted, 0.99), sorted.length / elapsed, unanswered.get(), after.since(processors));
    }

    private void follow(Publisher publisher, AtomicInteger unanswered) throws InterruptedException {
        try {
            publisher.consumed(application.consumed());
        } catch (IOException e) {
            unanswered.incrementAndGet();
        }
    }

    /** What is on its way when a measurement ends must not count in the next one. */
    private void drain() throws IOException, InterruptedException {
        long last;
        long now = application.consumed();
        do {
            last = now;
            TimeUnit.MILLISECONDS.sleep(THINK_MILLIS);
            now = application.consumed();
        } while (now != last);
    }

    private void read(int number, ConcurrentLinkedQueue<Double> millis, AtomicInteger unanswered, long end) {
        try {
            TimeUnit.MILLISECONDS.sleep((long) THINK_MILLIS * number / readers);
            for (int call = number; System.nanoTime() < end; call++) {
                long began = System.nanoTime();
                try {
                    application.get(DASHBOARD.get(call % DASHBOARD.size()));
                    millis.add((System.nanoTime() - began) / 1e6);
                } catch (IOException e) {
                    unanswered.incrementAndGet();
                }
                TimeUnit.MILLISECONDS.sleep(THINK_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static double share(double[] sorted, double share) {
        return sorted.length == 0 ? Double.NaN : sorted[Math.min((int) (share * sorted.length), sorted.length - 1)];
    }
}
