package io.parkbridge.access;

/** What an identity rests on, so that what it has opened can be ended with it. */
sealed interface Proof {

    /**
     * A person's session.
     *
     * @param hash        of its secret, in hexadecimal
     * @param userVersion of role and facilities
     */
    record Session(String hash, int userId, int userVersion) implements Proof {
    }

    /** A machine's token. */
    record Token(int id) implements Proof {
    }
}
