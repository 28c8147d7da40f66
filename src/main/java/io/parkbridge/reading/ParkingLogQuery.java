package io.parkbridge.reading;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.parkbridge.reading.ParkingLogResource.ParkingLog;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads occupancy readings, zone by zone along their index, so a small zone in a large history costs no more than a large one. */
@ApplicationScoped
class ParkingLogQuery {

    private static final String NEWEST = """
            select o.id, d.code, o.zone_name, o.occupied, o.time, o.received_at
            from (
                select inner_o.*, z.name as zone_name
                from zone z
                join facility f on f.id = z.facility_id
                cross join lateral (
                    select id, device_id, occupied, time, received_at
                    from occupancy
                    where zone_id = z.id
                      and time >= coalesce(cast(? as date)::timestamp at time zone f.time_zone, '-infinity')
                      and time < coalesce((cast(? as date) + 1)::timestamp at time zone f.time_zone, 'infinity')
                    order by time desc limit 200
                ) inner_o
                where z.id = ? or ?::int is null
                order by inner_o.time desc, inner_o.id desc limit 200
            ) o join device d on d.id = o.device_id
            order by o.time desc, o.id desc
            """;

    private final DataSource database;

    ParkingLogQuery(DataSource database) {
        this.database = database;
    }

    /** Null stands for "any". */
    List<ParkingLog> newest(Integer zoneId, LocalDate day) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(NEWEST)) {
            query.setObject(1, day, Types.DATE);
            query.setObject(2, day, Types.DATE);
            query.setObject(3, zoneId, Types.INTEGER);
            query.setObject(4, zoneId, Types.INTEGER);
            List<ParkingLog> logs = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    logs.add(new ParkingLog(row.getLong(1), row.getString(2), row.getString(3), row.getBoolean(4), Micros.read(row, 5),
                            Micros.read(row, 6)));
                }
            }
            return logs;
        }
    }
}
