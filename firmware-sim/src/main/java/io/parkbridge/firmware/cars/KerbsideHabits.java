package io.parkbridge.firmware.cars;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How people park at the kerb, learnt from the recorded year: for each hour of the week how likely a car takes an empty bay (arrivals per
 * hour that a bay stood empty, which the gaps in the record do not distort), and how long those that came around that hour stayed.
 */
final class KerbsideHabits {

    private static final int HOURS_OF_WEEK = 168;
    private static final int HOURS_OF_DAY = 24;
    private static final double SMOOTHING_HOURS = 20;
    private static final double HOUR_MILLIS = 3_600_000;

    private final double[] arrivalsPerEmptyHour = new double[HOURS_OF_WEEK];
    private final double mostPerEmptyHour;
    private final List<List<Long>> stayMillis = new ArrayList<>();

    KerbsideHabits(List<Spell> spells) {
        double[] arrivals = new double[HOURS_OF_WEEK];
        double[] emptyHours = new double[HOURS_OF_WEEK];
        for (int hour = 0; hour < HOURS_OF_DAY; hour++) {
            stayMillis.add(new ArrayList<>());
        }
        for (Spell spell : spells) {
            if (spell.occupied()) {
                stayMillis.get(spell.from().getHour()).add(spell.length().toMillis());
            } else {
                addEmpty(spell, emptyHours);
                arrivals[hourOfWeek(spell.to())] += spell.endsByChange() ? 1 : 0;
            }
        }
        double overall = sum(arrivals) / sum(emptyHours);
        double most = 0;
        for (int hour = 0; hour < HOURS_OF_WEEK; hour++) {
            arrivalsPerEmptyHour[hour] = (arrivals[hour] + overall * SMOOTHING_HOURS) / (emptyHours[hour] + SMOOTHING_HOURS);
            most = Math.max(most, arrivalsPerEmptyHour[hour]);
        }
        mostPerEmptyHour = most;
    }

    private static void addEmpty(Spell spell, double[] emptyHours) {
        LocalDateTime at = spell.from();
        while (at.isBefore(spell.to())) {
            LocalDateTime nextHour = at.withMinute(0).withSecond(0).plusHours(1);
            LocalDateTime until = nextHour.isBefore(spell.to()) ? nextHour : spell.to();
            emptyHours[hourOfWeek(at)] += java.time.Duration.between(at, until).toMillis() / HOUR_MILLIS;
            at = until;
        }
    }

    private static double sum(double[] values) {
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum;
    }

    private static int hourOfWeek(LocalDateTime at) {
        return (at.getDayOfWeek().getValue() - 1) * HOURS_OF_DAY + at.getHour();
    }

    /** How long, from {@code at}, an empty bay stays empty: thinning of a Poisson process with the rate of each hour (Lewis, Shedler 1979). */
    long emptyMillis(SplittableRandom random, LocalDateTime at) {
        double hours = 0;
        do {
            hours += random.nextExponential() / mostPerEmptyHour;
        } while (random.nextDouble() * mostPerEmptyHour > arrivalsPerEmptyHour[hourOfWeek(at.plusSeconds((long) (hours * 3_600)))]);
        return (long) (hours * HOUR_MILLIS);
    }

    /** How long a car that comes at {@code at} stays: one of those recorded at this hour. */
    long stayMillis(SplittableRandom random, LocalDateTime at) {
        List<Long> stays = stayMillis.get(at.getHour());
        return stays.get(random.nextInt(stays.size()));
    }
}
