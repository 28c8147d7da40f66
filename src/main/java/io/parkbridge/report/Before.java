package io.parkbridge.report;

import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.ChronoUnit;

import io.parkbridge.occupancy.analytics.Question;

/** What a range is compared with: the month before a whole month, otherwise as many days before. */
record Before(Question question, YearMonth month) {

    static Before of(Question question) {
        LocalDate from = question.from();
        LocalDate to = question.to();
        YearMonth month = YearMonth.from(from);
        if (from.equals(month.atDay(1)) && to.equals(month.atEndOfMonth())) {
            YearMonth before = month.minusMonths(1);
            return new Before(question.on(before.atDay(1), before.atEndOfMonth()), before);
        }
        long days = ChronoUnit.DAYS.between(from, to) + 1;
        return new Before(question.on(from.minusDays(days), from.minusDays(1)), null);
    }

    String name(Written written) {
        if (month != null) {
            return written.month(month);
        }
        long days = ChronoUnit.DAYS.between(question.from(), question.to()) + 1;
        return days == 1 ? written.text("before.day") : written.text("before.days", days);
    }
}
