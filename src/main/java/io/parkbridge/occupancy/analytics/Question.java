package io.parkbridge.occupancy.analytics;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * What figures are asked about: zones of one facility, and days of its calendar.
 *
 * @param to  the last day, included
 * @param now where what is still going on is cut
 */
public record Question(int facilityId, List<AskedZone> zones, ZoneId timeZone, LocalDate from, LocalDate to, Instant now) {

    /**
     * A zone as it is now.
     *
     * @param bays  active ones
     * @param known bays that have ever been heard of
     */
    public record AskedZone(int id, String name, int bays, int known) {
    }

    public int bays() {
        return zones.stream().mapToInt(AskedZone::bays).sum();
    }

    public int[] zoneIds() {
        return zones.stream().mapToInt(AskedZone::id).toArray();
    }

    public List<HourSpan> hours() {
        return HourSpan.between(from, to, timeZone, now);
    }

    Question daysEarlier(int days) {
        return on(from.minusDays(days), to.minusDays(days));
    }

    /** The same of other days. */
    public Question on(LocalDate first, LocalDate last) {
        return new Question(facilityId, zones, timeZone, first, last, now);
    }
}
