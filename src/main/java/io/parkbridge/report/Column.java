package io.parkbridge.report;

/**
 * One column of a report's table.
 *
 * @param name  what machines call it
 * @param label what people call it
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

    static Column text(String name, String label, int width) {
        return new Column(name, label, Kind.TEXT, width);
    }

    static Column clock(String name, String label) {
        return new Column(name, label, Kind.CLOCK, 40);
    }

    static Column count(String name, String label) {
        return new Column(name, label, Kind.COUNT, 44);
    }

    static Column decimal(String name, String label) {
        return new Column(name, label, Kind.DECIMAL, 44);
    }

    static Column percent(String name, String label) {
        return new Column(name, label, Kind.PERCENT, 54);
    }

    static Column heat(String name, String label) {
        return new Column(name, label, Kind.HEAT, 20);
    }

    static Column minutes(String name, String label) {
        return new Column(name, label, Kind.MINUTES, 46);
    }

    static Column day(String name, String label) {
        return new Column(name, label, Kind.DAY, 56);
    }

    static Column time(String name, String label) {
        return new Column(name, label, Kind.TIME, 88);
    }
}
