package io.parkbridge.facility;

import java.util.List;

/**
 * A zone with all its bays, those without a place and retired ones included, as they are laid out.
 *
 * @param name   facility and zone, as people call it
 * @param width  of the plan in metres, null like {@code height} where nobody has said how large it is
 * @param image  below the bays, null where there is none
 */
record ZonePlan(int zoneId, int facilityId, String name, boolean isActive, Double width, Double height, PlanImage image, int version,
        List<PlannedBay> bays) {

    /** In metres from the plan's upper left corner; the angle in degrees, clockwise, at 0 a car looks up or down the plan. */
    record Place(double x, double y, double angle, double width, double length) {

        static final double ANGLE = 0;
        static final double WIDTH = 2.5;
        static final double LENGTH = 5;

        /** To the millimetre. */
        static Place of(double x, double y, double angle, double width, double length) {
            return new Place(rounded(x), rounded(y), rounded(angle), rounded(width), rounded(length));
        }

        private static double rounded(double value) {
            return Math.round(value * 1_000) / 1_000.0;
        }
    }

    /**
     * @param id    null for one that is to be created
     * @param place null where it has none
     */
    record PlannedBay(Integer id, String number, String kind, boolean isActive, int version, Place place) {

        PlannedBay with(String otherNumber, String otherKind, Place otherPlace) {
            return new PlannedBay(id, otherNumber, otherKind, isActive, version, otherPlace);
        }
    }

    /** Each change of the zone or of one of its bays makes it another one, whoever makes it; bays are never deleted. */
    String tag() {
        return version + "." + bays.size() + "." + bays.stream().mapToLong(PlannedBay::version).sum();
    }
}
