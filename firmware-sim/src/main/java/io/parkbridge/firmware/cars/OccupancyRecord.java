package io.parkbridge.firmware.cars;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

import org.apache.commons.csv.CSVRecord;

/**
 * Recorded numbers of vehicles in car parks: {@code SystemCodeNumber,Capacity,Occupancy,LastUpdated}, local wall clock. Where the record
 * cannot be (below 0, above capacity) it is clamped; of several at one instant the last counts.
 */
public final class OccupancyRecord {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");

    /** One car park's record, by day and time of day. */
    public record CarPark(String code, int capacity, NavigableMap<LocalDate, NavigableMap<LocalTime, Integer>> days) {

        /**
         * The recorded day to stand for {@code wanted}: itself, else the nearest of the same weekday, else the nearest.
         */
        public LocalDate dayLike(LocalDate wanted) {
            return days.keySet().stream().min((a, b) -> Long.compare(distance(a, wanted), distance(b, wanted))).orElseThrow();
        }

        private static long distance(LocalDate day, LocalDate wanted) {
            long apart = Math.abs(ChronoUnit.DAYS.between(day, wanted));
            return day.getDayOfWeek() == wanted.getDayOfWeek() ? apart : apart + 1_000_000;
        }
    }

    private final List<CarPark> carParks;

    private OccupancyRecord(List<CarPark> carParks) {
        this.carParks = carParks;
    }

    /** The record of 29 car parks in Birmingham that comes with the simulator. */
    public static OccupancyRecord birmingham() {
        return of(Recorded.resource("birmingham-occupancy-2016.csv"));
    }

    /** Another record of the same form. */
    public static OccupancyRecord read(Path file) throws IOException {
        try (Reader reader = Files.newBufferedReader(file)) {
            return of(Recorded.read(reader));
        }
    }

    private static OccupancyRecord of(List<CSVRecord> rows) {
        Map<String, CarPark> carParks = new LinkedHashMap<>();
        for (CSVRecord row : rows) {
            int capacity = Integer.parseInt(row.get("Capacity"));
            CarPark carPark = carParks.computeIfAbsent(row.get("SystemCodeNumber"), code -> new CarPark(code, capacity, new TreeMap<>()));
            LocalDateTime at = LocalDateTime.parse(row.get("LastUpdated"), TIME);
            int occupied = Math.clamp(Integer.parseInt(row.get("Occupancy")), 0, carPark.capacity());
            carPark.days().computeIfAbsent(at.toLocalDate(), day -> new TreeMap<>()).put(at.toLocalTime(), occupied);
        }
        return new OccupancyRecord(new ArrayList<>(carParks.values()));
    }

    /** In the order of the file. */
    public List<CarPark> carParks() {
        return carParks;
    }

    /** The most recent recorded day of the same weekday as {@code today}, over all car parks. */
    public LocalDate latestLike(LocalDate today) {
        return carParks.stream().flatMap(carPark -> carPark.days().keySet().stream())
                .filter(day -> day.getDayOfWeek() == today.getDayOfWeek()).max(LocalDate::compareTo)
                .orElseGet(() -> carParks.getFirst().days().lastKey());
    }
}
