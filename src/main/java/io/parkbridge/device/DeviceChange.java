package io.parkbridge.device;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import io.parkbridge.time.Micros;

/**
 * Everything one batch tells about one device, folded into one row to write. Lives within one batch on the writer's thread.
 */
public final class DeviceChange {

    /** How many of the columns to write are whole numbers. */
    static final int NUMBERS = 9;

    private final RegisteredDevice device;
    private final boolean numbersUplinks;
    private List<Numbered> numbered = List.of();
    private Instant seenAt;
    private long skewMillis;
    private Instant receivedAt;
    private Instant measuredAt;
    private Instant measuredSince;
    private boolean late;
    private Vitals vitals = Vitals.NONE;
    private String firmware;
    private Instant firmwareAt;
    private Instant onlineAt;
    private boolean online;
    private long missing;
    private Numbered newest;

    /**
     * @param numbersUplinks whether its sequence numbers count uplinks, each of which is a heartbeat, instead of occupancy readings
     */
    public DeviceChange(RegisteredDevice device, boolean numbersUplinks) {
        this.device = device;
        this.numbersUplinks = numbersUplinks;
        this.measuredAt = device.heartbeatAt();
    }

    /** Takes note of any message of the device: when it says it was, and when it came. A message that comes again has the skew it had at first. */
    public void seen(Instant at, Instant receivedAt) {
        long skew = Duration.between(at, receivedAt).toMillis();
        if (seenAt == null || at.isAfter(seenAt)) {
            seenAt = at;
            skewMillis = skew;
        } else if (at.equals(seenAt)) {
            skewMillis = Math.min(skewMillis, skew);
        }
        this.receivedAt = later(this.receivedAt, receivedAt);
    }

    /** Takes note of a new heartbeat; what an older one said and the newer does not stays. */
    public void measured(Instant at, Vitals said) {
        if (measuredAt == null || at.isAfter(measuredAt)) {
            vitals = said.over(vitals);
            measuredAt = at;
        } else {
            // where it belongs among the others, of this batch and before, only what is stored can tell
            vitals = vitals.over(said);
            late = true;
        }
        measuredSince = measuredSince == null || at.isBefore(measuredSince) ? at : measuredSince;
        if (said.firmware() != null) {
            runs(at, said.firmware());
        }
    }

    private void runs(Instant at, String version) {
        if (firmwareAt == null || at.isAfter(firmwareAt) || at.equals(firmwareAt) && version.compareTo(firmware) > 0) {
            firmware = version;
            firmwareAt = at;
        }
    }

    /** Whether a heartbeat was not newer than all before it; nearly always they come in order. */
    public boolean isLate() {
        return late;
    }

    /** The time of the batch's oldest heartbeat. */
    public Instant measuredSince() {
        return measuredSince;
    }

    /** What the batch's heartbeats measured; with a late one among them it is certain only what they mention, not which value holds. */
    public Vitals vitals() {
        return vitals;
    }

    /** Replaces the measured values by the newest ones stored. */
    public void recalled(Vitals stored) {
        vitals = stored;
    }

    /** Takes note of a birth or a Last Will; of both at one instant, the birth counts: silence is noticed without a will. */
    public void connected(Instant at, boolean online) {
        if (onlineAt == null || at.isAfter(onlineAt)) {
            this.onlineAt = at;
            this.online = online;
        } else if (at.equals(onlineAt)) {
            this.online |= online;
        }
    }

    /** Takes note of a new reading with a sequence number. */
    public void numbered(Instant at, long number) {
        numbered = numbered.isEmpty() ? new ArrayList<>() : numbered;
        numbered.add(new Numbered(at, number));
    }

    /** The batch's numbered readings, in the order of arrival. */
    public List<Numbered> numbered() {
        return numbered;
    }

    /** Takes note of readings that the sequence numbers say are missing (or, negative, that have come after all), and of the newest one. */
    public void missed(long readings, Numbered newest) {
        missing += readings;
        this.newest = newest;
    }

    private static Instant later(Instant a, Instant b) {
        return a == null || b.isAfter(a) ? b : a;
    }

    /** The device as it was before the batch. */
    public RegisteredDevice device() {
        return device;
    }

    public boolean numbersUplinks() {
        return numbersUplinks;
    }

    int deviceId() {
        return device.id();
    }

    boolean online() {
        return online;
    }

    String firmware() {
        return firmware;
    }

    /** Writes the whole numbers, in the order of the statement, into row {@code i} of {@link #NUMBERS} columns. */
    void copyNumbers(long[][] columns, int i) {
        columns[0][i] = Micros.of(seenAt);
        columns[1][i] = Micros.of(receivedAt);
        columns[2][i] = skewMillis;
        columns[3][i] = Micros.ofNullable(measuredAt);
        columns[4][i] = Micros.ofNullable(onlineAt);
        columns[5][i] = missing;
        columns[6][i] = Micros.ofNullable(newest == null ? null : newest.at());
        columns[7][i] = newest == null ? 0 : newest.number();
        columns[8][i] = Micros.ofNullable(firmwareAt);
    }
}
