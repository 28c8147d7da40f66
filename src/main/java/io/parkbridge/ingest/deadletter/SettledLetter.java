package io.parkbridge.ingest.deadletter;

/**
 * What a replay has come to for one letter.
 *
 * @param reason of a letter that is still dead, else null
 * @param detail likewise
 */
public record SettledLetter(long id, DeadLetterState state, DeadLetterReason reason, String detail) {
}
