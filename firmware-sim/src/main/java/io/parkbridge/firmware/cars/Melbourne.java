package io.parkbridge.firmware.cars;

import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.SplittableRandom;

import io.parkbridge.firmware.cars.Event.Kind;
import io.parkbridge.firmware.site.Site;
import org.apache.commons.csv.CSVRecord;

/**
 * 2,206 kerbside bays with their coordinates, zones and limits. They begin now, in the state of the city's own snapshot; from then on cars
 * come and go as in the recorded year ({@link KerbsideHabits}).
 */
public final class Melbourne implements Cars {

    private static final ZoneId ZONE = ZoneId.of("Australia/Melbourne");
    private static final String NO_ZONE = "none";
    private static final long START_SPREAD_MILLIS = 3_000;
    private static final long SHORTEST_MILLIS = 90_000;

    private final long beginMillis;
    private final SplittableRandom random;
    private final List<CSVRecord> snapshot;
    private final Site site;

    public Melbourne(Instant begin, long seed) {
        this.beginMillis = begin.toEpochMilli();
        this.random = new SplittableRandom(seed);
        this.snapshot = Recorded.resource("melbourne-bay-sensors-live-2025.csv").stream()
                .sorted(Comparator.comparing(row -> Integer.valueOf(row.get("KerbsideID")))).toList();
        this.site = site(snapshot);
    }

    private static Site site(List<CSVRecord> snapshot) {
        Map<String, String> signs = new HashMap<>();
        Recorded.resource("melbourne-zone-sign-plates-2025.csv")
                .forEach(row -> signs.merge(row.get("ParkingZone"), row.get("Restriction_Display"), Melbourne::firstWithLimit));
        Map<String, Site.Zone> zones = new HashMap<>();
        List<Site.Bay> bays = new ArrayList<>();
        for (CSVRecord row : snapshot) {
            String code = row.get("Zone_Number").isEmpty() ? NO_ZONE : row.get("Zone_Number");
            String sign = signs.getOrDefault(code, "");
            zones.computeIfAbsent(code, zone -> new Site.Zone(zone, zone.equals(NO_ZONE) ? "Other kerbside" : "Zone " + zone, "OUTDOOR",
                    SignLimit.minutes(sign)));
            String[] place = row.get("Location").split(",");
            String kind = sign.startsWith("LZ") ? "LOADING" : sign.startsWith("DP") ? "ACCESSIBLE" : "STANDARD";
            bays.add(new Site.Bay(code, row.get("KerbsideID"), kind, Double.valueOf(place[1].strip()), Double.valueOf(place[0].strip()),
                    "MEL-" + row.get("KerbsideID")));
        }
        List<Site.Zone> sorted = zones.values().stream().sorted(Comparator.comparing(Site.Zone::code)).toList();
        return new Site("melbourne", "Melbourne", "Kerbside bays, City of Melbourne", ZONE, sorted, bays, List.of("MEL-GW-01", "MEL-GW-02"),
                List.of());
    }

    private static String firstWithLimit(String known, String other) {
        return SignLimit.minutes(known) == null ? other : known;
    }

    @Override
    public Site site() {
        return site;
    }

    @Override
    public Iterator<Event> events() {
        KerbsideHabits habits = new KerbsideHabits(Spell.recorded());
        PriorityQueue<Event> next = new PriorityQueue<>(Event.IN_ORDER);
        for (int bay = 0; bay < snapshot.size(); bay++) {
            boolean occupied = "Present".equals(snapshot.get(bay).get("Status_Description"));
            next.add(new Event(beginMillis + random.nextLong(START_SPREAD_MILLIS), bay, Kind.START, occupied));
        }
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Event next() {
                Event event = next.remove();
                next.add(follower(event, habits));
                return event;
            }
        };
    }

    /** A car that stands there when the sensor starts came earlier: part of its stay has passed. */
    private Event follower(Event event, KerbsideHabits habits) {
        LocalDateTime at = LocalDateTime.ofInstant(Instant.ofEpochMilli(event.atMillis()), ZONE);
        long length = event.occupied() ? habits.stayMillis(random, at) : habits.emptyMillis(random, at);
        double left = event.kind() == Kind.START ? random.nextDouble() : 1;
        long lasts = Math.max(SHORTEST_MILLIS, (long) (length * left));
        return new Event(event.atMillis() + lasts, event.bay(), Kind.MOVEMENT, !event.occupied());
    }
}
