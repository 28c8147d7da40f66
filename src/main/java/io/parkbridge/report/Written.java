package io.parkbridge.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import io.parkbridge.text.Texts;

/** How things are said and values written for people: in a language, by its rules and the facility's clock. One per rendering; not for several threads at once. */
final class Written {

    private static final String UNKNOWN = "–";
    private static final DateTimeFormatter OFFSET = DateTimeFormatter.ofPattern("'UTC'xxx");
    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm");
    private static final int TICKS_MAX = 7;
    private static final int MINUTES_AN_HOUR = 60;

    private final Texts texts;
    private final ZoneId timeZone;
    private final DecimalFormat count;
    private final DecimalFormat decimal;
    private final DateTimeFormatter day;
    private final DateTimeFormatter weekday;
    private final DateTimeFormatter time;
    private final DateTimeFormatter tick;
    private final String sheetDay;
    private final String sheetTime;

    Written(Locale locale, ZoneId timeZone) {
        texts = Report.texts(locale);
        this.timeZone = timeZone;
        DecimalFormatSymbols symbols = DecimalFormatSymbols.getInstance(locale);
        symbols.setMinusSign('\u2212');
        count = new DecimalFormat("#,##0", symbols);
        decimal = new DecimalFormat("#,##0.0", symbols);
        day = DateTimeFormatter.ofLocalizedPattern("yMMMd").withLocale(locale);
        weekday = DateTimeFormatter.ofLocalizedPattern("MMMEd").withLocale(locale);
        time = DateTimeFormatter.ofLocalizedPattern("yMMMdHm").withLocale(locale);
        sheetDay = text("excel.day");
        sheetTime = text("excel.time");
        tick = DateTimeFormatter.ofLocalizedPattern("MMMd").withLocale(locale);
    }

    Texts texts() {
        return texts;
    }

    String text(String key, Object... values) {
        return texts.of(key, values);
    }

    String value(Column.Kind kind, Object value) {
        if (value == null) {
            return UNKNOWN;
        }
        return switch (kind) {
            case TEXT -> value.toString();
            case COUNT -> count.format(value);
            case HEAT -> count.format(((Heat) value).percent());
            case DECIMAL -> decimal.format(value);
            case PERCENT -> decimal.format(value) + "\u00a0%";
            case MINUTES -> minutes(((Number) value).doubleValue());
            case DAY -> weekday.format((LocalDate) value);
            case TIME -> time((Instant) value);
            case CLOCK -> CLOCK.format(((Instant) value).atZone(timeZone));
        };
    }

    String count(long value) {
        return count.format(value);
    }

    String decimal(double value) {
        return decimal.format(value);
    }

    String percent(double value) {
        return value(Column.Kind.PERCENT, value);
    }

    /** Hours and minutes: 1:05. */
    static String minutes(double value) {
        long whole = Math.round(value);
        return "%d:%02d".formatted(whole / MINUTES_AN_HOUR, whole % MINUTES_AN_HOUR);
    }

    String day(LocalDate value) {
        return day.format(value);
    }

    String time(Instant value) {
        return time.format(value.atZone(timeZone));
    }

    String range(LocalDate from, LocalDate to) {
        return from.equals(to) ? day(from) : text("range", day(from), day(to), ChronoUnit.DAYS.between(from, to) + 1);
    }

    /** The same within a sentence. */
    String during(LocalDate from, LocalDate to) {
        return from.equals(to) ? text("during.day", day(from)) : text("during.days", day(from), day(to));
    }

    String weekday(DayOfWeek weekday, TextStyle style) {
        return weekday.getDisplayName(style, texts.locale());
    }

    String month(YearMonth month) {
        return month.getMonth().getDisplayName(TextStyle.FULL, texts.locale()) + " " + month.getYear();
    }

    /** The form of days in a spreadsheet, in its own letters. */
    String sheetDay() {
        return sheetDay;
    }

    String sheetTime() {
        return sheetTime;
    }

    /** What the clock is called at that instant. */
    String clock(Instant at) {
        return timeZone.getId() + " (" + OFFSET.format(at.atZone(timeZone)) + ")";
    }

    /** Labels for the days of a chart; no more than can be read. */
    List<String> ticks(Collection<LocalDate> days) {
        int step = (days.size() + TICKS_MAX - 1) / TICKS_MAX;
        List<String> ticks = new ArrayList<>(days.size());
        for (LocalDate of : days) {
            ticks.add(ticks.size() % step == 0 ? tick.format(of) : "");
        }
        return ticks;
    }
}
