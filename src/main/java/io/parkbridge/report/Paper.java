package io.parkbridge.report;

/** Sheets of paper, in points of 1/72 inch. The text is as wide on both; the margins differ. */
public enum Paper {

    A4(595, 842),
    LETTER(612, 792);

    /** Of the text, so that a table is laid out once for all papers. */
    static final int TEXT_WIDTH = 515;

    private final int width;
    private final int height;

    Paper(int width, int height) {
        this.width = width;
        this.height = height;
    }

    int width() {
        return width;
    }

    int height() {
        return height;
    }

    int margin() {
        return (width - TEXT_WIDTH) / 2;
    }
}
