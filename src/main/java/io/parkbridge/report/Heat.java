package io.parkbridge.report;

/**
 * A cell of a heat map, coloured from nearly white to the accent, its text always well to read.
 *
 * @param share of the fullest cell, 0 to 1, so that the pattern shows where all of it is low
 */
record Heat(double percent, double share) {

    private static final int[] NONE = {0xF7, 0xF9, 0xFB};
    private static final int[] FULL = {0x1F, 0x5A, 0x92};
    private static final double LIGHT_TEXT_FROM = 0.55;

    static Heat of(double percent, double fullest) {
        return new Heat(percent, fullest == 0 ? 0 : percent / fullest);
    }

    /** As CSS writes it. */
    String background() {
        int[] colour = new int[NONE.length];
        for (int i = 0; i < colour.length; i++) {
            colour[i] = (int) Math.round(NONE[i] + share * (FULL[i] - NONE[i]));
        }
        return "#%02X%02X%02X".formatted(colour[0], colour[1], colour[2]);
    }

    String foreground() {
        return share >= LIGHT_TEXT_FROM ? "#FFFFFF" : "#22272E";
    }
}
