package io.parkbridge.firmware.site;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * A facility with its zones and bays, one sensor a bay.
 *
 * @param facility code, a level of the MQTT topics
 * @param gateways codes of the gateways that speak for its sensors
 * @param targets  arrivals aimed at, none for most
 */
public record Site(String facility, String name, String address, ZoneId timeZone, List<Zone> zones, List<Bay> bays,
        List<String> gateways, List<Target> targets) {

    /**
     * @param maxStayMinutes null where any stay is allowed
     * @param planWidth      of its plan in metres, null like {@code planHeight} where it has none
     */
    public record Zone(String code, String name, String type, Integer maxStayMinutes, Double planWidth, Double planHeight) {

        public Zone(String code, String name, String type, Integer maxStayMinutes) {
            this(code, name, type, maxStayMinutes, null, null);
        }
    }

    /**
     * Where a bay lies on its zone's plan.
     *
     * @param x     of its middle, in metres from the plan's upper left corner, like {@code y}
     * @param angle degrees, clockwise; at 0 its length goes up the plan
     */
    public record Place(double x, double y, double angle, double width, double length) {
    }

    /**
     * @param zone      code of its zone
     * @param longitude degrees, null like {@code latitude} where the bay has no place on the map
     * @param device    code of its sensor
     * @param place     null where it has none on its zone's plan
     */
    public record Bay(String zone, String number, String kind, Double longitude, Double latitude, String device, Place place) {

        public Bay(String zone, String number, String kind, Double longitude, Double latitude, String device) {
            this(zone, number, kind, longitude, latitude, device, null);
        }
    }

    public record Target(String zone, LocalDate day, int arrivals) {
    }
}
