package io.parkbridge.ingest.decode.codec;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Nwave NPS310SM (magnetometer). Of a heartbeat only the first byte is known; what follows is passed over. Port 6 (debug) counts as a sign of
 * life.
 *
 * @see <a href="https://github.com/TheThingsNetwork/lorawan-devices/tree/master/vendor/nwave">vendor/nwave, nps310sm.js</a>
 */
@ApplicationScoped
class NwaveNps310smCodec implements SensorCodec {

    private static final int START_UP_LENGTH = 5;

    @Override
    public String model() {
        return "nwave-nps310sm";
    }

    @Override
    public CodecResult decode(int port, byte[] payload) {
        return switch (port) {
            case 1 -> payload.length == 1 ? status(payload[0]) : Misfit.length(port, payload, "1");
            case 2 -> payload.length >= 1 ? status(payload[0]) : Misfit.length(port, payload, "1 or more");
            case 3 -> payload.length == START_UP_LENGTH ? startUp(payload) : Misfit.length(port, payload, "5");
            case 6 -> SensorReport.NOTHING;
            default -> Misfit.port(port);
        };
    }

    private static SensorReport status(byte state) {
        return SensorReport.of((state & 1) != 0);
    }

    private static SensorReport startUp(byte[] payload) {
        return status(payload[4]).firmware(payload[0], payload[1], payload[2]).details("reset_cause", resetCause(payload[3]));
    }

    private static String resetCause(byte code) {
        return switch (code) {
            case 1 -> "watchdog";
            case 2 -> "power_on";
            case 3 -> "user_request";
            case 4 -> "brownout";
            case 5 -> "other";
            default -> null;
        };
    }
}
