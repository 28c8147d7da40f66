package io.parkbridge.occupancy.forecast;

import java.sql.SQLException;
import java.time.Duration;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;

import io.parkbridge.occupancy.Rounded;
import io.parkbridge.occupancy.analytics.HourSpan;
import io.parkbridge.occupancy.analytics.HourlyUsageQuery;
import io.parkbridge.occupancy.analytics.Question;
import io.parkbridge.occupancy.analytics.Questions;
import io.parkbridge.occupancy.analytics.ZoneHours;
import io.parkbridge.occupancy.forecast.ForecastResource.Error;
import io.parkbridge.occupancy.forecast.ForecastResource.Hour;
import io.parkbridge.occupancy.forecast.ForecastResource.Method;
import io.parkbridge.occupancy.forecast.ForecastResource.ZoneForecast;
import jakarta.enterprise.context.ApplicationScoped;

/** Forecasts from hourly usage: the mean number of occupied bays of each hour of the last eight weeks. */
@ApplicationScoped
class Forecasts {

    private static final int HISTORY_DAYS = 56;
    private static final int BACK_TEST_DAYS = 14;
    private static final int HOURS_A_DAY = 24;
    private static final int HOURS_AHEAD = 24;

    private final Questions questions;
    private final HourlyUsageQuery usage;

    Forecasts(Questions questions, HourlyUsageQuery usage) {
        this.questions = questions;
        this.usage = usage;
    }

    List<ZoneForecast> next(String facility, String zone) throws SQLException {
        Question present = questions.ask(facility, zone, null, null, HISTORY_DAYS);
        Question history = present.on(present.to().minusDays(HISTORY_DAYS), present.to());
        List<HourSpan> ahead = HourSpan.between(present.to(), present.to().plusDays(2), present.timeZone(), present.now().plus(Duration.ofDays(3)))
                .stream().filter(span -> span.begin().isAfter(present.now())).limit(HOURS_AHEAD).toList();
        return usage.read(history).stream().map(hours -> forecast(hours, history.from(), ahead)).toList();
    }

    private static ZoneForecast forecast(ZoneHours zone, LocalDate first, List<HourSpan> ahead) {
        Series series = series(zone, first);
        int origin = step(zone.hours().getLast().span(), first);
        BackTest test = BackTest.of(series, origin, step(ahead.getLast(), first) - origin, BACK_TEST_DAYS);
        int bays = zone.zone().bays();
        List<Hour> hours = ahead.stream().map(span -> hour(series, origin, step(span, first) - origin, span, test, bays)).toList();
        boolean known = hours.stream().anyMatch(hour -> hour.expected() != null);
        int historyDays = (int) Arrays.stream(series.values()).filter(value -> !Double.isNaN(value)).count() / HOURS_A_DAY;
        return new ZoneForecast(zone.zone().id(), zone.zone().name(), bays,
                !known ? Method.NONE : test.useNaive() ? Method.LAST_WEEK : Method.USUAL, historyDays,
                new Error(test.count(), shown(test.error()), shown(test.naiveError())), hours);
    }

    private static int step(HourSpan span, LocalDate first) {
        return (int) ChronoUnit.DAYS.between(first, span.day()) * HOURS_A_DAY + span.hourOfDay();
    }

    /** Before the zone's first reading nothing is known, which is not the same as empty. */
    private static Series series(ZoneHours zone, LocalDate first) {
        int last = step(zone.hours().getLast().span(), first);
        double[] occupied = new double[last + 1];
        double[] length = new double[last + 1];
        boolean known = false;
        for (ZoneHours.Hour hour : zone.hours()) {
            known |= hour.readings() > 0 || hour.occupiedMicros() > 0;
            if (known) {
                occupied[step(hour.span(), first)] += hour.occupiedMicros();
                length[step(hour.span(), first)] += hour.span().length();
            }
        }
        // 0 ÷ 0 is NaN: not known
        Arrays.setAll(occupied, step -> occupied[step] / length[step]);
        return new Series(occupied, HOURS_A_DAY);
    }

    private static Hour hour(Series series, int origin, int ahead, HourSpan span, BackTest test, int bays) {
        double expected = test.useNaive() ? Forecaster.lastWeek(series, origin, ahead) : Forecaster.expected(series, origin, ahead);
        double band = test.band(Math.max(ahead, 1));
        return new Hour(span.begin(), span.day(), span.hourOfDay(), within(expected, bays), within(expected - band, bays),
                within(expected + band, bays));
    }

    private static Double within(double value, int bays) {
        return Double.isNaN(value) ? null : (Double) Rounded.oneDecimal(Math.clamp(value, 0, bays));
    }

    private static Double shown(double value) {
        return Double.isNaN(value) ? null : (Double) Rounded.oneDecimal(value);
    }
}
