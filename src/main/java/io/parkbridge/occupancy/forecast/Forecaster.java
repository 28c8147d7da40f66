package io.parkbridge.occupancy.forecast;

/**
 * Expected occupancy: what was usual at this time of the week, plus how far the present is from usual, which is forgotten by half every
 * {@value #HALF_LIFE_HOURS} hours. Three numbers, chosen beforehand and the same for every zone, so that anyone can do the sum by hand.
 * Pure; knows nothing behind the step it stands at.
 */
final class Forecaster {

    /** A week counts half as much as the week after it. */
    static final double OLDER_WEEK = 0.5;
    static final int WEEKS = 6;
    static final int HALF_LIFE_HOURS = 3;
    private static final int HOURS_A_DAY = 24;

    private Forecaster() {
    }

    /**
     * @param origin the last step of which the occupancy is known
     * @param ahead  steps from there, at least 1, at most a week
     * @return NaN where there is no history of this time of the week, nor of this time of other days
     */
    static double expected(Series series, int origin, int ahead) {
        double usual = usual(series, origin, origin + ahead);
        double usualNow = usual(series, origin, origin);
        double deviation = series.has(origin) && !Double.isNaN(usualNow) ? series.at(origin) - usualNow : 0;
        double hours = ahead * (double) HOURS_A_DAY / series.stepsADay();
        return usual + deviation * Math.pow(0.5, hours / HALF_LIFE_HOURS);
    }

    /** The naive forecast: the same time last week; NaN where that is not known. */
    static double lastWeek(Series series, int origin, int ahead) {
        return series.at(origin + ahead - series.stepsAWeek());
    }

    /** The mean of the same time in the weeks before, the nearer ones weighing more; of the days before where no week is known. */
    private static double usual(Series series, int origin, int step) {
        double weekly = mean(series, origin, step, series.stepsAWeek(), WEEKS, OLDER_WEEK);
        return Double.isNaN(weekly) ? mean(series, origin, step, series.stepsADay(), WEEKS, 1) : weekly;
    }

    /** Of the values one, two, … periods before {@code step}, as far as they are not behind the origin or the origin itself. */
    private static double mean(Series series, int origin, int step, int period, int periods, double older) {
        double sum = 0;
        double weights = 0;
        double weight = 1;
        for (int before = step - period; before >= step - periods * period; before -= period, weight *= older) {
            if (before < origin && series.has(before)) {
                sum += weight * series.at(before);
                weights += weight;
            }
        }
        return weights == 0 ? Double.NaN : sum / weights;
    }
}
