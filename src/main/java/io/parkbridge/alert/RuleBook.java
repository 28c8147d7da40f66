package io.parkbridge.alert;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * All rules of one version, and the limits of stay they are applied to. Immutable once loaded.
 *
 * @param byType     rules by type, the most specific first found
 * @param zoneLimits zones with a limit of stay
 */
record RuleBook(long version, Map<String, Scoped> byType, Map<Integer, ZoneLimit> zoneLimits) {

    /** A zone where stays are limited. */
    record ZoneLimit(int facilityId, Duration limit, Duration grace) {
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
        Rule rule = any(type, device, zone, facility);
        return rule != null && rule.enabled() && rule.schedule().appliesAt(now) ? rule : null;
    }

    /** The rule of a place, whatever its hours; null where none is set. */
    Rule any(String type, Integer device, Integer zone, int facility) {
        Scoped scoped = byType.get(type);
        return scoped == null ? null : scoped.at(device, zone, facility);
    }
}
