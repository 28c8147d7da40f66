package io.parkbridge.alert;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.parkbridge.alert.rule.OverstayRule;
import io.parkbridge.alert.rule.Schedule;
import io.parkbridge.alert.rule.StayRule;

/**
 * All rules of one version, and the limits of stay they are applied to. Immutable once loaded.
 *
 * @param byType     rules by type, the most specific first found
 * @param zoneLimits zones with a limit of stay
 * @param bayLimits  bays that have something of their own in it; the rest is their zone's
 */
record RuleBook(long version, Map<String, Scoped> byType, Map<Integer, Limit> zoneLimits, Map<Integer, Limit> bayLimits) {

    /**
     * How long a car may stand.
     *
     * @param days  of the bay, bits as in {@link Schedule}; null where the rule's apply
     * @param from  of the bay, null like {@code until} where the rule's hours apply
     */
    record Limit(int facilityId, Duration limit, Duration grace, Integer days, LocalTime from, LocalTime until) {

        /** The hours in which it applies: the rule's, where the bay has none of its own. */
        Schedule within(Schedule rules) {
            return days == null && from == null ? rules : new Schedule(rules.timeZone(), days == null ? rules.days() : days,
                    from == null ? rules.from() : from, from == null ? rules.until() : until, rules.holidays());
        }
    }

    /** The limit of a bay, or null where any stay is allowed. */
    Limit limit(int bay, int zone) {
        Limit own = bayLimits.get(bay);
        return own == null ? zoneLimits.get(zone) : own;
    }

    /** What a car on a bay is measured by, outside the hours as well; null where no rule is set or it is switched off, or any stay is allowed. */
    Limited limited(int bay, Integer device, int zone) {
        Limit limit = limit(bay, zone);
        Rule rule = limit == null ? null : any(OverstayRule.TYPE, device, zone, limit.facilityId());
        return rule == null || !rule.enabled() ? null : new Limited(rule, limit);
    }

    /** Whether a bay's stays are limited now. */
    boolean limits(int bay, Integer device, int zone, Instant now) {
        Limited limited = limited(bay, device, zone);
        return limited != null && limited.limit().within(limited.rule().schedule()).appliesAt(now);
    }

    /** A rule with the limit that it watches. */
    record Limited(Rule rule, Limit limit) {

        StayRule.Standing standing(Instant arrivedAt, Instant until) {
            return new StayRule.Standing(arrivedAt, until, limit.limit(), limit.grace(), limit.within(rule.schedule()));
        }
    }

    /** The rules of one type. */
    static final class Scoped {

        private final Map<Integer, Rule> ofDevice = new HashMap<>();
        private final Map<Integer, Rule> ofZone = new HashMap<>();
        private final Map<Integer, Rule> ofFacility = new HashMap<>();
        private boolean general = true;

        void put(Integer device, Integer zone, Integer facility, Rule rule) {
            if (device != null) {
                ofDevice.put(device, rule);
            } else if (zone != null) {
                ofZone.put(zone, rule);
            } else {
                ofFacility.put(facility, rule);
            }
            general &= device == null && zone == null;
        }

        /** Where nothing more specific is set, every facility has the general rule on its own clock. */
        Rule at(Integer device, Integer zone, int facility) {
            if (!general) {
                Rule special = ofDevice.get(device);
                special = special == null ? ofZone.get(zone) : special;
                if (special != null) {
                    return special;
                }
            }
            return ofFacility.get(facility);
        }

        /** The rule that applies to a place now, or null: none is set, it is switched off, or these are not its hours. */
        Rule applying(Integer device, Integer zone, int facility, Instant now) {
            Rule rule = at(device, zone, facility);
            return rule != null && rule.enabled() && rule.schedule().appliesAt(now) ? rule : null;
        }

        double least(String threshold) {
            return List.of(ofDevice, ofZone, ofFacility).stream().flatMap(rules -> rules.values().stream()).filter(Rule::enabled)
                    .mapToDouble(rule -> rule.limits().get(threshold)).min().orElse(Double.POSITIVE_INFINITY);
        }

        double most(String threshold) {
            return List.of(ofDevice, ofZone, ofFacility).stream().flatMap(rules -> rules.values().stream()).filter(Rule::enabled)
                    .mapToDouble(rule -> rule.limits().get(threshold)).max().orElse(0);
        }
    }

    /** The rule that applies to a place now, or null: none is set, it is switched off, or these are not its hours. */
    Rule applying(String type, Integer device, Integer zone, int facility, Instant now) {
        Scoped scoped = byType.get(type);
        return scoped == null ? null : scoped.applying(device, zone, facility, now);
    }

    /** The rule of a place, whatever its hours; null where none is set. */
    Rule any(String type, Integer device, Integer zone, int facility) {
        Scoped scoped = byType.get(type);
        return scoped == null ? null : scoped.at(device, zone, facility);
    }
}
