package io.parkbridge.firmware.cars;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeSet;

import io.parkbridge.firmware.cars.Event.Kind;
import io.parkbridge.firmware.cars.OccupancyRecord.CarPark;
import org.junit.jupiter.api.Test;

class BirminghamTest {

    private static final ZoneId CITY = ZoneId.of("Europe/London");
    /** How long a sensor may take to notice, its clock's error included. */
    private static final long NOTICING_MILLIS = 45_000;
    private final OccupancyRecord record = OccupancyRecord.birmingham();

    @Test
    void everyRecordedHalfHourOfEveryDayHasExactlyTheRecordedNumber() {
        TreeSet<LocalDate> days = new TreeSet<>();
        record.carParks().forEach(carPark -> days.addAll(carPark.days().keySet()));
        assertThat(days).hasSizeGreaterThan(30);
        int compared = 0;
        for (LocalDate day : days) {
            compared += compareDay(day, day, 1);
        }
        assertThat(compared).isGreaterThan(18_000);
    }

    @Test
    void dayOverADayWithAnHourLessOrMoreKeepsTheWallClock() {
        LocalDate recorded = LocalDate.of(2016, 11, 6);
        assertThat(compareDay(recorded, LocalDate.of(2026, 3, 29), 2)).isPositive();
        assertThat(compareDay(recorded, LocalDate.of(2026, 10, 25), 3)).isPositive();
    }

    @Test
    void noBayMovesTwiceBeforeItsSensorCouldNotice() {
        long[] movedAt = new long[39_460];
        for (Event event : oneDay(LocalDate.of(2016, 10, 5), LocalDate.of(2026, 11, 18), 4)) {
            if (event.kind() == Kind.MOVEMENT) {
                assertThat(event.atMillis() - movedAt[event.bay()]).isGreaterThan(NOTICING_MILLIS);
            }
            movedAt[event.bay()] = event.atMillis();
        }
    }

    @Test
    void startedAgainItIsTheSameDay() {
        LocalDate day = LocalDate.of(2016, 10, 5);
        LocalDate over = LocalDate.of(2026, 11, 18);
        assertThat(oneDay(day, over, 1)).isEqualTo(oneDay(day, over, 1));
        assertThat(oneDay(day, over, 1)).isNotEqualTo(oneDay(day, over, 2));
    }

    @Test
    void siteHasTheRecordedCapacities() {
        Birmingham birmingham = new Birmingham(record, LocalDate.of(2026, 11, 18), LocalDate.of(2016, 10, 5), 1);
        assertThat(birmingham.site().bays()).hasSize(39_460);
        assertThat(birmingham.site().zones()).hasSize(29);
        assertThat(birmingham.site().bays().stream().map(bay -> bay.device()).distinct().count()).isEqualTo(39_460);
    }

    /** Compares what can be known at each recorded instant: the movements some time before, and none about to be noticed. */
    private int compareDay(LocalDate recorded, LocalDate over, long seed) {
        List<Event> events = oneDay(recorded, over, seed);
        int compared = 0;
        int firstBay = 0;
        for (CarPark carPark : record.carParks()) {
            int first = firstBay;
            int end = firstBay + carPark.capacity();
            List<Event> own = events.stream().filter(event -> event.bay() >= first && event.bay() < end).toList();
            NavigableMap<LocalTime, Integer> numbers = carPark.days().get(carPark.dayLike(recorded));
            compared += compare(own, numbers, over, carPark.code());
            firstBay = end;
        }
        return compared;
    }

    private static int compare(List<Event> events, NavigableMap<LocalTime, Integer> numbers, LocalDate over, String carPark) {
        int occupied = 0;
        int next = 0;
        for (Map.Entry<LocalTime, Integer> number : numbers.entrySet()) {
            long at = over.atTime(number.getKey()).atZone(CITY).toInstant().toEpochMilli();
            while (next < events.size() && events.get(next).atMillis() < at - NOTICING_MILLIS) {
                Event event = events.get(next++);
                occupied += event.kind() == Kind.START ? 0 : event.occupied() ? 1 : -1;
            }
            assertThat(next == events.size() || events.get(next).atMillis() >= at).as("%s moves just before %s", carPark, number).isTrue();
            assertThat(occupied).as("%s at %s on %s", carPark, number.getKey(), over).isEqualTo(number.getValue());
        }
        return numbers.size();
    }

    private List<Event> oneDay(LocalDate recorded, LocalDate over, long seed) {
        long midnight = over.plusDays(1).atStartOfDay(CITY).toInstant().toEpochMilli();
        List<Event> events = new ArrayList<>();
        Iterator<Event> all = new Birmingham(record, over, recorded, seed).events();
        for (Event event = all.next(); event.atMillis() < midnight; event = all.next()) {
            events.add(event);
        }
        return events;
    }
}
