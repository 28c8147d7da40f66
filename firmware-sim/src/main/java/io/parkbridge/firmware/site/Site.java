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
     */
    public record Zone(String code, String name, String type, Integer maxStayMinutes) {
    }

    /**
     * @param zone      code of its zone
     * @param longitude degrees, null like {@code latitude} where the bay has no place on the map
     * @param device    code of its sensor
     */
    public record Bay(String zone, String number, String kind, Double longitude, Double latitude, String device) {
    }

    public record Target(String zone, LocalDate day, int arrivals) {
    }
}
