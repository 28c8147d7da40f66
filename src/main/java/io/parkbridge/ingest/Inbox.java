package io.parkbridge.ingest;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import io.parkbridge.mqtt.MqttConfig;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;

/**
 * What is decoded and waits for the writer, in two lanes: the broker's, which holds all that the broker sends without acknowledgement, and
 * the HTTP clients', who wait for an answer. Neither takes room from the other or holds it up. Any thread puts in, the writer alone takes
 * out.
 */
@Singleton
class Inbox {

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrived = lock.newCondition();
    private final Condition roomForClients = lock.newCondition();
    private final Queue<Delivery> fromBroker = new ArrayDeque<>();
    private final Queue<Delivery> fromClients = new ArrayDeque<>();
    private final int brokerMax;
    private final int clientsMax;

    @Inject
    Inbox(MqttConfig mqtt, HttpIngestConfig http) {
        this(mqtt.receiveMaximum(), http.waitingMax());
    }

    Inbox(int brokerMax, int clientsMax) {
        this.brokerMax = brokerMax;
        this.clientsMax = clientsMax;
    }

    /** Never waits; false where there is no room. */
    boolean addFromBroker(Delivery delivery) {
        lock.lock();
        try {
            if (fromBroker.size() >= brokerMax) {
                return false;
            }
            fromBroker.add(delivery);
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Puts in all messages of a request or none. They are let in as soon as fewer than the bound are waiting, so a request is never too
     * large to come in at all.
     *
     * @return false where there was no room in time
     */
    boolean addFromClient(Collection<Delivery> request, Duration patience) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long nanosLeft = patience.toNanos();
            while (fromClients.size() >= clientsMax) {
                if (nanosLeft <= 0) {
                    return false;
                }
                nanosLeft = roomForClients.awaitNanos(nanosLeft);
            }
            fromClients.addAll(request);
            arrived.signal();
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** Takes back those of a request's messages that still wait, and returns how many they were: they will not be stored. */
    int takeBack(Set<Delivery> request) {
        lock.lock();
        try {
            int before = fromClients.size();
            fromClients.removeIf(request::contains);
            roomForClients.signalAll();
            return before - fromClients.size();
        } finally {
            lock.unlock();
        }
    }

    /** The next batch: what waits, up to a limit, at least one; of a full batch each lane has half. */
    List<Delivery> take(int max) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (fromBroker.isEmpty() && fromClients.isEmpty()) {
                arrived.await();
            }
            List<Delivery> batch = new ArrayList<>(Math.min(max, fromBroker.size() + fromClients.size()));
            move(fromClients, batch, (max + 1) / 2);
            move(fromBroker, batch, max);
            move(fromClients, batch, max);
            roomForClients.signalAll();
            return batch;
        } finally {
            lock.unlock();
        }
    }

    private static void move(Queue<Delivery> lane, List<Delivery> batch, int max) {
        while (batch.size() < max && !lane.isEmpty()) {
            batch.add(lane.remove());
        }
    }
}
