package io.parkbridge.firmware.play;

import java.time.Clock;
import java.time.Duration;
import java.util.Iterator;
import java.util.PriorityQueue;

import io.parkbridge.firmware.cars.Cars;
import io.parkbridge.firmware.cars.Event;
import io.parkbridge.firmware.sensor.Sensor;

/**
 * Merges three streams in the order of time: what the cars do, what the sensors find out about it seconds later, and their heartbeats.
 * What has not been sent yet has not been computed yet: a broker that is away simply stops the stream.
 */
public final class Playback {

    private static final long SECOND_MILLIS = 1_000;

    private record Detection(long atMillis, int bay, boolean occupied) implements Comparable<Detection> {
        @Override
        public int compareTo(Detection other) {
            return Long.compare(atMillis, other.atMillis);
        }
    }

    private final Cars cars;
    private final Sensor[] sensors;
    private final boolean[] started;
    private final Iterator<Event> events;
    private final PriorityQueue<Detection> detections = new PriorityQueue<>();
    private final int heartbeatSeconds;
    private final Pace pace;
    private final Transmitter out;
    private final boolean pastOnly;
    private final long beganMillis;
    private Event event;
    private long heartbeatsFromMillis;
    private volatile long atMillis;

    /**
     * @param heartbeat between two of one sensor, zero for none
     * @param seed      decides each sensor's field, noise, clock and battery
     * @param pastOnly  end where the future begins
     */
    public Playback(Cars cars, Duration heartbeat, long seed, Clock clock, Pace pace, boolean pastOnly, Transmitter out) {
        this.cars = cars;
        this.pace = pace;
        this.out = out;
        this.pastOnly = pastOnly;
        this.events = cars.events();
        this.heartbeatSeconds = (int) heartbeat.toSeconds();
        this.beganMillis = clock.millis();
        long since = beganMillis - cars.heartbeatsKept().toMillis();
        this.heartbeatsFromMillis = heartbeatSeconds == 0 ? Long.MAX_VALUE : since - since % SECOND_MILLIS;
        int bays = cars.site().bays().size();
        this.sensors = new Sensor[bays];
        this.started = new boolean[bays];
        for (int bay = 0; bay < bays; bay++) {
            sensors[bay] = new Sensor(seed * 1_000_003 + cars.site().bays().get(bay).device().hashCode(), cars.mains());
        }
    }

    /** Plays until the source ends, the past does where only that is wanted, or the thread is interrupted. */
    public void run() throws InterruptedException {
        nextEvent();
        while (event != null || !detections.isEmpty()) {
            long eventAt = event == null ? Long.MAX_VALUE : event.atMillis();
            long detectionAt = detections.isEmpty() ? Long.MAX_VALUE : detections.peek().atMillis();
            atMillis = Math.min(heartbeatsFromMillis, Math.min(eventAt, detectionAt));
            if (pastOnly && atMillis > beganMillis) {
                return;
            }
            pace.await(atMillis);
            if (atMillis == detectionAt) {
                sendDetection(detections.remove());
            } else if (atMillis == eventAt) {
                happen(event);
                nextEvent();
            } else {
                sendHeartbeats(atMillis);
                heartbeatsFromMillis += SECOND_MILLIS;
            }
        }
    }

    /** How far it has come, true time. */
    public long atMillis() {
        return atMillis;
    }

    /** Whether it still sends what lies in the past. */
    public boolean isCatchingUp() {
        return !pace.isAhead(atMillis + 2 * SECOND_MILLIS);
    }

    private void nextEvent() {
        event = events.hasNext() ? events.next() : null;
    }

    private void happen(Event event) throws InterruptedException {
        Sensor sensor = sensors[event.bay()];
        switch (event.kind()) {
            case START -> {
                started[event.bay()] = true;
                out.occupancy(event.bay(), sensor.boot(event.atMillis(), event.occupied()));
            }
            case MOVEMENT -> detections.add(new Detection(sensor.sense(event.atMillis(), event.occupied()), event.bay(), event.occupied()));
            case RECORDED -> out.occupancy(event.bay(), sensor.recorded(event.atMillis(), event.occupied()));
        }
    }

    private void sendDetection(Detection detection) throws InterruptedException {
        out.occupancy(detection.bay(), sensors[detection.bay()].decided(detection.atMillis(), detection.occupied()));
    }

    /** Each second its share of the sensors, so that their heartbeats never come all at once. */
    private void sendHeartbeats(long atMillis) throws InterruptedException {
        long second = atMillis / SECOND_MILLIS;
        for (int bay = (int) (second % heartbeatSeconds); bay < sensors.length; bay += heartbeatSeconds) {
            if (started[bay]) {
                out.heartbeat(bay, sensors[bay].heartbeat(atMillis));
            }
        }
    }
}
