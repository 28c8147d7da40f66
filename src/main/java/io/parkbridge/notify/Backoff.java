package io.parkbridge.notify;

import java.time.Duration;

/** How long to wait before the next attempt: twice as long each time, up to half an hour, with jitter; a day after the first it is over. */
public final class Backoff {

    public static final Duration GIVEN_UP_AFTER = Duration.ofDays(1);
    private static final long FIRST_MILLIS = 2_000;
    private static final long LONGEST_MILLIS = Duration.ofMinutes(30).toMillis();
    private static final int DOUBLINGS_MAX = 20;

    private Backoff() {
    }

    /**
     * @param attempts made so far, from 1
     * @param random   0 to 1: half of the wait is jitter, so that channels that failed together do not come back together
     */
    public static Duration after(int attempts, double random) {
        long longest = Math.min(LONGEST_MILLIS, FIRST_MILLIS << Math.min(attempts - 1, DOUBLINGS_MAX));
        return Duration.ofMillis((long) (longest * (0.5 + random / 2)));
    }
}
