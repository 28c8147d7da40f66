package io.parkbridge.access;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Guessing takes time. After {@value #NAME_FREE} failures for a name, or {@value #SOURCE_FREE} from an address, each next one doubles the pause
 * before another is looked at, up to a quarter of an hour. It is the same whether or not there is somebody of that name. Remembered in
 * this instance, for a bounded number of names and addresses.
 */
@ApplicationScoped
class LoginThrottle {

    static final int NAME_FREE = 5;
    static final int SOURCE_FREE = 20;
    static final Duration PAUSE_MAX = Duration.ofMinutes(15);
    private static final int REMEMBERED = 20_000;

    private record Failures(int count, Instant until) {

        static final Failures NONE = new Failures(0, Instant.MIN);

        Failures next(int free, Instant now) {
            int beyond = Math.clamp(count + 1L - free, 0, 20);
            Duration pause = beyond == 0 ? Duration.ZERO : Duration.ofSeconds(1L << beyond);
            return new Failures(count + 1, now.plus(pause.compareTo(PAUSE_MAX) > 0 ? PAUSE_MAX : pause));
        }

        Failures oneLess() {
            return count <= 1 ? null : new Failures(count - 1, Instant.MIN);
        }
    }

    private final Clock clock;
    private final Cache<String, Failures> byName = remembered();
    private final Cache<String, Failures> bySource = remembered();

    LoginThrottle(Clock clock) {
        this.clock = clock;
    }

    private static Cache<String, Failures> remembered() {
        return Caffeine.newBuilder().maximumSize(REMEMBERED).expireAfterWrite(PAUSE_MAX.multipliedBy(4)).build();
    }

    /** How long to wait; zero: go on. Such a try counts as failed until {@link #succeeded} says otherwise, so many at once are many. */
    Duration begin(String name, String source) {
        Instant now = clock.instant();
        Duration wait = longer(wait(byName, key(name), now), wait(bySource, network(source), now));
        if (wait.isZero()) {
            count(byName, key(name), NAME_FREE, now);
            count(bySource, network(source), SOURCE_FREE, now);
        }
        return wait;
    }

    /** The same where nobody has said a name. */
    Duration begin(String source) {
        Instant now = clock.instant();
        Duration wait = wait(bySource, network(source), now);
        if (wait.isZero()) {
            count(bySource, network(source), SOURCE_FREE, now);
        }
        return wait;
    }

    void succeeded(String name, String source) {
        byName.invalidate(key(name));
        bySource.asMap().computeIfPresent(network(source), (key, failures) -> failures.oneLess());
    }

    /** How long the next try for this name has to wait. */
    Duration pause(String name) {
        return wait(byName, key(name), clock.instant());
    }

    /** An administrator vouches for the person. */
    void forget(String name) {
        byName.invalidate(key(name));
    }

    private static Duration wait(Cache<String, Failures> failures, String key, Instant now) {
        Failures known = failures.getIfPresent(key);
        return known == null || !known.until.isAfter(now) ? Duration.ZERO : Duration.between(now, known.until);
    }

    private static void count(Cache<String, Failures> failures, String key, int free, Instant now) {
        failures.asMap().compute(key, (same, known) -> (known == null ? Failures.NONE : known).next(free, now));
    }

    private static Duration longer(Duration a, Duration b) {
        return a.compareTo(b) > 0 ? a : b;
    }

    private static String key(String name) {
        return Secret.hash(name.strip().toLowerCase(Locale.ROOT));
    }

    /** Whoever has one address of IPv6 has 2^64 of them. */
    private static String network(String source) {
        String[] groups = source.split(":");
        return groups.length < 5 ? source : String.join(":", java.util.Arrays.asList(groups).subList(0, 4));
    }
}
