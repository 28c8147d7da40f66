package io.parkbridge.ingest.decode.codec;

import java.util.HexFormat;

/**
 * The two payload layouts that are in the field as Nwave NPS405 (Smart Parking Sensor 4.5). They differ in where the status byte has its
 * occupied bit, which the bytes alone do not tell: so each is a model of its own ({@link NwaveNps405Codec}, {@link NwaveNps4052022Codec}).
 *
 * @see <a href="https://github.com/TheThingsNetwork/lorawan-devices/tree/master/vendor/nwave">vendor/nwave, nps405.js (2022 and current)</a>
 */
enum Nps405Layout {
    /** Occupied in bit 0, the other value in bits 7..1. */
    CURRENT {
        @Override
        boolean occupied(byte status) {
            return (status & 0x01) != 0;
        }

        @Override
        int value(byte status) {
            return (status & 0xFE) >> 1;
        }
    },
    /** Occupied in bit 7, the other value in bits 6..0. */
    OF_2022 {
        @Override
        boolean occupied(byte status) {
            return (status & 0x80) != 0;
        }

        @Override
        int value(byte status) {
            return status & 0x7F;
        }
    };

    private static final int HEARTBEAT_LENGTH_MIN = 3;
    private static final int START_UP_LENGTH = 5;
    private static final int REGISTRATION_LENGTH = 5;
    private static final int REGISTRATION_WITH_BATTERY_LENGTH = 6;
    private static final int OVERFLOW = 127;

    abstract boolean occupied(byte status);

    /** The seven bits beside the occupied bit: the packed duration of a status, the hardware's health of a heartbeat. */
    abstract int value(byte status);

    CodecResult decode(int port, byte[] payload) {
        return switch (port) {
            case 1 -> payload.length == 1 ? status(payload[0]) : Misfit.length(port, payload, "1");
            case 2 -> payload.length >= HEARTBEAT_LENGTH_MIN ? heartbeat(payload) : Misfit.length(port, payload, "3 or more");
            case 3 -> payload.length == START_UP_LENGTH ? startUp(payload) : Misfit.length(port, payload, "5");
            case 6 -> SensorReport.NOTHING;
            case 10 -> switch (payload.length) {
                case REGISTRATION_LENGTH -> registration(payload, 1);
                case REGISTRATION_WITH_BATTERY_LENGTH -> registration(payload, 2)
                        .details("tag_battery_voltage", Byte.toUnsignedInt(payload[1]) / 10.0);
                default -> Misfit.length(port, payload, "5 or 6");
            };
            default -> Misfit.port(port);
        };
    }

    private SensorReport status(byte status) {
        int packed = value(status);
        return SensorReport.of(occupied(status))
                .details(
                        "previous_state_duration", minutes(packed),
                        "previous_state_duration_error", packed == OVERFLOW ? null : (Integer) errorMinutes(packed),
                        "previous_state_duration_overflow", packed == OVERFLOW);
    }

    /** Minutes to the minute, then in steps of five, then in hours; the last value stands for "as long or longer". */
    private static int minutes(int packed) {
        return packed < 90 ? packed : packed < 120 ? 90 + (packed - 90) * 5 : packed < OVERFLOW ? 240 + (packed - 120) * 60 : 660;
    }

    private static int errorMinutes(int packed) {
        return packed < 90 ? 0 : packed < 120 ? 4 : 59;
    }

    private SensorReport heartbeat(byte[] payload) {
        int millivolts = 2_500 + Byte.toUnsignedInt(payload[1]) * 4;
        float celsius = payload[2] / 2f + 10;
        return SensorReport.of(occupied(payload[0])).battery(LithiumCell.percent(millivolts, celsius)).temperature(celsius)
                .details(
                        "battery_voltage", millivolts / 1_000.0,
                        "battery_health", LithiumCell.health(millivolts, celsius),
                        "hw_health_status", value(payload[0]));
    }

    private static SensorReport startUp(byte[] payload) {
        return SensorReport.of((payload[4] & 1) != 0).firmware(payload[0], payload[1], payload[2])
                .details("reset_cause", resetCause(payload[3]));
    }

    private static String resetCause(byte code) {
        return switch (code) {
            case 0 -> "rejoining_lorawan_network";
            case 1 -> "watchdog";
            case 2 -> "power_on";
            case 3 -> "user_request";
            case 6 -> "brownout";
            case 7 -> "other";
            default -> null;
        };
    }

    /** A tag is registered with or without a car; only with its bit set does the status byte speak of the bay, says the vendor's codec. */
    private SensorReport registration(byte[] payload, int tagAt) {
        SensorReport report = occupied(payload[0]) ? status(payload[0]) : SensorReport.NOTHING;
        return report.details("tag_id", HexFormat.of().withUpperCase().formatHex(payload, tagAt, tagAt + 4));
    }
}
