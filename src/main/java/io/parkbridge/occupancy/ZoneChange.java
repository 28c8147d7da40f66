package io.parkbridge.occupancy;

/** By how much a batch changes a zone: bays that became occupied, bays heard of for the first time. */
record ZoneChange(int zoneId, int occupied, int known) {

    ZoneChange plus(ZoneChange other) {
        return new ZoneChange(zoneId, occupied + other.occupied, known + other.known);
    }
}
