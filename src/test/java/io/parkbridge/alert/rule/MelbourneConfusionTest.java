package io.parkbridge.alert.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/**
 * A recorded year of 26 bays against the city's own flag, by the rule that writes down our overstays: prints how often the two agree and each
 * case where they do not. Other days: {@code -Dmelbourne.events=FILE}, a file of the same columns.
 */
class MelbourneConfusionTest {

    private static final ZoneId MELBOURNE = ZoneId.of("Australia/Melbourne");
    private static final DateTimeFormatter LOCAL = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final Duration GRACE = Duration.ofMinutes(5);
    /** Public holidays of Victoria; where one falls on a Saturday or Sunday, that day as well as the one kept for it. */
    private static final Set<LocalDate> HOLIDAYS_2019 = Stream.of("01-01", "01-26", "01-28", "03-11", "04-19", "04-20", "04-21", "04-22", "04-25",
            "06-10", "09-27", "11-05", "12-25", "12-26").map(day -> LocalDate.parse("2019-" + day)).collect(Collectors.toSet());

    private record Spell(String bay, String sign, LocalDateTime arrival, LocalDateTime departure, boolean flagged) {

        private Duration beyond(Set<LocalDate> holidays) {
            ParkingSign said = ParkingSign.of(sign);
            Instant left = departure.atZone(MELBOURNE).toInstant();
            return said.limit() == null ? Duration.ZERO : OverstayRule.beyond(new StayRule.Standing(arrival.atZone(MELBOURNE).toInstant(), left,
                    said.limit(), GRACE, said.schedule(MELBOURNE, holidays)));
        }

        boolean isOverstay(Set<LocalDate> holidays) {
            return beyond(holidays).isPositive();
        }
    }

    @Test
    void recordedYearAgreesWithTheCity() throws IOException {
        List<Spell> cars = cars(Path.of(System.getProperty("melbourne.events", "firmware-sim/src/main/resources/data/melbourne-events-2019.csv")));
        long agreed = 0;
        for (Set<LocalDate> holidays : List.of(Set.<LocalDate>of(), HOLIDAYS_2019)) {
            agreed = report(cars, holidays);
        }
        assertThat(agreed).as("of %d", cars.size()).isGreaterThan(cars.size() * 98L / 100);
    }

    private static long report(List<Spell> cars, Set<LocalDate> holidays) {
        long both = count(cars, true, true, holidays);
        long onlyCity = count(cars, true, false, holidays);
        long onlyOurs = count(cars, false, true, holidays);
        long neither = count(cars, false, false, holidays);
        System.out.printf("%n%s%n%-24s %14s %14s%n%-24s %14d %14d%n%-24s %14d %14d%n",
                holidays.isEmpty() ? "No holidays" : "With the public holidays of Victoria, 2019", "occupied spells", "our overstay", "none of ours",
                "flagged by the city", both, onlyCity, "not flagged", onlyOurs, neither);
        cars.stream().filter(car -> car.flagged() != car.isOverstay(holidays)).sorted(Comparator.comparing(Spell::arrival)).forEach(car ->
                System.out.printf("  %s %s to %s, bay %s, %s: %s%n", car.flagged() ? "only the city:" : "only we:      ", car.arrival(),
                        car.departure(), car.bay(), car.sign(), why(car, holidays)));
        return both + neither;
    }

    private static String why(Spell car, Set<LocalDate> holidays) {
        if (!car.flagged()) {
            return "%d s beyond limit and grace, on a %s".formatted(car.beyond(holidays).toSeconds(),
                    HOLIDAYS_2019.contains(car.arrival().toLocalDate()) ? "public holiday" : car.arrival().getDayOfWeek());
        }
        if (ParkingSign.of(car.sign()).limit() == null) {
            return "no limit read from the sign";
        }
        return car.isOverstay(Set.of()) ? "a holiday is free of it with us" : "within limit and grace, or outside the hours of the sign";
    }

    private static long count(List<Spell> cars, boolean flagged, boolean ours, Set<LocalDate> holidays) {
        return cars.stream().filter(car -> car.flagged() == flagged && car.isOverstay(holidays) == ours).count();
    }

    private static List<Spell> cars(Path file) throws IOException {
        List<Spell> cars = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        List<String> header = Arrays.asList(lines.getFirst().split(","));
        for (String line : lines.subList(1, lines.size())) {
            String[] row = line.split(",", -1);
            if (row[header.indexOf("Status")].equals("Present")) {
                cars.add(new Spell(row[header.indexOf("StreetMarker")], row[header.indexOf("Sign")],
                        LocalDateTime.parse(row[header.indexOf("ArrivalTime")], LOCAL),
                        LocalDateTime.parse(row[header.indexOf("DepartureTime")], LOCAL), Boolean.parseBoolean(row[header.indexOf("InViolation")])));
            }
        }
        return cars;
    }
}
