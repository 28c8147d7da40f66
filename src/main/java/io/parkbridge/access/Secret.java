package io.parkbridge.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/** 256 random bits as text. Nobody can guess them, so what is stored of them needs no salt and no work factor, only a hash. */
final class Secret {

    private static final SecureRandom RANDOM = new SecureRandom();
    private static final int BYTES = 32;
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
    /** 32 characters that are hard to take for one another. */
    private static final String READABLE = "abcdefghijkmnpqrstuvwxyz23456789";
    private static final int GROUPS = 5;

    private Secret() {
    }

    static String fresh() {
        byte[] bytes = new byte[BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** Whether it can be one at all; what cannot costs no look into the database. */
    static boolean isPossible(String text) {
        return text != null && FORM.matcher(text).matches();
    }

    /** What is kept of it, in hexadecimal. */
    static String hash(String secret) {
        return HexFormat.of().formatHex(sha256(secret));
    }

    static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** 100 random bits that a person can type. */
    static String password() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < GROUPS * 4; i++) {
            text.append(i > 0 && i % 4 == 0 ? "-" : "").append(READABLE.charAt(RANDOM.nextInt(READABLE.length())));
        }
        return text.toString();
    }
}
