package io.parkbridge.bench.report;

import java.io.IOException;
import java.lang.management.MemoryUsage;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.openmbean.TabularData;
import javax.management.remote.JMXConnector;

/**
 * Looks at the application's heap many times a second: the most that was used, garbage included, and the most that was left by a
 * collection, which is what had to be kept.
 */
final class HeapWatch implements AutoCloseable {

    private static final int EVERY_MILLIS = 20;

    private final JMXConnector connector;
    private final MBeanServerConnection beans;
    private final Thread watcher;
    private volatile long used;
    private volatile long left;
    private volatile boolean watching = true;

    HeapWatch(JMXConnector connector) throws IOException {
        this.connector = connector;
        this.beans = connector.getMBeanServerConnection();
        this.watcher = Thread.ofVirtual().start(this::watch);
    }

    /** A full collection; what is left then. */
    long settle() throws IOException {
        try {
            beans.invoke(new ObjectName("java.lang:type=Memory"), "gc", null, null);
            return usedNow();
        } catch (JMException e) {
            throw new IOException("the application's virtual machine does not answer", e);
        }
    }

    /** Starts anew; returns nothing that was before. */
    void forget() {
        used = 0;
        left = 0;
    }

    long used() {
        return used;
    }

    /** 0 where nothing was collected meanwhile. */
    long left() {
        return left;
    }

    private long usedNow() throws JMException, IOException {
        return MemoryUsage.from((CompositeData) beans.getAttribute(new ObjectName("java.lang:type=Memory"), "HeapMemoryUsage")).getUsed();
    }

    private void watch() {
        try {
            Set<ObjectName> collectors = beans.queryNames(new ObjectName("java.lang:type=GarbageCollector,*"), null);
            Map<ObjectName, Long> seen = new java.util.HashMap<>();
            for (ObjectName collector : collectors) {
                seen.put(collector, id(last(collector)));
            }
            while (watching) {
                used = Math.max(used, usedNow());
                for (ObjectName collector : collectors) {
                    CompositeData last = last(collector);
                    if (id(last) != seen.get(collector)) {
                        seen.put(collector, id(last));
                        left = Math.max(left, after(last));
                    }
                }
                TimeUnit.MILLISECONDS.sleep(EVERY_MILLIS);
            }
        } catch (JMException | IOException e) {
            io.parkbridge.bench.Ground.say("the heap cannot be watched: " + e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private CompositeData last(ObjectName collector) throws JMException, IOException {
        return (CompositeData) beans.getAttribute(collector, "LastGcInfo");
    }

    private static long id(CompositeData collection) {
        return collection == null ? 0 : (Long) collection.get("id");
    }

    private static long after(CompositeData collection) {
        long sum = 0;
        for (Object pool : ((TabularData) collection.get("memoryUsageAfterGc")).values()) {
            String name = (String) ((CompositeData) pool).get("key");
            if (name.contains("Eden") || name.contains("Survivor") || name.contains("Old") || name.contains("Tenured")) {
                sum += MemoryUsage.from((CompositeData) ((CompositeData) pool).get("value")).getUsed();
            }
        }
        return sum;
    }

    @Override
    public void close() throws IOException, InterruptedException {
        watching = false;
        watcher.join();
        connector.close();
    }
}
