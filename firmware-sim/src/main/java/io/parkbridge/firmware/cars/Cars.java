package io.parkbridge.firmware.cars;

import java.time.Duration;
import java.util.Iterator;

import io.parkbridge.firmware.site.Site;

/** A source of cars. */
public interface Cars {

    Site site();

    /** What happens, in order of time and lazily; may go on for ever. */
    Iterator<Event> events();

    /** Whether the sensors are powered from the mains and report what they draw. */
    default boolean mains() {
        return false;
    }

    /** How often each sensor gives a sign of life unless told otherwise; zero for sensors that exist no more. */
    default Duration heartbeat() {
        return Duration.ofMinutes(30);
    }

    /** Since when, before now, sensors have kept their heartbeats; battery sensors do not keep them. */
    default Duration heartbeatsKept() {
        return Duration.ZERO;
    }
}
