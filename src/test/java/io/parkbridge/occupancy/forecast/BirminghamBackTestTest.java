package io.parkbridge.occupancy.forecast;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import org.junit.jupiter.api.Test;

/**
 * The forecast against six recorded weeks of 29 car parks: from every recorded half hour on, every half hour of the next 24 hours. Writes
 * the table of docs/forecast.md to target/forecast-birmingham.md.
 */
class BirminghamBackTestTest {

    private static final Path RECORD = Path.of("firmware-sim/src/main/resources/data/birmingham-occupancy-2016.csv");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int HALF_HOURS = 48;

    private static final class Errors {

        private double own;
        private double naive;
        private double withinBand;
        private int banded;
        private int count;

        void add(Errors other) {
            own += other.own;
            naive += other.naive;
            withinBand += other.withinBand;
            banded += other.banded;
            count += other.count;
        }

        double mean() {
            return own / count;
        }

        double naiveMean() {
            return naive / count;
        }
    }

    @Test
    void forecastBeatsTheSameTimeLastWeek() throws IOException {
        Map<String, Errors> byHorizon = new TreeMap<>();
        Errors all = new Errors();
        int better = 0;
        for (Map.Entry<String, Series> carPark : read().entrySet()) {
            Errors ofCarPark = new Errors();
            scoreAll(carPark.getValue(), byHorizon).forEach(ofCarPark::add);
            all.add(ofCarPark);
            better += ofCarPark.count > 0 && ofCarPark.mean() < ofCarPark.naiveMean() ? 1 : 0;
        }
        report(byHorizon, all, better);

        assertThat(all.mean()).isLessThan(all.naiveMean());
    }

    private static List<Errors> scoreAll(Series series, Map<String, Errors> byHorizon) {
        Errors sum = new Errors();
        for (int origin = series.stepsAWeek(); origin < series.length(); origin++) {
            if (series.has(origin)) {
                BackTest known = BackTest.of(series.upTo(origin), origin, HALF_HOURS, 14);
                for (int ahead = 1; ahead <= HALF_HOURS; ahead++) {
                    Errors one = score(series, known, origin, ahead);
                    sum.add(one);
                    byHorizon.computeIfAbsent(horizon(ahead), hours -> new Errors()).add(one);
                }
            }
        }
        return List.of(sum);
    }

    private static Errors score(Series series, BackTest known, int origin, int ahead) {
        Errors one = new Errors();
        double expected = Forecaster.expected(series, origin, ahead);
        double naive = Forecaster.lastWeek(series, origin, ahead);
        if (series.has(origin + ahead) && !Double.isNaN(expected) && !Double.isNaN(naive)) {
            double band = known.band(ahead);
            double shown = known.useNaive() ? naive : expected;
            one.own = Math.abs(series.at(origin + ahead) - expected);
            one.naive = Math.abs(series.at(origin + ahead) - naive);
            one.banded = Double.isNaN(band) ? 0 : 1;
            one.withinBand = Math.abs(series.at(origin + ahead) - shown) <= band ? 1 : 0;
            one.count = 1;
        }
        return one;
    }

    private static String horizon(int ahead) {
        return ahead <= 2 ? "0 to 1 h" : ahead <= 6 ? "1 to 3 h" : ahead <= 20 ? "3 to 10 h" : "the next day (16 to 24 h)";
    }

    /** The recorded numbers by the nearest half hour; impossible ones are left out. */
    private static Map<String, Series> read() throws IOException {
        LocalDate first = LocalDate.parse("2016-10-04");
        int steps = 41 * HALF_HOURS;
        Map<String, Series> carParks = new TreeMap<>();
        for (String line : Files.readAllLines(RECORD).subList(1, Files.readAllLines(RECORD).size())) {
            String[] cells = line.strip().split(",");
            int occupied = Integer.parseInt(cells[2]);
            if (occupied >= 0 && occupied <= Integer.parseInt(cells[1])) {
                Series series = carParks.computeIfAbsent(cells[0], name -> unknown(steps));
                LocalDateTime at = LocalDateTime.parse(cells[3], LOCAL);
                long seconds = ChronoUnit.SECONDS.between(first.atStartOfDay(), at);
                series.values()[(int) Math.round(seconds / 1_800.0)] = occupied;
            }
        }
        return carParks;
    }

    private static Series unknown(int steps) {
        double[] values = new double[steps];
        Arrays.fill(values, Double.NaN);
        return new Series(values, HALF_HOURS);
    }

    private static void report(Map<String, Errors> byHorizon, Errors all, int better) throws IOException {
        StringBuilder table = new StringBuilder("| ahead | forecasts | forecast | same time last week | within the band |\n|---|---|---|---|---|\n");
        byHorizon.forEach((horizon, errors) -> line(table, horizon, errors));
        line(table, "all", all);
        table.append("\nMean absolute error in cars; better than last week in %d of 29 car parks.\n".formatted(better));
        Files.writeString(Path.of("target/forecast-birmingham.md"), table);
    }

    private static void line(StringBuilder table, String horizon, Errors errors) {
        table.append("| %s | %d | %.1f | %.1f | %.0f %% |%n".formatted(horizon, errors.count, errors.mean(), errors.naiveMean(),
                errors.banded == 0 ? Double.NaN : 100 * errors.withinBand / errors.banded));
    }
}
