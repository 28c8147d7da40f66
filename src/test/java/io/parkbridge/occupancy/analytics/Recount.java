package io.parkbridge.occupancy.analytics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.parkbridge.time.Micros;

/**
 * A facility's raw readings, and the figures counted from them in the plainest way: by the definitions, with no table in between. Shares
 * nothing with what it is compared with.
 */
public final class Recount {

    private record Reading(Instant time, boolean occupied) {
    }

    /** @param departed null while it stands there */
    public record Parked(String zone, Instant arrived, Instant departed) {

        double minutes(Instant now) {
            return ChronoUnit.MICROS.between(arrived, departed == null ? now : departed) / 60_000_000.0;
        }
    }

    private final List<Parked> stays = new ArrayList<>();
    private final Map<String, List<Instant>> readings = new TreeMap<>();

    public static Recount of(DataSource database, String facility) throws SQLException {
        Recount recount = new Recount();
        Map<String, Map<Instant, Reading>> bays = new TreeMap<>();
        String sql = """
                select z.code, b.number, o.time, o.occupied from occupancy o join device d on d.id = o.device_id join bay b on b.id = d.bay_id
                join zone z on z.id = b.zone_id join facility f on f.id = z.facility_id where f.code = ? order by o.time, o.seq""";
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(sql)) {
            query.setString(1, facility);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    recount.readings.computeIfAbsent(row.getString(1), zone -> new ArrayList<>()).add(Micros.read(row, 3));
                    bays.computeIfAbsent(row.getString(1) + "/" + row.getString(2), bay -> new TreeMap<>())
                            .put(Micros.read(row, 3), new Reading(Micros.read(row, 3), row.getBoolean(4)));
                }
            }
        }
        bays.forEach((bay, ofBay) -> recount.park(bay.substring(0, bay.indexOf('/')), ofBay.values()));
        return recount;
    }

    private void park(String zone, Iterable<Reading> inOrder) {
        Instant arrived = null;
        for (Reading reading : inOrder) {
            if (reading.occupied && arrived == null) {
                arrived = reading.time;
            } else if (!reading.occupied && arrived != null) {
                stays.add(new Parked(zone, arrived, reading.time));
                arrived = null;
            }
        }
        if (arrived != null) {
            stays.add(new Parked(zone, arrived, null));
        }
    }

    /** @param zone null for all */
    public Stream<Parked> stays(String zone) {
        return stays.stream().filter(stay -> zone == null || stay.zone.equals(zone));
    }

    public int readings(String zone, Instant from, Instant to) {
        return (int) readings.entrySet().stream().filter(of -> zone == null || of.getKey().equals(zone))
                .flatMap(of -> of.getValue().stream()).filter(time -> !time.isBefore(from) && time.isBefore(to)).count();
    }

    public int arrivals(String zone, Instant from, Instant to) {
        return (int) stays(zone).filter(stay -> !stay.arrived.isBefore(from) && stay.arrived.isBefore(to)).count();
    }

    public int occupiedAt(String zone, Instant instant) {
        return (int) stays(zone)
                .filter(stay -> stay.arrived.isBefore(instant) && (stay.departed == null || !stay.departed.isBefore(instant))).count();
    }

    /** Hours that bays were occupied between two instants that have passed. */
    public double occupiedHours(String zone, Instant from, Instant to) {
        return stays(zone).mapToLong(stay -> {
            Instant begin = stay.arrived.isAfter(from) ? stay.arrived : from;
            Instant end = stay.departed == null || stay.departed.isAfter(to) ? to : stay.departed;
            return Math.max(ChronoUnit.MICROS.between(begin, end), 0);
        }).sum() / 3_600_000_000.0;
    }

    /** The interpolated percentile of the minutes of the stays that began between two instants. */
    public double percentileMinutes(String zone, Instant from, Instant to, Instant now, double share) {
        List<Double> sorted = stays(zone).filter(stay -> !stay.arrived.isBefore(from) && stay.arrived.isBefore(to))
                .map(stay -> stay.minutes(now)).sorted().toList();
        double place = share * (sorted.size() - 1);
        int below = (int) place;
        double above = sorted.get(Math.min(below + 1, sorted.size() - 1));
        return sorted.get(below) + (place - below) * (above - sorted.get(below));
    }
}
