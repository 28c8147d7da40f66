package io.parkbridge.occupancy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the order of arrival, the stays are those of the readings in order. */
class TimelineTest {

    private static final Instant MIDNIGHT = Instant.parse("2026-11-23T00:00:00Z");

    private static Observation occupied(int second) {
        return new Observation(MIDNIGHT.plusSeconds(second), 1, -1, true);
    }

    private static Observation free(int second) {
        return new Observation(MIDNIGHT.plusSeconds(second), 1, -1, false);
    }

    private static Stay stay(int arrived, Integer departed) {
        return new Stay(MIDNIGHT.plusSeconds(arrived), departed == null ? null : MIDNIGHT.plusSeconds(departed));
    }

    @Example
    void repeatedOccupiedDoesNotStartAnotherStay() {
        Timeline timeline = new Timeline(occupied(10), List.of(occupied(20), free(30)), null, List.of(stay(10, null)));

        assertThat(timeline.revise().written()).containsExactly(stay(10, 30));
    }

    @Example
    void lateFreeReadingSplitsAStayInTwo() {
        Timeline timeline = new Timeline(occupied(10), List.of(free(20)), occupied(30), List.of(stay(10, 50)));

        assertThat(timeline.revise().written()).containsExactlyInAnyOrder(stay(10, 20), stay(30, 50));
    }

    @Example
    void lateOccupiedReadingJoinsTwoStays() {
        Timeline timeline = new Timeline(free(20), List.of(occupied(25)), occupied(30), List.of(stay(30, null)));

        Timeline.Revision revision = timeline.revise();

        assertThat(revision.removed()).containsExactly(stay(30, null));
        assertThat(revision.written()).containsExactly(stay(25, null));
    }

    @Example
    void ofTwoReadingsAtOneInstantTheHigherSequenceNumberCounts() {
        Observation first = new Observation(MIDNIGHT, 1, 1, true);
        Observation second = new Observation(MIDNIGHT, 1, 2, false);

        assertThat(new Timeline(null, List.of(first, second), null, List.of()).revise().written()).isEmpty();
    }

    @Property(tries = 2_000)
    void shuffledSplitAndRepeatedReadingsGiveTheStaysOfTheOrderedOnes(@ForAll("readings") List<Observation> readings,
            @ForAll long seed) {
        Random random = new Random(seed);
        List<Observation> arriving = new ArrayList<>(readings);
        arriving.addAll(readings.subList(0, readings.size() / 3));
        Collections.shuffle(arriving, random);

        Bay bay = new Bay();
        for (int from = 0; from < arriving.size();) {
            int to = Math.min(arriving.size(), from + 1 + random.nextInt(5));
            bay.receive(arriving.subList(from, to));
            from = to;
        }

        assertThat(bay.stays.values()).containsExactlyElementsOf(inOrder(readings));
    }

    @Property(tries = 2_000)
    void staysOutliveTheirReadings(@ForAll("readings") List<Observation> readings, @ForAll long seed) {
        Random random = new Random(seed);
        Instant kept = MIDNIGHT.plusSeconds(random.nextInt(40));
        List<Observation> late = new ArrayList<>(readings.stream().filter(reading -> !reading.at().isBefore(kept) && random.nextBoolean()).toList());
        List<Observation> timely = readings.stream().filter(reading -> !late.contains(reading)).toList();
        Collections.shuffle(late, random);

        Bay bay = new Bay();
        bay.receive(timely);
        bay.stored.removeIf(reading -> reading.at().isBefore(kept));
        late.forEach(reading -> bay.receive(List.of(reading)));

        assertThat(bay.stays.values()).containsExactlyElementsOf(inOrder(readings));
    }

    @Provide
    Arbitrary<List<Observation>> readings() {
        Arbitrary<Observation> reading = Combinators
                .combine(Arbitraries.integers().between(0, 40), Arbitraries.integers().between(1, 2), Arbitraries.longs().between(-1, 3),
                        Arbitraries.of(true, false))
                .as((second, device, seq, occupied) -> new Observation(MIDNIGHT.plusSeconds(second), device, seq, occupied));
        return reading.list().uniqueElements(o -> List.of(o.at(), o.deviceId(), o.seq())).ofMinSize(1).ofMaxSize(30);
    }

    /** The definition, straight: of each instant the highest number, then from each change to occupied to the next change to free. */
    private static List<Stay> inOrder(List<Observation> readings) {
        Map<Instant, Observation> last = new TreeMap<>();
        readings.stream().sorted(Observation.IN_ORDER).forEach(reading -> last.put(reading.at(), reading));
        List<Stay> stays = new ArrayList<>();
        Instant arrivedAt = null;
        for (Observation reading : last.values()) {
            if (reading.occupied() && arrivedAt == null) {
                arrivedAt = reading.at();
            } else if (!reading.occupied() && arrivedAt != null) {
                stays.add(new Stay(arrivedAt, reading.at()));
                arrivedAt = null;
            }
        }
        if (arrivedAt != null) {
            stays.add(new Stay(arrivedAt, null));
        }
        return stays;
    }

    /** What {@link Occupancy} does around a timeline, with the tables as collections. */
    private static final class Bay {

        private final NavigableSet<Observation> stored = new TreeSet<>(Observation.IN_ORDER);
        private final TreeMap<Instant, Stay> stays = new TreeMap<>();

        void receive(List<Observation> batch) {
            List<Observation> fresh = batch.stream().filter(stored::add).sorted(Observation.IN_ORDER).toList();
            if (fresh.isEmpty()) {
                return;
            }
            Instant first = fresh.getFirst().at();
            Instant last = fresh.getLast().at();
            Observation before = null;
            Observation after = null;
            List<Observation> within = new ArrayList<>();
            for (Observation reading : stored) {
                if (reading.at().isBefore(first)) {
                    before = reading;
                } else if (!reading.at().isAfter(last)) {
                    within.add(reading);
                } else if (after == null || reading.at().equals(after.at())) {
                    after = reading;
                }
            }
            revise(new Timeline(before, within, after, touching(before == null ? first.minusNanos(1_000) : before.at(), after)));
        }

        private List<Stay> touching(Instant behind, Observation after) {
            return stays.values().stream()
                    .filter(stay -> after == null || !stay.arrivedAt().isAfter(after.at()))
                    .filter(stay -> stay.departedAt() == null || stay.departedAt().isAfter(behind))
                    .toList();
        }

        private void revise(Timeline timeline) {
            Timeline.Revision revision = timeline.revise();
            Map<Instant, Stay> removed = new HashMap<>();
            revision.removed().forEach(stay -> removed.put(stay.arrivedAt(), stays.remove(stay.arrivedAt())));
            assertThat(removed.values()).doesNotContainNull();
            revision.written().forEach(stay -> stays.put(stay.arrivedAt(), stay));
        }
    }
}
