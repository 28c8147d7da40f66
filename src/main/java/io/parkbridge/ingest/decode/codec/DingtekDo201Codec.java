package io.parkbridge.ingest.decode.codec;

import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Dingtek DO201 (ultrasonic and magnetic). What its codec calls the park alarm is read as occupied. A battery alarm means at most 10 %,
 * whatever the voltage says. The vendor's own example measures -117 degrees: such a temperature is left out, the rest is taken.
 *
 * @see <a href="https://github.com/TheThingsNetwork/lorawan-devices/tree/master/vendor/dingtek">vendor/dingtek, do201.js</a>
 */
@ApplicationScoped
class DingtekDo201Codec implements SensorCodec {

    private static final int PORT = 3;
    private static final int START = 0x80;
    private static final int END = 0x81;
    private static final int TELEMETRY = 0x02;
    private static final int TELEMETRY_LENGTH = 23;
    private static final int PARAMETERS = 0x03;
    private static final int PARAMETERS_LENGTH = 16;
    private static final int HUMIDITY_MAX = 100;

    @Override
    public String model() {
        return "dingtek-do201";
    }

    @Override
    public CodecResult decode(int port, byte[] payload) {
        if (port != PORT) {
            return Misfit.port(port);
        }
        return switch (payload.length) {
            case TELEMETRY_LENGTH -> isFramed(payload, TELEMETRY) ? telemetry(payload) : Misfit.malformed("no telemetry packet");
            case PARAMETERS_LENGTH -> isFramed(payload, PARAMETERS) ? parameters(payload) : Misfit.malformed("no parameter packet");
            default -> Misfit.length(port, payload, "23 or 16");
        };
    }

    private static boolean isFramed(byte[] payload, int type) {
        return unsigned(payload, 0) == START && payload[3] == type && unsigned(payload, 4) == payload.length
                && unsigned(payload, payload.length - 1) == END;
    }

    private static SensorReport telemetry(byte[] payload) {
        boolean batteryAlarm = (payload[8] & 0x0F) != 0;
        int centivolts = number(payload, 9);
        int humidity = unsigned(payload, 18);
        SensorReport report = SensorReport.of((payload[7] & 0xF0) != 0).temperature(payload[17]);
        return report.battery(battery(centivolts * 10, report.temperature(), batteryAlarm))
                .details(
                        "battery_voltage", centivolts / 100.0,
                        "level", number(payload, 5),
                        "level_alarm", (payload[7] & 0x0F) != 0,
                        "magnet_alarm", (payload[8] & 0xF0) != 0,
                        "battery_alarm", batteryAlarm,
                        "magnet", List.of(signed(payload, 11), signed(payload, 13), signed(payload, 15)),
                        "humidity", humidity <= HUMIDITY_MAX ? humidity : null,
                        "frame_counter", number(payload, 19));
    }

    private static float battery(int millivolts, float celsius, boolean alarm) {
        float percent = LithiumCell.percent(millivolts, celsius);
        return alarm && !(percent <= LithiumCell.CRITICAL_PERCENT) ? LithiumCell.CRITICAL_PERCENT : percent;
    }

    private static SensorReport parameters(byte[] payload) {
        return SensorReport.NOTHING.firmware(payload[5], payload[6])
                .details(
                        "upload_interval_hours", unsigned(payload, 7),
                        "detect_interval_minutes", unsigned(payload, 8),
                        "level_threshold", unsigned(payload, 9),
                        "magnet_threshold", number(payload, 10),
                        "battery_threshold", unsigned(payload, 12));
    }

    private static int unsigned(byte[] payload, int at) {
        return Byte.toUnsignedInt(payload[at]);
    }

    private static int number(byte[] payload, int at) {
        return unsigned(payload, at) << 8 | unsigned(payload, at + 1);
    }

    private static int signed(byte[] payload, int at) {
        return (short) number(payload, at);
    }
}
