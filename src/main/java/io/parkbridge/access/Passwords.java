package io.parkbridge.access;

import java.text.Normalizer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import io.parkbridge.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Passwords as Argon2id hashes (19 MiB, 2 passes, as OWASP's cheat sheet has it). No more than two are worked at together, so that a flood
 * of logins takes neither the memory nor the processors from the readings.
 */
@ApplicationScoped
class Passwords {

    static final int LENGTH_MIN = 12;
    static final int LENGTH_MAX = 128;

    private static final Argon2Function ARGON2ID = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);
    private static final int SALT_BYTES = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Semaphore turns = new Semaphore(2, true);
    /** Of a password that nobody has: who is unknown takes as long to be refused as who is known. */
    private final String nobodys = hash(Secret.fresh());

    /** What is wrong with a new password, or null. */
    static String fault(String password, String name) {
        if (password.length() < LENGTH_MIN || password.length() > LENGTH_MAX) {
            return "must have %d to %d characters".formatted(LENGTH_MIN, LENGTH_MAX);
        }
        if (password.toLowerCase(Locale.ROOT).contains(name.toLowerCase(Locale.ROOT)) && name.length() >= LENGTH_MIN / 3) {
            return "must not contain the name";
        }
        return password.chars().distinct().count() < LENGTH_MIN / 2 ? "must have more different characters" : null;
    }

    String hash(String password) {
        return inTurn(() -> Password.hash(normal(password)).addRandomSalt(SALT_BYTES).with(ARGON2ID).getResult());
    }

    /** @param hash null where there is no such person, or one without a password */
    boolean isRight(String password, String hash) {
        String compared = hash == null ? nobodys : hash;
        return inTurn(() -> Password.check(normal(password), compared).with(Argon2Function.getInstanceFromHash(compared))) && hash != null;
    }

    private static String normal(String password) {
        return Normalizer.normalize(password, Normalizer.Form.NFC);
    }

    private <T> T inTurn(java.util.function.Supplier<T> work) {
        try {
            if (!turns.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
                throw Problem.unavailable("too many are logging in at once; try again", PATIENCE);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw Problem.unavailable("the application is ending", PATIENCE);
        }
        try {
            return work.get();
        } finally {
            turns.release();
        }
    }
}
