package io.parkbridge.facility;

import java.time.ZoneId;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What may stand in the fields of facilities, zones, bays and devices, however they come. Each rule returns what is wrong with a text, or
 * null. Texts do not begin like a spreadsheet's formula, so an exported file can be opened anywhere and still comes back unchanged.
 */
public final class SiteRules {

    public static final int STAY_MINUTES_MAX = 525_600;
    public static final int INTERVAL_SECONDS_MAX = 31_622_400;
    public static final int ARRIVALS_MAX = 1_000_000;
    /** Of all bays of a zone on a day. */
    public static final int USAGE_HOURS_MAX = 1_000_000;
    /** How long and wide a zone's plan can be. */
    public static final int PLAN_METRES_MAX = 2_000;
    public static final double PLAN_METRES_MIN = 0.001;
    /** Of the image below a plan; its corner may lie as far beyond the plan's as a plan is long, for it has margins. */
    public static final double IMAGE_WIDTH_MIN = 0.5;
    public static final double OPACITY_MIN = 0.05;
    /** A motorcycle's place and a coach's. */
    public static final double BAY_METRES_MIN = 0.5;
    public static final int BAY_METRES_MAX = 50;

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,50}");
    private static final Pattern ZONE_CODE = Pattern.compile("[^/+#]{1,50}");
    private static final Pattern DEV_EUI = Pattern.compile("[0-9A-Fa-f]{16}");
    private static final Pattern DAYS = Pattern.compile("(?!$)1?2?3?4?5?6?7?");
    private static final Pattern HOUR = Pattern.compile("([01]\\d|2[0-3]):[0-5]\\d");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cc}\\p{Cs}\\u2028\\u2029\\u202A-\\u202E\\u2066-\\u2069]");
    private static final String FORMULA_BEGINS = "=+-@";
    /** Of the names in the time zone database, those every copy of it has. */
    private static final Set<String> REGIONS = Set.of("Africa", "America", "Antarctica", "Arctic", "Asia", "Atlantic", "Australia", "Europe",
            "Indian", "Pacific");

    private SiteRules() {
    }

    /** Of a facility or device: a level of the MQTT topics. */
    public static String code(String text) {
        return CODE.matcher(text).matches() ? null : "must be 1 to 50 of A-Z, a-z, 0-9, _ and -";
    }

    /** Of a zone: a level of the MQTT topics, too, but older sites have freer ones. */
    public static String zoneCode(String text) {
        return ZONE_CODE.matcher(text).matches() ? printable(text) : "must be 1 to 50 characters without / + and #";
    }

    public static String name(String text) {
        return text(text, 1, 200);
    }

    public static String address(String text) {
        return text(text, 0, 300);
    }

    /** A zone's type, a bay's kind, a device's model. */
    public static String kind(String text) {
        return text(text, 1, 50);
    }

    /** Of a LoRaWAN sensor; kept in lower case. */
    public static String devEui(String text) {
        return DEV_EUI.matcher(text).matches() ? null : "must be 16 hexadecimal digits";
    }

    public static String bayNumber(String text) {
        return text(text, 1, 20);
    }

    /** On which days a bay's limit of stay applies. */
    public static String days(String text) {
        return DAYS.matcher(text).matches() ? null : "must be digits in order from 1, Monday, to 7, Sunday, like 12345";
    }

    /** A time of day of a bay's limit of stay. */
    public static String hour(String text) {
        return HOUR.matcher(text).matches() ? null : "must be a time like 07:30";
    }

    public static String timeZone(String text) {
        boolean known = text.equals("UTC")
                || REGIONS.contains(text.substring(0, Math.max(0, text.indexOf('/')))) && ZoneId.getAvailableZoneIds().contains(text);
        return known ? null : "must be UTC or a region of the IANA time zone database like Europe/London";
    }

    private static String text(String text, int lengthMin, int lengthMax) {
        if (text.length() < lengthMin || text.length() > lengthMax) {
            return "must be %d to %d characters".formatted(lengthMin, lengthMax);
        }
        return printable(text);
    }

    private static String printable(String text) {
        if (UNPRINTABLE.matcher(text).find()) {
            return "must not contain control characters";
        }
        return !text.isEmpty() && FORMULA_BEGINS.indexOf(text.charAt(0)) >= 0 ? "must not begin with = + - or @" : null;
    }
}
