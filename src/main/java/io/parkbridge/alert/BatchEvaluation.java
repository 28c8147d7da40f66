package io.parkbridge.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import io.parkbridge.alert.rule.AlertRule;
import io.parkbridge.alert.rule.DeviceOfflineRule;
import io.parkbridge.alert.rule.DeviceRule;
import io.parkbridge.alert.rule.MessageRule;
import io.parkbridge.alert.rule.OverstayRule;
import io.parkbridge.alert.rule.StayRule;
import io.parkbridge.alert.rule.StuckSensorRule;
import io.parkbridge.alert.rule.Verdict;
import io.parkbridge.alert.rule.ZoneRule;
import io.parkbridge.occupancy.BayChange;
import io.parkbridge.occupancy.Departure;
import io.parkbridge.occupancy.ZoneAvailability;

/** Puts one batch before the rules and adds up what they say. Lives within one batch on the writer's thread. */
final class BatchEvaluation {

    private final RuleBook book;
    private final Map<OpenAlert.Key, OpenAlert> open;
    private final Instant now;
    private final long lateAfterMillis;
    private final Map<OpenAlert.Key, Decision> decisions = new HashMap<>();
    private final Map<Integer, List<String>> triggered = new HashMap<>();

    BatchEvaluation(RuleBook book, List<OpenAlert> open, Instant now, Duration lateAfter) {
        this.book = book;
        this.open = new HashMap<>();
        open.forEach(alert -> this.open.put(alert.key(), alert));
        this.now = now;
        this.lateAfterMillis = lateAfter.toMillis();
    }

    void apply(AlertRule rule, BatchNews news) {
        switch (rule) {
            case MessageRule message -> judge(message, news);
            case ZoneRule zone -> judge(zone, news);
            case DeviceRule onTheTick -> { }
            case StayRule onTheTick -> { }
        }
    }

    private void judge(MessageRule kind, BatchNews news) {
        RuleBook.Scoped rules = book.byType().get(kind.type());
        for (BatchNews.FromDevice from : news.said()) {
            if (from.said().lagMillis() <= lateAfterMillis) {
                judge(kind, rules, from);
            }
        }
    }

    private void judge(MessageRule kind, RuleBook.Scoped rules, BatchNews.FromDevice from) {
        MessageRule.Said said = from.said();
        Rule rule = rules == null ? null : rules.applying(from.deviceId(), from.zoneId(), from.facilityId(), said.receivedAt());
        Verdict verdict = rule == null ? Verdict.CLEAR : kind.judge(said, rule.limits());
        if (verdict instanceof Verdict.Raise) {
            triggered.computeIfAbsent(from.message(), message -> new ArrayList<>(2)).add(kind.type());
        }
        if (!isAboutNothing(verdict)) {
            take(Subject.device(from.deviceId()), kind.type(), rule, verdict, said.time());
        }
    }

    private void judge(ZoneRule kind, BatchNews news) {
        for (ZoneAvailability zone : news.occupancy().zones()) {
            Rule rule = book.applying(kind.type(), null, zone.zoneId(), zone.facilityId(), now);
            Verdict verdict = rule == null ? Verdict.CLEAR : kind.judge(zone, rule.limits());
            if (!isAboutNothing(verdict)) {
                take(Subject.zone(zone.zoneId()), kind.type(), rule, verdict, now);
            }
        }
    }

    /** Most messages are about nothing: what is fine and was fine leaves no trace. */
    private boolean isAboutNothing(Verdict verdict) {
        return verdict == Verdict.NOTHING || verdict == Verdict.CLEAR && open.isEmpty() && decisions.isEmpty();
    }

    private void take(Subject subject, String type, Rule rule, Verdict verdict, Instant at) {
        OpenAlert.Key key = new OpenAlert.Key(subject, type);
        OpenAlert known = open.get(key);
        if (verdict == Verdict.CLEAR && known == null && !decisions.containsKey(key) || known != null && at.isBefore(known.lastAt())) {
            return;
        }
        decisions.computeIfAbsent(key, k -> new Decision(subject, type, rule == null ? Severity.INFO : rule.severity())).take(verdict, at);
    }

    /** A device that speaks is not silent. */
    void endSilence(Set<Integer> spoke) {
        if (!open.isEmpty()) {
            spoke.forEach(device -> over(new OpenAlert.Key(Subject.device(device), DeviceOfflineRule.TYPE)));
        }
    }

    /** A car that has left no longer stands too long, and a sensor that sees something else is not stuck. */
    void followBays(List<BayChange> bays) {
        if (!open.isEmpty()) {
            for (BayChange bay : bays) {
                over(new OpenAlert.Key(Subject.bay(bay.bayId()), OverstayRule.TYPE));
                over(new OpenAlert.Key(Subject.bay(bay.bayId()), StuckSensorRule.TYPE));
            }
        }
    }

    private void over(OpenAlert.Key key) {
        OpenAlert known = open.get(key);
        if (known != null) {
            decisions.computeIfAbsent(key, k -> new Decision(k.subject(), k.type(), known.severity())).take(Verdict.CLEAR, now);
        }
    }

    /** Stays that have ended beyond their limit, however late we hear of it. */
    static List<AlertStore.Overstay> overstays(RuleBook book, List<Departure> departures) {
        List<AlertStore.Overstay> overstays = new ArrayList<>();
        for (Departure stay : departures) {
            RuleBook.Limited limited = book.limited(stay.bayId(), null, stay.zoneId());
            if (limited == null || stay.length().compareTo(limited.limit().limit().plus(limited.limit().grace())) <= 0) {
                continue;
            }
            long seconds = OverstayRule.beyond(limited.standing(stay.arrivedAt(), stay.departedAt())).toSeconds();
            if (seconds > 0) {
                overstays.add(new AlertStore.Overstay(stay.bayId(), stay.arrivedAt(), Math.toIntExact(seconds)));
            }
        }
        return overstays;
    }

    Collection<Decision> raised() {
        return decisions.values().stream().filter(decision -> decision.raises > 0).toList();
    }

    Collection<Decision> raisedAndOver() {
        return decisions.values().stream().filter(decision -> decision.raises > 0 && decision.over)
                .filter(decision -> !open.containsKey(new OpenAlert.Key(decision.subject, decision.type))).toList();
    }

    /** The ids of the alerts that were open before and are over. */
    List<Long> over() {
        List<Long> ids = new ArrayList<>();
        decisions.forEach((key, decision) -> {
            if (decision.over && open.containsKey(key)) {
                ids.add(open.get(key).id());
            }
        });
        return ids;
    }

    Map<Integer, List<String>> triggered() {
        return triggered;
    }
}
