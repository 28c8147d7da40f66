package io.parkbridge.firmware.cars;

import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import org.apache.commons.csv.CSVRecord;

/**
 * A stretch of time in which one recorded bay was occupied, or empty. The city cuts spells at midnight and where a sign begins or ends;
 * {@link #recorded} joins what follows without a gap.
 *
 * @param sign text of the restriction in force when it began, empty = none
 */
record Spell(String bay, String marker, String street, String sign, boolean occupied, LocalDateTime from, LocalDateTime to) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss");
    private static final int CUT_MINUTES = 30;

    /** The spells of 2019 by bay and time. */
    static List<Spell> recorded() {
        List<Spell> spells = new ArrayList<>();
        List<Spell> rows = Recorded.resource("melbourne-events-2019.csv").stream().map(Spell::of)
                .filter(spell -> spell.to.isAfter(spell.from))
                .sorted(Comparator.comparing(Spell::bay).thenComparing(Spell::from)).toList();
        for (Spell row : rows) {
            Spell last = spells.isEmpty() ? null : spells.getLast();
            if (last != null && last.isContinuedBy(row)) {
                spells.set(spells.size() - 1, new Spell(last.bay, last.marker, last.street, last.sign, last.occupied, last.from, row.to));
            } else {
                spells.add(row);
            }
        }
        return spells;
    }

    private static Spell of(CSVRecord row) {
        return new Spell(row.get("BayId"), row.get("StreetMarker"), row.get("StreetName"), row.get("Sign"),
                "Present".equals(row.get("Status")), LocalDateTime.parse(row.get("ArrivalTime"), TIME),
                LocalDateTime.parse(row.get("DepartureTime"), TIME));
    }

    private boolean isContinuedBy(Spell next) {
        return bay.equals(next.bay) && occupied == next.occupied && to.equals(next.from);
    }

    /** Whether it ends because the state changed, and not at the minute where the city cuts. */
    boolean endsByChange() {
        return to.getSecond() != 0 || to.getMinute() % CUT_MINUTES != 0;
    }

    Duration length() {
        return Duration.between(from, to);
    }
}
