package io.parkbridge.firmware.cars;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.parkbridge.firmware.cars.Event.Kind;
import io.parkbridge.firmware.site.Site;

/**
 * The recorded events of 2019 themselves, a year of 26 kerbside bays, moved by whole days so that the last lies within the last day: the
 * hours of the day stay what they were. These are sensors' reports already, so they are sent as they are.
 */
public final class History implements Cars {

    private static final ZoneId ZONE = ZoneId.of("Australia/Melbourne");
    /** Of each street's plan, in metres. */
    private static final double STREET_LONG = 28;
    private static final double STREET_WIDE = 9.5;

    private final List<Spell> spells = Spell.recorded();
    private final ZonedDateTime ending;
    private final Map<String, Integer> bays = new LinkedHashMap<>();
    private final Site site;

    /** @param ending what the last event must not lie behind; its day in Melbourne decides by how much the year is moved */
    public History(java.time.Instant ending) {
        this.ending = ending.atZone(ZONE);
        this.site = inventory();
    }

    private Site inventory() {
        Map<String, Site.Zone> zones = new LinkedHashMap<>();
        List<Site.Bay> places = new ArrayList<>();
        Map<String, Integer> along = new HashMap<>();
        for (Spell spell : spells) {
            Integer limit = SignLimit.minutes(spell.sign());
            zones.merge(spell.street(), new Site.Zone(spell.street(), title(spell.street()), "OUTDOOR", limit, STREET_LONG, STREET_WIDE),
                    (known, other) -> known.maxStayMinutes() == null ? other : known);
            if (bays.putIfAbsent(spell.bay(), bays.size()) == null) {
                int onStreet = along.merge(spell.street(), 1, Integer::sum) - 1;
                places.add(new Site.Bay(spell.street(), spell.marker(), "STANDARD", null, null, "MEL19-" + spell.bay(), atKerb(onStreet)));
            }
        }
        return new Site("melbourne-2019", "Melbourne, the year 2019", "26 kerbside bays, City of Melbourne", ZONE,
                List.copyOf(zones.values()), places, List.of("MEL19-GW-01"), List.of());
    }

    /** The record does not say where on the street they are: one after the other, on either side of it. */
    private static Site.Place atKerb(int onStreet) {
        return new Site.Place(4 + 6.5 * (onStreet / 2), onStreet % 2 == 0 ? 1.2 : STREET_WIDE - 1.2, 90, 2.2, 6);
    }

    private static String title(String street) {
        StringBuilder title = new StringBuilder();
        for (String word : street.split(" ")) {
            title.append(title.isEmpty() ? "" : " ").append(word.charAt(0)).append(word.substring(1).toLowerCase(java.util.Locale.ROOT));
        }
        return title.toString();
    }

    @Override
    public Site site() {
        return site;
    }

    /** The sensors of 2019 are gone; only what they said is left. */
    @Override
    public Duration heartbeat() {
        return Duration.ZERO;
    }

    @Override
    public Iterator<Event> events() {
        long days = daysToMove();
        List<Event> events = new ArrayList<>();
        int bay = -1;
        long last = 0;
        boolean occupied = false;
        for (Spell spell : spells) {
            boolean first = bay != bays.get(spell.bay());
            bay = bays.get(spell.bay());
            // a gap between two spells means that the bay was reported free in between
            long from = first ? millis(spell.from(), days) : Math.max(last + 1, millis(spell.from(), days));
            long to = Math.max(from + 1, millis(spell.to(), days));
            if (first || occupied != spell.occupied()) {
                events.add(new Event(from, bay, Kind.RECORDED, spell.occupied()));
            }
            if (spell.occupied()) {
                events.add(new Event(to, bay, Kind.RECORDED, false));
            }
            occupied = false;
            last = to;
        }
        events.sort(Event.IN_ORDER);
        return events.iterator();
    }

    private long daysToMove() {
        LocalDateTime last = spells.stream().map(Spell::to).max(LocalDateTime::compareTo).orElseThrow();
        LocalDate lastDay = ending.toLocalTime().isBefore(last.toLocalTime()) ? ending.toLocalDate().minusDays(1) : ending.toLocalDate();
        return ChronoUnit.DAYS.between(last.toLocalDate(), lastDay);
    }

    private static long millis(LocalDateTime wallClock, long days) {
        return wallClock.plusDays(days).atZone(ZONE).toInstant().toEpochMilli();
    }
}
