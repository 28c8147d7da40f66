package io.parkbridge.firmware.cars;

import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

import io.parkbridge.firmware.site.Site;

/**
 * "City Center Mall Parking", the site of the system this one replaces: 50 bays with mains-powered sensors, a day of telemetry every five
 * minutes, targets for today and yesterday. Its cars are made up: busy at noon and in the early evening, closed at night.
 */
public final class Mall implements Cars {

    private static final int[] SHARE_BY_HOUR = {0, 0, 0, 0, 0, 0, 2, 8, 20, 35, 50, 65, 80, 78, 60, 55, 62, 75, 85, 80, 55, 30, 10, 0};
    private static final long START_SPREAD_MILLIS = 60_000;
    private static final double TARGET_PER_BAY = 6;
    /** Along the road, for bays that stand at 60 degrees to it. */
    private static final double ASLANT_METRES = 2.9;

    private final LocalDate today;
    private final long seed;
    private final Site site;

    /** @param today in UTC, the mall's time zone */
    public Mall(LocalDate today, long seed) {
        this.today = today;
        this.seed = seed;
        this.site = site(today);
    }

    private static Site site(LocalDate today) {
        List<Site.Zone> zones = List.of(
                new Site.Zone("B1", "Basement-1", "BASEMENT", 240, 30.0, 17.0), new Site.Zone("B2", "Basement-2", "BASEMENT", 240, 30.0, 17.0),
                new Site.Zone("OUT", "Outdoor", "OUTDOOR", 120, 36.0, 11.0), new Site.Zone("VIP", "VIP", "VIP", null, 18.0, 11.0));
        List<Site.Bay> bays = new ArrayList<>();
        List<Site.Target> targets = new ArrayList<>();
        for (Site.Zone zone : zones) {
            for (int number = 1; number <= capacity(zone); number++) {
                String slot = String.format(Locale.ROOT, "S%03d", number);
                bays.add(new Site.Bay(zone.code(), slot, "STANDARD", null, null, "PARK-" + zone.code() + "-" + slot, place(zone, number - 1)));
            }
            int arrivals = (int) Math.round(capacity(zone) * TARGET_PER_BAY);
            targets.add(new Site.Target(zone.code(), today.minusDays(1), arrivals));
            targets.add(new Site.Target(zone.code(), today, arrivals));
        }
        return new Site("city-center-mall", "City Center Mall Parking", "100 Main Street", java.time.ZoneId.of("UTC"), zones, bays,
                List.of("PARK-GW-01"), targets);
    }

    /** Basements: two rows along an aisle, a pillar in the middle of each; outside aslant along the road. */
    private static Site.Place place(Site.Zone zone, int bay) {
        return switch (zone.code()) {
            case "B1" -> inRow(bay % 10, bay < 10 ? 2.5 : 14.5);
            case "B2" -> bay < 8 ? inRow(bay, 2.5) : inRow(bay - 8, 14.5);
            case "OUT" -> new Site.Place(4.5 + ASLANT_METRES * bay, 3.3, 30, 2.5, 5);
            default -> new Site.Place(2.5 + 3.2 * bay, 3, 0, 3, 5.5);
        };
    }

    private static Site.Place inRow(int bay, double y) {
        return new Site.Place(2.25 + 2.5 * bay + (bay < 5 ? 0 : 0.6), y, 0, 2.5, 5);
    }

    private static int capacity(Site.Zone zone) {
        return switch (zone.code()) {
            case "B1" -> 20;
            case "B2" -> 15;
            case "OUT" -> 10;
            default -> 5;
        };
    }

    @Override
    public Site site() {
        return site;
    }

    @Override
    public boolean mains() {
        return true;
    }

    @Override
    public Duration heartbeat() {
        return Duration.ofMinutes(5);
    }

    @Override
    public Duration heartbeatsKept() {
        return Duration.ofDays(1);
    }

    @Override
    public Iterator<Event> events() {
        return new Days(today.minusDays(1), this::plan);
    }

    private List<Event> plan(LocalDate day) {
        List<Event> events = new ArrayList<>();
        SplittableRandom random = new SplittableRandom(seed * 31 + day.toEpochDay());
        int firstBay = 0;
        for (Site.Zone zone : site.zones()) {
            CarParkDay cars = new CarParkDay(random.nextLong(), firstBay, capacity(zone), millis(day, LocalTime.MIDNIGHT), START_SPREAD_MILLIS);
            for (int hour = 6; hour < 24; hour++) {
                double share = SHARE_BY_HOUR[hour] / 100.0 * random.nextDouble(0.8, 1.15);
                int occupied = (int) Math.round(capacity(zone) * Math.min(share, 1));
                cars.reach(occupied, millis(day, LocalTime.of(hour - 1, 30)), millis(day, LocalTime.of(hour, 0)));
                if (hour < 23) {
                    cars.reach(occupied, millis(day, LocalTime.of(hour, 0)), millis(day, LocalTime.of(hour, 30)));
                }
            }
            events.addAll(cars.events());
            firstBay += capacity(zone);
        }
        return events;
    }

    private static long millis(LocalDate day, LocalTime time) {
        return day.atTime(time).toInstant(ZoneOffset.UTC).toEpochMilli();
    }
}
