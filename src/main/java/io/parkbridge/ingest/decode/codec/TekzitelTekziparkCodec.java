package io.parkbridge.ingest.decode.codec;

import java.util.ArrayList;
import java.util.List;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * TEKZITEL TEKZIPARK (magnetometer and radar). Of its battery it says only whether it is good: that is 100 %, or 10 %, so that a low battery is
 * noticed and a new one ends it.
 *
 * @see <a href="https://github.com/TheThingsNetwork/lorawan-devices/tree/master/vendor/tekzitel">vendor/tekzitel, tekzipark.js</a>
 */
@ApplicationScoped
class TekzitelTekziparkCodec implements SensorCodec {

    private static final int STATUS_LENGTH = 3;
    private static final int BEACONS_AT = 4;
    private static final int DIAGNOSIS_LENGTH = 12;

    @Override
    public String model() {
        return "tekzitel-tekzipark";
    }

    @Override
    public CodecResult decode(int port, byte[] payload) {
        return switch (port) {
            case 1 -> isStatus(payload.length) ? beacons(status(payload), payload) : Misfit.length(port, payload, "3, 4, 6, 8, …");
            case 2 -> payload.length == DIAGNOSIS_LENGTH ? diagnosis(payload) : Misfit.length(port, payload, "12");
            default -> Misfit.port(port);
        };
    }

    /** The strength of the beacons and their ids, two bytes each, may follow. */
    private static boolean isStatus(int length) {
        return length == STATUS_LENGTH || length >= BEACONS_AT && length % 2 == 0;
    }

    private static SensorReport status(byte[] payload) {
        byte flags = payload[0];
        return SensorReport.of((flags & 0x80) != 0)
                .battery((flags & 0x20) != 0 ? 100 : LithiumCell.CRITICAL_PERCENT)
                .temperature(payload[1])
                .details(
                        "keep_alive", (flags & 0x01) != 0,
                        "reset", (flags & 0x02) != 0,
                        "no_beacon", (flags & 0x04) != 0,
                        "radar", (flags & 0x08) != 0,
                        "obstruction", (flags & 0x10) != 0,
                        "parking_id", Byte.toUnsignedInt(payload[2]));
    }

    private static SensorReport beacons(SensorReport status, byte[] payload) {
        if (payload.length < BEACONS_AT) {
            return status;
        }
        List<Integer> ids = new ArrayList<>();
        for (int i = BEACONS_AT; i < payload.length; i += 2) {
            ids.add((payload[i] & 0xFF) << 8 | payload[i + 1] & 0xFF);
        }
        return status.details("beacon_rssi", (int) payload[3], "beacons", ids);
    }

    private static SensorReport diagnosis(byte[] payload) {
        return status(payload)
                .details(
                        "deflection", List.of((int) payload[3], (int) payload[4], (int) payload[5]),
                        "baseline", List.of((int) payload[6], (int) payload[7], (int) payload[8]),
                        "fault_code", Byte.toUnsignedInt(payload[9]),
                        "obstruction", Byte.toUnsignedInt(payload[10]),
                        "reflection", Byte.toUnsignedInt(payload[11]));
    }
}
