package io.parkbridge.device.account;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A random password of 144 bits and what is kept of it. Guessing it is hopeless however fast the hash, so one round does: every request of a
 * device costs one.
 */
final class Secret {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int PASSWORD_BYTES = 18;
    private static final int SALT_BYTES = 16;

    private final String password;
    private final byte[] salt = random(SALT_BYTES);

    private Secret(String password) {
        this.password = password;
    }

    static Secret create() {
        return new Secret(Base64.getUrlEncoder().withoutPadding().encodeToString(random(PASSWORD_BYTES)));
    }

    /** To be shown once. */
    String password() {
        return password;
    }

    byte[] salt() {
        return salt;
    }

    byte[] hash() {
        return hash(salt, password);
    }

    /** In the same time whether it is nearly right or all wrong. */
    static boolean matches(byte[] salt, byte[] hash, String password) {
        return MessageDigest.isEqual(hash, hash(salt, password));
    }

    private static byte[] hash(byte[] salt, String password) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(salt);
            return sha256.digest(password.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every JDK has it
        }
    }

    private static byte[] random(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return random;
    }
}
