package io.parkbridge.ingest;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

import io.parkbridge.device.NetworkAddress;
import io.parkbridge.device.Vitals;
import io.parkbridge.facility.TestSite.Site;
import io.parkbridge.ingest.decode.Decoded;
import io.parkbridge.reading.HeartbeatReading;
import io.parkbridge.reading.OccupancyReading;
import io.parkbridge.reading.Reading;
import io.parkbridge.reading.StatusReading;

/**
 * A day's messages of a few bays, each with a device and the one that has replaced it. Times are coarse, so that many are equal; some
 * readings are numbered, with gaps and restarts, some not; some messages come twice.
 */
record RandomDay(String timeZone, List<Told> inOrder) {

    static final int BAYS = 3;
    static final int LORAWAN_BAY = 3;
    static final String REPLACEMENT = "-new";

    private static final int MESSAGES_PER_DEVICE = 16;
    private static final Duration STEP = Duration.ofMinutes(15);
    private static final int STEPS = 25 * 4;

    /** One message; what it says, or null for an uplink's bytes. */
    record Told(int bay, boolean replaced, Instant time, Instant receivedAt, Reading reading, int port, byte[] bytes, long number) {

        Delivery at(Site site) {
            String device = site.device(bay) + (replaced ? REPLACEMENT : "");
            Decoded decoded = reading != null ? new Decoded.Taken(site.facility(), device, reading)
                    : new Decoded.Uplink(new NetworkAddress(device, null), time, port, bytes, -100 + number % 40, number % 10, number);
            return new Delivery("topic", new byte[0], receivedAt, decoded, outcome -> { });
        }

        private Told again() {
            return reading instanceof StatusReading ? this
                    : new Told(bay, replaced, time, receivedAt.plusSeconds(60), reading, port, bytes, number);
        }

        private List<Object> identity() {
            return List.of(bay, replaced, time, number, reading == null ? "uplink" : reading.getClass());
        }
    }

    static RandomDay of(Random random) {
        String timeZone = pick(random, "Europe/London 2026-10-25", "Europe/London 2026-03-29", "Australia/Lord_Howe 2026-10-04",
                "Australia/Melbourne 2026-04-05", "Asia/Kolkata 2026-06-01", "UTC 2026-06-01");
        ZoneId zone = ZoneId.of(timeZone.split(" ")[0]);
        Instant midnight = LocalDate.parse(timeZone.split(" ")[1]).atStartOfDay(zone).toInstant();
        List<Told> messages = new ArrayList<>();
        Set<List<Object>> known = new HashSet<>();
        for (int bay = 1; bay <= BAYS; bay++) {
            for (int i = 0; i < 2 * MESSAGES_PER_DEVICE; i++) {
                Told told = told(bay, i % 2 == 1, midnight.plus(STEP.multipliedBy(random.nextInt(STEPS))), random);
                if (known.add(told.identity())) {
                    messages.add(told);
                    if (random.nextInt(4) == 0) {
                        messages.add(told.again());
                    }
                }
            }
        }
        messages.sort(Comparator.comparing(Told::time).thenComparing(Told::receivedAt));
        return new RandomDay(zone.getId(), messages);
    }

    private static Told told(int bay, boolean replaced, Instant time, Random random) {
        Instant receivedAt = time.plusSeconds(random.nextInt(4) * 30L);
        long number = random.nextInt(3) == 0 ? Reading.NO_SEQ : random.nextInt(30);
        if (bay == LORAWAN_BAY) {
            int port = random.nextInt(1, 5);
            byte[] bytes = new byte[port == 3 ? 17 : pick(random, 1, 1, 1, 2)];
            random.nextBytes(bytes);
            return new Told(bay, replaced, time, receivedAt, null, port, bytes, random.nextInt(30));
        }
        Reading reading = switch (random.nextInt(8)) {
            case 0 -> new StatusReading(receivedAt, random.nextBoolean());
            case 1, 2, 3 -> new HeartbeatReading(time, number, vitals(random));
            default -> new OccupancyReading(time, number, random.nextBoolean());
        };
        return new Told(bay, replaced, time, receivedAt, reading, 0, null, number);
    }

    private static Vitals vitals(Random random) {
        float[] values = new float[Vitals.MEASURED];
        for (int i = 0; i < values.length; i++) {
            values[i] = random.nextInt(3) == 0 ? random.nextInt(100) : Float.NaN;
        }
        return new Vitals(values[0], values[1], values[2], values[3], values[4], values[5], values[6],
                random.nextInt(3) == 0 ? "1." + random.nextInt(12) : null);
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }
}
