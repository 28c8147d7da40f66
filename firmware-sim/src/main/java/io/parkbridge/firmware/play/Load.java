package io.parkbridge.firmware.play;

import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.parkbridge.firmware.sensor.Payloads;
import io.parkbridge.firmware.site.Site;

/**
 * Any number of sensors at any rate, for benchmarks: four heartbeats, then a change of occupancy, each sensor in turn. No magnetometers, so
 * that the generator costs little beside what it measures.
 */
public final class Load {

    private static final int BAYS_PER_ZONE = 500;
    private static final int GATEWAYS = 4;
    private static final int ROUND = 5;
    private static final int FULL_BATTERY = 100;
    private static final int BAYS_PER_ROW = 25;

    private final int devices;
    private final double rate;

    /** @param rate messages a second, 0 for as many as are accepted */
    public Load(int devices, double rate) {
        this.devices = devices;
        this.rate = rate;
    }

    public static Site site(int devices) {
        return site(devices, false);
    }

    /**
     * The facility {@code load} with its bays in zones of five hundred.
     *
     * @param drawn on plans: rows of twenty-five, two and two along an aisle, every other pair aslant
     */
    public static Site site(int devices, boolean drawn) {
        List<Site.Zone> zones = IntStream.rangeClosed(1, (devices + BAYS_PER_ZONE - 1) / BAYS_PER_ZONE)
                .mapToObj(zone -> new Site.Zone(zoneCode(zone), "Load " + zone, "OUTDOOR", null)).toList();
        List<Site.Bay> bays = IntStream.rangeClosed(1, devices).mapToObj(bay -> new Site.Bay(zoneCode((bay - 1) / BAYS_PER_ZONE + 1),
                Integer.toString(bay), "STANDARD", null, null, String.format(Locale.ROOT, "LOAD-%07d", bay), drawn ? place((bay - 1) % BAYS_PER_ZONE) : null)).toList();
        List<String> gateways = IntStream.rangeClosed(1, GATEWAYS).mapToObj(i -> String.format(Locale.ROOT, "LOAD-GW-%02d", i)).toList();
        return new Site("load", "Load", "", java.time.ZoneId.of("UTC"), zones, bays, gateways, List.of());
    }

    private static Site.Place place(int bay) {
        int row = bay / BAYS_PER_ROW;
        boolean aslant = row / 2 % 2 == 1;
        return new Site.Place(3 + (aslant ? 2.9 : 2.5) * (bay % BAYS_PER_ROW), 3 + 16.5 * (row / 2) + 11 * (row % 2), aslant ? 30 : 0, 2.5, 5);
    }

    private static String zoneCode(int zone) {
        return String.format(Locale.ROOT, "L%04d", zone);
    }

    /** Sends {@code count} messages, or as many as fit into {@code seconds}, whichever ends first. */
    public void run(long count, double seconds, Transmitter out) throws InterruptedException {
        long began = System.nanoTime();
        long end = began + (long) (seconds * 1e9);
        long[] lastMillis = new long[devices];
        for (long i = 0; i < count && System.nanoTime() < end; i++) {
            int device = (int) (i % devices);
            long turn = i / devices;
            // a device's readings differ in time, also where its turn comes more than once a millisecond
            long at = Math.max(lastMillis[device] + 1, System.currentTimeMillis());
            lastMillis[device] = at;
            if ((turn + device) % ROUND == 0) {
                out.occupancy(device, Payloads.occupancy(at, turn / ROUND % 2 == 0, turn / ROUND));
            } else {
                out.heartbeat(device, Payloads.plainHeartbeat(at, FULL_BATTERY));
            }
            keepPace(began, i + 1);
        }
    }

    private void keepPace(long began, long sent) throws InterruptedException {
        if (rate > 0) {
            long waitNanos = (long) (sent / rate * 1e9) - (System.nanoTime() - began);
            if (waitNanos > 1_000_000) {
                TimeUnit.NANOSECONDS.sleep(waitNanos);
            }
        }
    }
}
