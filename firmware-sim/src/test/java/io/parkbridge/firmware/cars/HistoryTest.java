package io.parkbridge.firmware.cars;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

class HistoryTest {

    private static final Instant ENDING = Instant.parse("2026-11-24T04:00:00Z");

    @Test
    void lastEventLiesWithinTheLastDayAndTheFirstAYearBefore() {
        List<Event> events = events(ENDING);

        assertThat(Instant.ofEpochMilli(events.getLast().atMillis())).isBetween(ENDING.minus(Duration.ofHours(25)), ENDING);
        assertThat(Instant.ofEpochMilli(events.getFirst().atMillis()))
                .isBetween(ENDING.minus(Duration.ofDays(370)), ENDING.minus(Duration.ofDays(355)));
    }

    @Test
    void twentySixBaysChangeInTurn() {
        Boolean[] occupied = new Boolean[26];
        for (Event event : events(ENDING)) {
            assertThat(occupied[event.bay()]).as("bay %d", event.bay()).isNotEqualTo(event.occupied());
            occupied[event.bay()] = event.occupied();
        }
        assertThat(occupied).doesNotContainNull();
    }

    @Test
    void sameEndingGivesTheSameYear() {
        assertThat(events(ENDING)).isEqualTo(events(ENDING));
    }

    private static List<Event> events(Instant ending) {
        List<Event> events = new ArrayList<>();
        new History(ending).events().forEachRemaining(events::add);
        return events;
    }
}
