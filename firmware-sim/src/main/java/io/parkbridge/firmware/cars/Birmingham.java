package io.parkbridge.firmware.cars;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.stream.IntStream;

import io.parkbridge.firmware.site.Site;

/**
 * Recorded days of a city's car parks, laid over today: at every recorded instant each car park has exactly the recorded number of
 * occupied bays. The nights, which the record does not have, are made up: empty at midnight, filling from half past five, emptying in
 * the evening. A day does not depend on the day before, so a simulator started again sends the same readings again.
 */
public final class Birmingham implements Cars {

    private static final ZoneId ZONE = ZoneId.of("Europe/London");
    private static final LocalTime OPENS = LocalTime.of(5, 30);
    private static final long START_SPREAD_MILLIS = 300_000;
    private static final long MINUTES_TO_MOVE = 4;
    /** Share of the last recorded number that is still there. */
    private static final Map<LocalTime, Double> EVENING = Map.of(LocalTime.of(17, 30), 0.75, LocalTime.of(19, 0), 0.45,
            LocalTime.of(21, 0), 0.2, LocalTime.of(22, 30), 0.08, LocalTime.of(23, 45), 0.0);
    private static final int GATEWAYS = 4;

    private final OccupancyRecord record;
    private final LocalDate today;
    private final LocalDate recordedDay;
    private final long seed;
    private final Site site;

    /**
     * @param today       the day on which {@code recordedDay} is laid; the days after it follow
     * @param recordedDay a car park that has no record of it uses its nearest of the same weekday
     */
    public Birmingham(OccupancyRecord record, LocalDate today, LocalDate recordedDay, long seed) {
        this.record = record;
        this.today = today;
        this.recordedDay = recordedDay;
        this.seed = seed;
        this.site = site(record);
    }

    /** The calendar day it is in the city. */
    public static LocalDate today(java.time.Clock clock) {
        return LocalDate.now(clock.withZone(ZONE));
    }

    private static Site site(OccupancyRecord record) {
        List<Site.Zone> zones = new ArrayList<>();
        List<Site.Bay> bays = new ArrayList<>();
        int number = 0;
        for (OccupancyRecord.CarPark carPark : record.carParks()) {
            number++;
            zones.add(new Site.Zone(carPark.code(), carPark.code(), "MULTISTOREY", null));
            for (int bay = 1; bay <= carPark.capacity(); bay++) {
                String device = String.format(Locale.ROOT, "BHM-%02d-%04d", number, bay);
                bays.add(new Site.Bay(carPark.code(), Integer.toString(bay), "STANDARD", null, null, device));
            }
        }
        List<String> gateways = IntStream.rangeClosed(1, GATEWAYS).mapToObj(i -> String.format(Locale.ROOT, "BHM-GW-%02d", i)).toList();
        return new Site("birmingham", "Birmingham", "29 car parks in the city centre", ZONE, zones, bays, gateways, List.of());
    }

    @Override
    public Site site() {
        return site;
    }

    @Override
    public Iterator<Event> events() {
        return new Days(today, this::plan);
    }

    private List<Event> plan(LocalDate day) {
        LocalDate recorded = day.equals(today) ? recordedDay : record.latestLike(day);
        List<Event> events = new ArrayList<>();
        int firstBay = 0;
        for (OccupancyRecord.CarPark carPark : record.carParks()) {
            events.addAll(plan(day, carPark, carPark.days().get(carPark.dayLike(recorded)), firstBay));
            firstBay += carPark.capacity();
        }
        return events;
    }

    private List<Event> plan(LocalDate day, OccupancyRecord.CarPark carPark, NavigableMap<LocalTime, Integer> numbers, int firstBay) {
        long midnight = day.atStartOfDay(ZONE).toInstant().toEpochMilli();
        CarParkDay cars = new CarParkDay(seed * 31 + carPark.code().hashCode() * 1_000_003L + day.toEpochDay(), firstBay,
                carPark.capacity(), midnight, START_SPREAD_MILLIS);
        LocalTime from = numbers.firstKey().isAfter(OPENS.plusMinutes(30)) ? OPENS : LocalTime.of(0, 10);
        for (Map.Entry<LocalTime, Integer> number : numbers.entrySet()) {
            cars.reach(number.getValue(), millis(day, from), millis(day, number.getKey()));
            from = number.getKey();
        }
        int last = numbers.lastEntry().getValue();
        for (LocalTime time : EVENING.keySet().stream().sorted().toList()) {
            if (time.isAfter(from.plusMinutes(MINUTES_TO_MOVE)) && from.isBefore(LocalTime.of(23, 40))) {
                cars.reach((int) (last * EVENING.get(time)), millis(day, from), millis(day, time));
                from = time;
            }
        }
        return cars.events();
    }

    private static long millis(LocalDate day, LocalTime time) {
        return day.atTime(time).atZone(ZONE).toInstant().toEpochMilli();
    }
}
