package io.parkbridge.http;

/** A cell of a CSV file: what strangers have named shall not be taken for a formula by a spreadsheet. */
public final class SpreadsheetCell {

    private static final String FORMULA_BEGINS = "=+-@\t\r\n";

    private SpreadsheetCell() {
    }

    /** The text, with ' before it where a spreadsheet would calculate it. */
    public static String harmless(String text) {
        return text == null || text.isEmpty() || FORMULA_BEGINS.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    }
}
