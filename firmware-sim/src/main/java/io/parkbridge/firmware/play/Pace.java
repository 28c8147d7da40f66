package io.parkbridge.firmware.play;

import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * When to do what happened at an instant: the future when it comes, the past at once or at a multiple of true speed.
 */
public final class Pace {

    /** The past as fast as it is accepted. */
    public static final double UNLIMITED = 0;

    private final Clock clock;
    private final double speed;
    private final double messagesPerSecondMax;
    private long firstMillis = Long.MIN_VALUE;
    private long beganNanos;
    private long sent;

    /**
     * @param speed                how many times faster than true time the past is played, {@link #UNLIMITED} for no limit
     * @param messagesPerSecondMax bound of messages a second while the past is played, 0 for none
     */
    public Pace(Clock clock, double speed, double messagesPerSecondMax) {
        this.clock = clock;
        this.speed = speed;
        this.messagesPerSecondMax = messagesPerSecondMax;
    }

    /** Whether an instant is still to come. */
    boolean isAhead(long atMillis) {
        return atMillis > clock.millis();
    }

    /** Waits until what happens at an instant is to be sent. */
    void await(long atMillis) throws InterruptedException {
        if (firstMillis == Long.MIN_VALUE) {
            firstMillis = atMillis;
            beganNanos = System.nanoTime();
        }
        long ahead = atMillis - clock.millis();
        if (ahead > 0) {
            TimeUnit.MILLISECONDS.sleep(ahead);
            return;
        }
        double paced = speed == UNLIMITED ? 0 : (atMillis - firstMillis) / speed / 1_000;
        double limited = messagesPerSecondMax == 0 ? 0 : sent / messagesPerSecondMax;
        sent++;
        long waitNanos = (long) (Math.max(paced, limited) * 1e9) - (System.nanoTime() - beganNanos);
        if (waitNanos > 1_000_000) {
            TimeUnit.NANOSECONDS.sleep(waitNanos);
        }
    }
}
