package io.parkbridge.bench.ingest;

/**
 * What the books say at one instant; two of them give a rate and a cost per message.
 *
 * @param nanos     {@link System#nanoTime}
 * @param consumed  messages acknowledged by the consumer
 * @param broker    processor seconds, like the next three
 * @param database  of all its processes
 * @param consumer  application or plain subscriber
 * @param allocated bytes, of the application
 * @param wal       bytes of the database's journal
 */
record Sample(long nanos, long consumed, double broker, double database, double consumer, double publisher, long allocated, long wal) {

    double seconds(Sample before) {
        return (nanos - before.nanos) / 1e9;
    }

    double rate(Sample before) {
        return (consumed - before.consumed) / seconds(before);
    }

    /** Microseconds a message. */
    double perMessage(double now, double then, Sample before) {
        return (now - then) * 1e6 / (consumed - before.consumed);
    }
}
