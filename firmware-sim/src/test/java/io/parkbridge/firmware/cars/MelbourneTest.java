package io.parkbridge.firmware.cars;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;

import io.parkbridge.firmware.cars.Event.Kind;
import io.parkbridge.firmware.site.Site;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;

class MelbourneTest {

    private static final Instant NOON = Instant.parse("2026-11-24T01:00:00Z");

    @Test
    void beginsWithTheCitysOwnSnapshot() {
        Melbourne melbourne = new Melbourne(NOON, 1);
        List<Event> starts = take(melbourne, Duration.ofSeconds(4)).stream().filter(event -> event.kind() == Kind.START)
                .sorted(Comparator.comparingInt(Event::bay)).toList();
        List<CSVRecord> snapshot = Recorded.resource("melbourne-bay-sensors-live-2025.csv");

        assertThat(starts).hasSize(2_206);
        assertThat(starts.stream().filter(Event::occupied).count())
                .isEqualTo(snapshot.stream().filter(row -> "Present".equals(row.get("Status_Description"))).count());
    }

    @Test
    void everyBayHasItsPlaceInTheCity() {
        for (Site.Bay bay : new Melbourne(NOON, 1).site().bays()) {
            assertThat(bay.longitude()).isBetween(144.8, 145.1);
            assertThat(bay.latitude()).isBetween(-37.9, -37.7);
        }
    }

    @Test
    void carsComeAndGoInTurn() {
        Boolean[] occupied = new Boolean[2_206];
        long last = 0;
        List<Event> events = take(new Melbourne(NOON, 1), Duration.ofHours(24));
        for (Event event : events) {
            assertThat(event.atMillis()).isGreaterThanOrEqualTo(last);
            if (event.kind() == Kind.MOVEMENT) {
                assertThat(event.occupied()).isNotEqualTo(occupied[event.bay()]);
            }
            occupied[event.bay()] = event.occupied();
            last = event.atMillis();
        }
        // recorded: 5,104 arrivals in 5,354 hours of empty bays, staying 37 minutes: some 14 cars a bay and day
        assertThat(events.size() / 2_206.0).isBetween(15.0, 45.0);
    }

    private static List<Event> take(Melbourne melbourne, Duration duration) {
        List<Event> events = new ArrayList<>();
        Iterator<Event> all = melbourne.events();
        for (Event event = all.next(); event.atMillis() < NOON.plus(duration).toEpochMilli(); event = all.next()) {
            events.add(event);
        }
        return events;
    }
}
