package io.parkbridge.access;

import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/**
 * What the database has said of secrets, by their hash, believed for {@value #SECONDS} seconds: what is ended is over at once in this
 * instance, and within that time in the others. Thread-safe.
 */
final class Believed<T> {

    static final int SECONDS = 5;
    private static final int MAX = 20_000;

    /** Asks the database; null where the secret opens nothing. */
    interface Look<T> {

        T at(String hash) throws SQLException;
    }

    private final Cache<String, T> known = Caffeine.newBuilder().maximumSize(MAX).expireAfterWrite(Duration.ofSeconds(SECONDS)).build();
    private final AtomicLong ends = new AtomicLong();

    T find(String hash, Look<T> look) throws SQLException {
        T believed = known.getIfPresent(hash);
        if (believed != null) {
            return believed;
        }
        long before = ends.get();
        T found = look.at(hash);
        if (found != null) {
            known.put(hash, found);
            if (ends.get() != before) {
                known.invalidate(hash); // what was read may be what has just ended
            }
        }
        return found;
    }

    /** These are no longer so. */
    void end(Predicate<T> which) {
        ends.incrementAndGet();
        known.asMap().values().removeIf(which);
    }
}
