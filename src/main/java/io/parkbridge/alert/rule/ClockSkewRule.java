package io.parkbridge.alert.rule;

import java.util.List;
import java.util.Map;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * A device's clock runs ahead: its readings come from the future, and one message tells. Or it runs behind, which one message does not
 * tell from one that was long on its way. What was kept back comes in one go, each reading less late than the one before; a slow clock
 * makes readings that come one after another, all late and all equally late.
 */
@ApplicationScoped
public class ClockSkewRule implements MessageRule {

    public static final String TYPE = "CLOCK_SKEW";
    /** So many readings in a row bear witness. */
    public static final int READINGS = 5;
    /** Received over no less than this, which what was kept back and sent in one go is not. */
    private static final int SPAN_SECONDS = 30;
    /** Lags differ by no more than this: a network's jitter, and not the age of what was kept back. */
    private static final int JITTER_SECONDS = 10;

    /**
     * The newest readings of a device, at most {@value #READINGS}; times in seconds.
     *
     * @param smallest lag of receipt behind the reading's own time
     * @param span     between the receipts of the first and the last
     */
    public record Recent(int readings, double smallest, double largest, double span) {
    }

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public List<Threshold> thresholds() {
        return List.of(new Threshold("ahead_seconds", 1, 86_400), new Threshold("behind_seconds", 1, 86_400),
                new Threshold("clear_seconds", 0, 86_400));
    }

    @Override
    public Map<String, List<String>> contradictions(Thresholds limits) {
        Map<String, List<String>> ahead = AlertRule.mustNotExceed(limits, "clear_seconds", "ahead_seconds");
        return ahead.isEmpty() ? AlertRule.mustNotExceed(limits, "clear_seconds", "behind_seconds") : ahead;
    }

    @Override
    public Verdict judge(Said said, Thresholds limits) {
        if (said.vitals() == null) {
            return "FUTURE_TIME".equals(said.refusal()) ? new Verdict.Raise("its clock runs ahead: " + said.detail(), Map.of("reason", said.refusal()))
                    : Verdict.NOTHING;
        }
        double lag = said.lagMillis() / 1_000.0;
        if (-lag > limits.get("ahead_seconds")) {
            return new Verdict.Raise("its clock runs %.0f s ahead, more than %.0f s".formatted(-lag, limits.get("ahead_seconds")),
                    Map.of("ahead_seconds", Verdict.whole(-lag), "limit_seconds", Verdict.whole(limits.get("ahead_seconds"))));
        }
        return isRight(lag, limits) ? Verdict.CLEAR : Verdict.NOTHING;
    }

    /** What the newest readings together say of a clock that runs behind. */
    public Verdict judge(Recent recent, Thresholds limits) {
        boolean slow = recent.readings() == READINGS && recent.span() >= SPAN_SECONDS && recent.smallest() > limits.get("behind_seconds")
                && recent.largest() - recent.smallest() <= JITTER_SECONDS;
        return slow ? new Verdict.Raise("its clock runs behind: each of its last %d readings came %.0f s late, more than %.0f s"
                .formatted(READINGS, recent.smallest(), limits.get("behind_seconds")), Map.of("readings", READINGS,
                        "behind_seconds", Verdict.whole(recent.smallest()), "limit_seconds", Verdict.whole(limits.get("behind_seconds"))))
                : Verdict.NOTHING;
    }

    /** Whether a reading came as it should when the clock is right. */
    public boolean isRight(double lagSeconds, Thresholds limits) {
        return Math.abs(lagSeconds) <= limits.get("clear_seconds");
    }
}
