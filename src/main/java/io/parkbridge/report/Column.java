package io.parkbridge.report;

import io.parkbridge.text.Texts;

/**
 * One column of a report's table.
 *
 * @param name  what machines call it
 * @param label what people call it; empty until the language is known, unless it is the same in all
 * @param width on paper, relative to its neighbours
 */
public record Column(String name, String label, Kind kind, int width) {

    /** What stands in a column, and so how each format writes it. Null stands for "not known" in all of them. */
    public enum Kind {
        /** Any text. */
        TEXT,
        /** A whole number. */
        COUNT,
        /** A number with one decimal. */
        DECIMAL,
        /** A number that was already divided: 73.4 is 73.4 %. */
        PERCENT,
        /** A {@link Heat}: a percentage whose cell is coloured. */
        HEAT,
        /** A length in minutes. */
        MINUTES,
        /** A {@link java.time.LocalDate} of the facility's calendar. */
        DAY,
        /** An {@link java.time.Instant}, shown by the facility's clock. */
        TIME,
        /** An {@link java.time.Instant} of a day that is told beside it; on paper the time of day is enough. */
        CLOCK;

        boolean isText() {
            return this == TEXT || this == DAY || this == TIME;
        }
    }

    /** The same with another width. */
    Column wide(int other) {
        return new Column(name, label, kind, other);
    }

    /** The most particular words that there are for it. */
    Column in(Texts texts, String report, String table) {
        return label.isEmpty() ? new Column(name, texts.firstOf("column." + table + "." + name, "column." + report + "." + name, "column." + name), kind, width)
                : this;
    }

    static Column text(String name, int width) {
        return new Column(name, "", Kind.TEXT, width);
    }

    static Column clock(String name) {
        return new Column(name, "", Kind.CLOCK, 40);
    }

    static Column count(String name) {
        return new Column(name, "", Kind.COUNT, 44);
    }

    static Column decimal(String name) {
        return new Column(name, "", Kind.DECIMAL, 44);
    }

    static Column percent(String name) {
        return new Column(name, "", Kind.PERCENT, 54);
    }

    static Column heat(String name, String label) {
        return new Column(name, label, Kind.HEAT, 20);
    }

    static Column minutes(String name) {
        return new Column(name, "", Kind.MINUTES, 46);
    }

    static Column day(String name) {
        return new Column(name, "", Kind.DAY, 56);
    }

    static Column time(String name) {
        return new Column(name, "", Kind.TIME, 88);
    }
}
