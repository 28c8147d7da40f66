package io.parkbridge.firmware.link;

import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

import org.eclipse.paho.mqttv5.common.MqttException;

/**
 * One client of the broker, speaking for many sensors or one: it announces itself (retained birth, Last Will), keeps a bounded number of
 * messages on their way, and comes back by itself with jittered delays. While the broker is away its senders wait, which is the store of
 * store-and-forward; when it is back, the last minutes are sent again ({@link Memory}).
 */
final class Gateway implements Connection.Owner {

    /** MQTT 5 reason codes that trying again does not change: bad user name or password, not authorised, banned. */
    private static final Set<Integer> REFUSALS = Set.of(0x86, 0x87, 0x8a);
    private static final int ON_THE_WAY_MAX = 1_000;
    private static final long RECONNECT_FIRST_MILLIS = 500;
    private static final long RECONNECT_LONGEST_MILLIS = 15_000;

    private final Broker broker;
    private final String clientId;
    private final Topics.Status status;
    private final Counts counts;
    private final Memory memory;
    private final Notices notices;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private Connection connection;
    private boolean open;
    private boolean closing;
    private int onTheWay;
    private int onTheWayMax;
    private BrokerRefused refusal;

    Gateway(Broker broker, String clientId, Topics.Status status, Counts counts, int memorySize, Notices notices) {
        this.broker = broker;
        this.clientId = clientId;
        this.status = status;
        this.counts = counts;
        this.memory = new Memory(memorySize);
        this.notices = notices;
    }

    /** Keeps the connection until {@link #close}. */
    void start() {
        Thread.ofVirtual().name("gateway-" + clientId).start(this::stayConnected);
    }

    /** Waits until it is connected. @throws BrokerRefused where the broker does not want us */
    void awaitOpen() throws InterruptedException {
        lock.lock();
        try {
            while (!open) {
                throwRefusal();
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    /** Sends once; returns when it is on its way, which waits while too much is or the broker is away. */
    void send(String topic, byte[] payload, LongAdder count) throws InterruptedException {
        lock.lock();
        try {
            while (!open || onTheWay >= onTheWayMax) {
                throwRefusal();
                changed.await();
            }
            Message message = new Message(topic, payload, System.currentTimeMillis());
            memory.add(message);
            count.increment();
            transmit(message);
        } finally {
            lock.unlock();
        }
    }

    private void throwRefusal() {
        if (refusal != null) {
            throw refusal;
        }
    }

    private void transmit(Message message) {
        onTheWay++;
        try {
            connection.send(message);
        } catch (MqttException e) {
            lost(connection);
        }
    }

    private void stayConnected() {
        long delay = RECONNECT_FIRST_MILLIS;
        boolean again = false;
        try {
            while (!isDone()) {
                if (connects()) {
                    delay = RECONNECT_FIRST_MILLIS;
                    resume(again);
                    again = true;
                    awaitLoss();
                }
                delay = isDone() ? delay : pause(delay);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Tries to connect, once. */
    private boolean connects() {
        try {
            connect();
            return true;
        } catch (MqttException e) {
            if (REFUSALS.contains(e.getReasonCode())) {
                refuse(e);
            } else {
                notices.away(e);
            }
            return false;
        }
    }

    private void connect() throws MqttException {
        Connection next = new Connection(broker, clientId, this);
        try {
            next.open(broker, status.topic(), status.offline());
            next.sendRetained(status.topic(), status.online());
            counts.statuses.increment();
        } catch (MqttException e) {
            next.discard();
            throw e;
        }
        lock.lock();
        try {
            connection = next;
            onTheWay = 0;
            onTheWayMax = Math.min(ON_THE_WAY_MAX, next.receiveMaximum());
        } finally {
            lock.unlock();
        }
        notices.back();
    }

    /** Sends again what the broker may have forgotten, before anything new, and then opens. */
    private void resume(boolean again) throws InterruptedException {
        lock.lock();
        try {
            Connection resumed = connection;
            if (again) {
                counts.reconnects.increment();
                for (Message message : memory.all()) {
                    while (connection == resumed && onTheWay >= onTheWayMax) {
                        changed.await();
                    }
                    if (connection != resumed) {
                        return;
                    }
                    counts.resent.increment();
                    transmit(message);
                }
            }
            open = connection == resumed;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private void awaitLoss() throws InterruptedException {
        lock.lock();
        try {
            while (connection != null && !closing) {
                changed.await();
            }
        } finally {
            lock.unlock();
        }
    }

    private void refuse(MqttException failure) {
        lock.lock();
        try {
            refusal = new BrokerRefused("the broker at " + broker.url() + " refuses "
                    + (broker.username() == null ? "clients without a login" : "the login of '" + broker.username() + "'")
                    + " (" + failure.getMessage() + ")");
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private static long pause(long delay) throws InterruptedException {
        TimeUnit.MILLISECONDS.sleep(delay / 2 + ThreadLocalRandom.current().nextLong(delay));
        return Math.min(delay * 2, RECONNECT_LONGEST_MILLIS);
    }

    @Override
    public void acknowledged(Connection from, Message message) {
        lock.lock();
        try {
            if (!message.acknowledged) {
                message.acknowledged = true;
                counts.acknowledged.increment();
            }
            if (from == connection) {
                onTheWay--;
                changed.signalAll();
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void lost(Connection from) {
        lock.lock();
        try {
            if (from != connection || closing) {
                return;
            }
            connection = null;
            open = false;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        // its own threads must not wait for themselves
        Thread.ofVirtual().start(from::discard);
    }

    private boolean isDone() {
        lock.lock();
        try {
            return closing || refusal != null;
        } finally {
            lock.unlock();
        }
    }

    /** Waits for what is on its way, at most until a {@link System#nanoTime} deadline, says farewell and leaves. */
    void close(long deadline) throws InterruptedException {
        long left = deadline - System.nanoTime();
        Connection last;
        lock.lock();
        try {
            while (refusal == null && left > 0 && (!open || onTheWay > 0)) {
                left = changed.awaitNanos(left);
            }
            closing = true;
            open = false;
            last = connection;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
        if (last != null) {
            leave(last);
        }
    }

    private void leave(Connection last) {
        try {
            last.sendRetained(status.topic(), status.offline());
            counts.statuses.increment();
            last.leave();
        } catch (MqttException e) {
            notices.away(e);
        } finally {
            last.discard();
        }
    }
}
