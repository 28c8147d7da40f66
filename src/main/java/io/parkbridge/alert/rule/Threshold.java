package io.parkbridge.alert.rule;

/**
 * A number of a rule that can be set.
 *
 * @param name with its unit last: {@code silence_seconds}
 * @param min  the smallest value that makes sense
 * @param max  the largest
 */
public record Threshold(String name, double min, double max) {
}
