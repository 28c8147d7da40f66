package io.parkbridge.occupancy.forecast;

import java.util.Arrays;

/**
 * The forecast as it would have been made at this time of day on each of the last days, beside what came. Only steps count where both
 * methods had something to say. Errors of neighbouring steps are pooled, because a few days alone say little.
 */
final class BackTest {

    private static final double BAND_SHARE = 0.8;

    private final double[][] errors;
    private double errorSum;
    private double naiveErrorSum;
    private int count;
    private final boolean useNaive;

    private BackTest(Series series, int origin, int steps, int days) {
        double[][] own = new double[steps + 1][days];
        double[][] naive = new double[steps + 1][days];
        for (int day = 1; day <= days; day++) {
            for (int ahead = 1; ahead <= steps; ahead++) {
                score(series, origin - day * series.stepsADay(), ahead, own[ahead], naive[ahead], day - 1);
            }
        }
        useNaive = count > 0 && naiveErrorSum <= errorSum;
        errors = useNaive ? naive : own;
    }

    /** @param days how many days back the forecast is repeated */
    static BackTest of(Series series, int origin, int steps, int days) {
        return new BackTest(series, origin, steps, days);
    }

    private void score(Series series, int origin, int ahead, double[] own, double[] naive, int day) {
        double came = series.at(origin + ahead);
        double expected = Forecaster.expected(series, origin, ahead);
        double lastWeek = Forecaster.lastWeek(series, origin, ahead);
        own[day] = Math.abs(came - expected);
        naive[day] = Math.abs(came - lastWeek);
        if (!Double.isNaN(own[day]) && !Double.isNaN(naive[day])) {
            errorSum += own[day];
            naiveErrorSum += naive[day];
            count++;
        }
    }

    /** Whether the same time last week has been the better forecast; then it is the one to show. */
    boolean useNaive() {
        return useNaive;
    }

    /** How many forecasts were compared; 0 where the history is too short to say anything. */
    int count() {
        return count;
    }

    /** Mean absolute error of the forecast, in bays. */
    double error() {
        return count == 0 ? Double.NaN : errorSum / count;
    }

    /** Mean absolute error of "the same time last week" on the same steps. */
    double naiveError() {
        return count == 0 ? Double.NaN : naiveErrorSum / count;
    }

    /** How far off at most the forecast so many steps ahead was in eight of ten cases; NaN where none is known. */
    double band(int ahead) {
        double[] pooled = Arrays.stream(errors, Math.max(ahead - 1, 1), Math.min(ahead + 2, errors.length))
                .flatMapToDouble(Arrays::stream).filter(error -> !Double.isNaN(error)).sorted().toArray();
        return pooled.length == 0 ? Double.NaN : pooled[(int) Math.ceil(BAND_SHARE * pooled.length) - 1];
    }
}
