package io.parkbridge.opendata;

import java.time.Instant;
import java.util.List;

/**
 * All there is to publish but the bays, which may be a million and are read while they are written.
 *
 * @param revision counts the changes of sites; ids and places are those of this revision
 * @param tag      another one whenever a document would be
 */
record Picture(List<Site> sites, long revision, String tag) {

    /** An active facility with its active zones. */
    record Site(String code, String name, List<Area> zones) {

        int capacity() {
            return zones.stream().mapToInt(Area::capacity).sum();
        }

        int occupied() {
            return zones.stream().mapToInt(Area::occupied).sum();
        }

        int vacant() {
            return zones.stream().mapToInt(Area::vacant).sum();
        }

        /** Null where nothing has been heard yet. */
        Instant observedAt() {
            return zones.stream().map(Area::observedAt).filter(at -> at != null).max(Instant::compareTo).orElse(null);
        }
    }

    /**
     * A zone.
     *
     * @param maxStayMinutes null where there is no limit
     * @param located        active bays that have a place
     * @param longitude      of the middle of those, like the latitude; null where there is none
     * @param observedAt     its newest reading, null where there is none
     */
    record Area(int id, String code, String name, String type, int capacity, int occupied, int known, Integer maxStayMinutes, int located,
            Double longitude, Double latitude, Instant observedAt) {

        /** Bays known to be free; an unknown one is no place to send a car to. */
        int vacant() {
            return known - occupied;
        }
    }

    /**
     * @param longitude  null like the latitude where it has no place
     * @param occupied   null where nothing is known
     * @param observedAt the reading it follows from
     */
    record Spot(String number, Double longitude, Double latitude, Boolean occupied, Instant observedAt) {
    }

    /** What a document does with each bay. */
    interface SpotReader<E extends Exception> {
        void read(Spot spot) throws E;
    }
}
