package io.parkbridge.report;

import java.util.List;

/**
 * What a chart shows; {@link ChartDrawing} knows how.
 *
 * @param description for those who cannot see it
 * @param labels      of the categories, each with the values of every series; one that is empty is not written
 */
record Chart(String title, String description, Form form, String unit, List<String> labels, List<Series> series) {

    /** So many bars with names of their own can be told apart. */
    static final int BARS_MAX = 8;

    enum Form {
        /** Categories side by side along the bottom. */
        UPRIGHT,
        /** The same, with the series on top of each other. */
        STACKED,
        /** Categories from top to bottom, each bar with its value behind it. */
        LYING
    }

    enum Mark {
        BAR, LINE, AIM
    }

    /** @param values NaN where there is none */
    record Series(String name, Mark mark, Tone tone, List<Double> values) {
    }

    /** The palette: one accent in three strengths, grey for comparison, and one colour for what needs attention. */
    enum Tone {
        ACCENT, MIDDLE, PALE, GREY, ALARM
    }

    /** Whether there is anything to draw. */
    boolean isTelling() {
        return series.stream().flatMap(one -> one.values().stream()).anyMatch(value -> !Double.isNaN(value) && value != 0);
    }
}
