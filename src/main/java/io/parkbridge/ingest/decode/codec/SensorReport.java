package io.parkbridge.ingest.decode.codec;

import java.util.LinkedHashMap;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * What a sensor says in one uplink, any part of which it may leave out. A value that physics rules out is left out as well, so that a
 * broken thermometer costs neither the occupancy nor the rest of the heartbeat.
 *
 * @param occupied    null where it says nothing about its bay
 * @param battery     percent, {@link Float#NaN} where not said
 * @param temperature degrees Celsius, {@link Float#NaN} where not said
 * @param firmware    version text, or null
 * @param details     all else, by the vendor's names in snake case, in the vendor's units
 */
public record SensorReport(Boolean occupied, float battery, float temperature, String firmware, Map<String, Object> details)
        implements CodecResult {

    private static final JsonMapper JSON = new JsonMapper();

    /** Beyond these no electronics of a parking sensor live: the value is a fault. */
    private static final float TEMPERATURE_MIN = -50;
    private static final float TEMPERATURE_MAX = 100;

    /** A sign of life that says nothing more. */
    static final SensorReport NOTHING = new SensorReport(null, Float.NaN, Float.NaN, null, Map.of());

    static SensorReport of(boolean occupied) {
        return new SensorReport(occupied, Float.NaN, Float.NaN, null, Map.of());
    }

    SensorReport battery(float percent) {
        return new SensorReport(occupied, percent, temperature, firmware, details);
    }

    SensorReport temperature(float celsius) {
        boolean plausible = celsius >= TEMPERATURE_MIN && celsius <= TEMPERATURE_MAX;
        return new SensorReport(occupied, battery, plausible ? celsius : Float.NaN, firmware, details);
    }

    /** Each byte is one number of the version. */
    SensorReport firmware(byte... numbers) {
        StringBuilder version = new StringBuilder();
        for (byte number : numbers) {
            version.append(version.isEmpty() ? "" : ".").append(Byte.toUnsignedInt(number));
        }
        return new SensorReport(occupied, battery, temperature, version.toString(), details);
    }

    /** Adds names, each followed by its value; null stands for "not known" and is left out. */
    SensorReport details(Object... namesAndValues) {
        Map<String, Object> more = new LinkedHashMap<>(details);
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                more.put((String) namesAndValues[i], namesAndValues[i + 1]);
            }
        }
        return new SensorReport(occupied, battery, temperature, firmware, more);
    }

    /** The details as a JSON object, null where there are none. */
    public String detailsAsJson() {
        try {
            return details.isEmpty() ? null : JSON.writeValueAsString(details);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("numbers, texts and lists of them are JSON", e);
        }
    }
}
