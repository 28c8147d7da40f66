package io.parkbridge.ingest.decode.codec;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Bosch TPS110 (magnetometer and radar), firmware 0.29.2. Ports 4 to 7 (device information, usage, debug, temperature alert) say nothing
 * about the bay and count as a sign of life.
 *
 * @see <a href="https://github.com/TheThingsNetwork/lorawan-devices/tree/master/vendor/bosch">vendor/bosch, tpl110-0292.js</a>
 */
@ApplicationScoped
class BoschTps110Codec implements SensorCodec {

    private static final int START_UP_LENGTH = 17;
    private static final int DEBUG_WORDS = 3;

    @Override
    public String model() {
        return "bosch-tps110";
    }

    @Override
    public CodecResult decode(int port, byte[] payload) {
        return switch (port) {
            case 1 -> payload.length == 1 ? status(payload[0]) : Misfit.length(port, payload, "1");
            case 2 -> switch (payload.length) {
                case 1 -> status(payload[0]);
                case 2 -> status(payload[0]).temperature(payload[1]);
                default -> Misfit.length(port, payload, "1 or 2");
            };
            case 3 -> payload.length == START_UP_LENGTH ? startUp(payload) : Misfit.length(port, payload, "17");
            case 4, 5, 6, 7 -> SensorReport.NOTHING;
            default -> Misfit.port(port);
        };
    }

    private static SensorReport status(byte state) {
        return SensorReport.of((state & 1) != 0);
    }

    private static SensorReport startUp(byte[] payload) {
        return status(payload[16]).firmware(payload[12], payload[13], payload[14])
                .details(
                        "reset_cause", resetCause(payload[15]),
                        "debug_codes", debugCodes(payload));
    }

    private static String resetCause(byte code) {
        return switch (code) {
            case 1 -> "watchdog";
            case 2 -> "power on";
            case 3 -> "system request";
            case 4 -> "other";
            default -> null;
        };
    }

    /** Twelve bits each, little-endian, in a word of four bytes; 0 is none. */
    private static List<Integer> debugCodes(byte[] payload) {
        List<Integer> codes = new ArrayList<>(DEBUG_WORDS);
        for (int word = 0; word < DEBUG_WORDS * 4; word += 4) {
            int code = payload[word] & 0xFF | (payload[word + 1] & 0x0F) << 8;
            if (code != 0) {
                codes.add(code);
            }
        }
        return codes.isEmpty() ? null : codes;
    }
}
