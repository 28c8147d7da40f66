package io.parkbridge.bench.ingest;

import java.io.PrintStream;
import java.util.List;
import java.util.Locale;

/**
 * What one run has found. Times of the processor in microseconds a message, rates in messages a second.
 *
 * @param ceiling what one plain acknowledging subscriber gets of the same load
 * @param durable what the application commits and acknowledges
 */
record Result(String machine, int devices, double seconds, Plain ceiling, Durable durable, double ratio, List<Latency> latency,
        Disk disk) {

    record Plain(double rate, double brokerMicros, double subscriberMicros, double publisherMicros) {
    }

    /** @param sumMicros broker, application and database together: the bar is 80 */
    record Durable(double rate, double brokerMicros, double applicationMicros, double databaseMicros, double sumMicros,
            double publisherMicros, double allocatedBytes, double walBytes, double startSeconds) {
    }

    /** From publication to commit, in milliseconds, at an offered rate. */
    record Latency(double offeredRate, long readings, double p50, double p99, double p999) {
    }

    /** Bytes a reading, with indexes. */
    record Disk(double heartbeat, double occupancy) {
    }

    void print(PrintStream out) {
        row(out, "%,d devices, %.0f s measured after warming up, %s", devices, seconds, machine);
        row(out, "%-44s %10.0f msg/s", "broker's ceiling (plain subscriber)", ceiling.rate);
        row(out, "%-44s %10.0f msg/s", "durable (committed, then acknowledged)", durable.rate);
        row(out, "%-44s %10.0f %%", "ratio", ratio * 100);
        row(out, "%-44s %10.1f us", "processor a durable message, together", durable.sumMicros);
        row(out, "%-44s %10.1f us", "  broker", durable.brokerMicros);
        row(out, "%-44s %10.1f us", "  application", durable.applicationMicros);
        row(out, "%-44s %10.1f us", "  database", durable.databaseMicros);
        row(out, "%-44s %10.1f us", "load generator, beside it", durable.publisherMicros);
        row(out, "%-44s %10.1f us (broker), %.1f us (subscriber), %.1f us (generator)", "ceiling's cost",
                ceiling.brokerMicros, ceiling.subscriberMicros, ceiling.publisherMicros);
        for (Latency at : latency) {
            row(out, "%-44s %10.1f / %.1f / %.1f ms", "publish to commit at %,.0f msg/s, p50/p99/p99.9".formatted(at.offeredRate),
                    at.p50, at.p99, at.p999);
        }
        row(out, "%-44s %10.0f bytes", "on disk, a heartbeat with its index", disk.heartbeat);
        row(out, "%-44s %10.0f bytes", "on disk, a change with its indexes", disk.occupancy);
        row(out, "%-44s %10.0f bytes", "database's journal a message", durable.walBytes);
        row(out, "%-44s %10.0f bytes", "application's allocation a message", durable.allocatedBytes);
        row(out, "%-44s %10.1f s", "application's start with the sites' import", durable.startSeconds);
    }

    private static void row(PrintStream out, String format, Object... values) {
        out.println(String.format(Locale.ROOT, format, values));
    }
}
