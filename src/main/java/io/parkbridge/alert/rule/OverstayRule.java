package io.parkbridge.alert.rule;

import java.time.Duration;
import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/** A car stands longer than its zone allows, counted within the hours of the limit. */
@ApplicationScoped
public class OverstayRule implements StayRule {

    public static final String TYPE = "OVERSTAY";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(new Threshold("escalate_factor", 1, 100));
    }

    @Override
    public Verdict judge(Standing car, Thresholds limits) {
        Duration stood = car.schedule().countedUntil(car.arrivedAt(), car.until());
        return stood.compareTo(car.limit().plus(car.grace())) > 0
                ? new Verdict.Raise("a car stands for %d min where %d are allowed".formatted(stood.toMinutes(), car.limit().toMinutes()),
                        Map.of("stood_minutes", stood.toMinutes(), "limit_minutes", car.limit().toMinutes()))
                : Verdict.CLEAR;
    }

    /** Whether a car stands so long that somebody else should know. */
    public boolean isFarBeyond(Standing car, Thresholds limits) {
        long seconds = car.schedule().countedUntil(car.arrivedAt(), car.until()).toSeconds();
        return seconds > car.limit().toSeconds() * limits.get("escalate_factor");
    }

    /** By how much a stay that has ended went beyond limit and grace; zero where it did not. */
    public static Duration beyond(Standing car) {
        Duration over = car.schedule().longest(car.arrivedAt(), car.until()).minus(car.limit()).minus(car.grace());
        return over.isPositive() ? over : Duration.ZERO;
    }
}
