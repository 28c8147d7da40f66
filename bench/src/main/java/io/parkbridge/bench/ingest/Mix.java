package io.parkbridge.bench.ingest;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * The load: of five messages of a sensor four are heartbeats and one is a change of occupancy, each sensor in its turn. Topics and payloads
 * are those of docs/mqtt.md, as a battery sensor sends them.
 */
public final class Mix {

    public static final String FACILITY = "load";

    private static final int ROUND = 5;
    private static final byte[] HEARTBEAT_REST =
            ",\"battery\":87,\"rssi\":-71,\"snr\":9.5,\"temperature\":21.5}".getBytes(StandardCharsets.US_ASCII);

    private final int devices;
    private final long[] lastMillis;
    private final AtomicLongArray changedNanos;
    private long sent;
    private String topic;
    private byte[] payload;

    public Mix(int devices) {
        this.devices = devices;
        this.lastMillis = new long[devices];
        this.changedNanos = new AtomicLongArray(devices + 1);
    }

    /** When the last change of a device (from 1) was about to be published, by {@link System#nanoTime}; 0 where there was none. From any thread. */
    public long changedNanos(int device) {
        return changedNanos.get(device);
    }

    /** Turns to the next message. */
    void next() {
        int device = (int) (sent % devices);
        long turn = sent / devices;
        sent++;
        // a sensor's readings differ in time, also where its turn comes more than once a millisecond
        long at = Math.max(lastMillis[device] + 1, System.currentTimeMillis());
        lastMillis[device] = at;
        boolean change = (turn + device) % ROUND == 0;
        topic = topic(device + 1, change ? "/occupancy" : "/heartbeat");
        if (change) {
            changedNanos.setOpaque(device + 1, System.nanoTime());
        }
        payload = change ? occupancy(at, turn / ROUND) : heartbeat(at);
    }

    String topic() {
        return topic;
    }

    byte[] payload() {
        return payload;
    }

    /** @param kind like {@code /occupancy} */
    public static String topic(int device, String kind) {
        String number = Integer.toString(device);
        return "parking/v1/load/LOAD-" + "0000000".substring(number.length()) + number + kind;
    }

    private static byte[] occupancy(long at, long seq) {
        return ("{\"time\":" + at + ",\"occupied\":" + (seq % 2 == 0) + ",\"seq\":" + seq + "}").getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] heartbeat(long at) {
        byte[] head = ("{\"time\":" + at).getBytes(StandardCharsets.US_ASCII);
        byte[] whole = new byte[head.length + HEARTBEAT_REST.length];
        System.arraycopy(head, 0, whole, 0, head.length);
        System.arraycopy(HEARTBEAT_REST, 0, whole, head.length, HEARTBEAT_REST.length);
        return whole;
    }
}
