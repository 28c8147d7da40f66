package io.parkbridge.device;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How well a device is, 0 to 100: the weighted mean of what is known of it. A factor that the device does not report drops out and the
 * others weigh more. The scales are those of docs/metrics.md.
 */
public final class HealthScore {

    private static final int RECENCY_WEIGHT = 40;
    private static final int VOLTAGE_WEIGHT = 20;
    private static final int POWER_WEIGHT = 20;
    private static final int ALERT_WEIGHT = 20;
    /** A battery stands for voltage and power together. */
    private static final int BATTERY_WEIGHT = VOLTAGE_WEIGHT + POWER_WEIGHT;
    /** Whoever was heard of so lately has all of recency. */
    public static final Duration RECENT = Duration.ofMinutes(2);
    private static final Duration SILENT = Duration.ofMinutes(60);

    /**
     * One of the things that a score is made of.
     *
     * @param value seconds of silence, percent of the battery, mean volts, watts, or number of alerts
     */
    public record Factor(String factor, int weight, double score, double value) {
    }

    private HealthScore() {
    }

    /**
     * {@link Double#NaN} stands for what the device does not report.
     *
     * @param silence     time since the device was last heard of; negative where its clock is ahead
     * @param meanVoltage volts, mean of the last hour; of no account where a battery is reported
     * @param power       watts, newest; of no account where a battery is reported
     * @param battery     percent, newest
     * @param openAlerts  how many alerts of the device are open
     */
    public static int of(Duration silence, double meanVoltage, double power, double battery, int openAlerts) {
        double sum = 0;
        int weight = 0;
        for (Factor factor : factors(silence, meanVoltage, power, battery, openAlerts)) {
            sum += factor.weight * factor.score;
            weight += factor.weight;
        }
        return (int) Math.round(sum / weight);
    }

    /** What the score of {@link #of} is made of. */
    static List<Factor> factors(Duration silence, double meanVoltage, double power, double battery, int openAlerts) {
        List<Factor> factors = new ArrayList<>(4);
        factors.add(new Factor("recency", RECENCY_WEIGHT, recency(silence), silence.toSeconds()));
        if (!Double.isNaN(battery)) {
            factors.add(new Factor("battery", BATTERY_WEIGHT, battery(battery), battery));
        } else {
            if (!Double.isNaN(meanVoltage)) {
                factors.add(new Factor("voltage", VOLTAGE_WEIGHT, voltage(meanVoltage), meanVoltage));
            }
            if (!Double.isNaN(power)) {
                factors.add(new Factor("power", POWER_WEIGHT, power(power), power));
            }
        }
        factors.add(new Factor("alerts", ALERT_WEIGHT, alerts(openAlerts), openAlerts));
        return factors;
    }

    /** The least that a device can have that was heard of lately, whatever else is wrong with it. */
    public static int leastWhenRecent() {
        return IntStream.of(of(RECENT, 0, Double.MAX_VALUE, Double.NaN, Integer.MAX_VALUE),
                of(RECENT, Double.NaN, Double.NaN, 0, Integer.MAX_VALUE),
                of(RECENT, Double.NaN, Double.NaN, Double.NaN, Integer.MAX_VALUE)).min().orElseThrow();
    }

    /** Falls linearly from {@link #RECENT} to {@link #SILENT}. */
    private static double recency(Duration silence) {
        double left = (double) SILENT.minus(silence).toMillis() / SILENT.minus(RECENT).toMillis();
        return 100 * Math.clamp(left, 0, 1);
    }

    private static double voltage(double mean) {
        if (mean >= 200 && mean <= 250) {
            return 100;
        }
        return mean >= 150 && mean <= 300 ? 60 : 20;
    }

    private static double power(double watts) {
        if (watts <= 1500) {
            return 100;
        }
        return watts <= 2250 ? 50 : 10;
    }

    /** Steps, because what a lithium cell says of its charge is no finer. */
    private static double battery(double percent) {
        if (percent >= 40) {
            return 100;
        }
        return percent >= 20 ? 60 : 20;
    }

    private static double alerts(int open) {
        if (open == 0) {
            return 100;
        }
        return open <= 2 ? 60 : 20;
    }
}
