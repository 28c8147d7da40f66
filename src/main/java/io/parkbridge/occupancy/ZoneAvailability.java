package io.parkbridge.occupancy;

/**
 * How full a zone is.
 *
 * @param capacity active bays
 * @param occupied bays whose newest reading says occupied
 * @param known    bays that have ever been heard of
 */
public record ZoneAvailability(int zoneId, int capacity, int occupied, int known, int facilityId) {

    public int free() {
        return known - occupied;
    }

    /** Bays never heard of; they are not free. */
    public int unknown() {
        return capacity - known;
    }
}
