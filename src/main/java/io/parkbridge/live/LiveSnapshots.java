package io.parkbridge.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;

import javax.sql.DataSource;

import com.fasterxml.jackson.core.JsonGenerator;

import io.parkbridge.alert.AlertQuery;
import io.parkbridge.facility.SiteRevision;
import io.parkbridge.live.LiveStream.Scope;
import io.parkbridge.scope.Reach;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads a facility's present picture from the database as a snapshot frame. */
@ApplicationScoped
class LiveSnapshots {

    private static final String SCOPE = """
            select f.id, z.id from facility f left join zone z on z.facility_id = f.id and z.active and z.code = ?
            where f.active and (f.code = ? or ?::text is null) order by f.name limit 1
            """;
    private static final String FACILITIES = "select id, code, name, time_zone from facility where active order by name";
    private static final String ZONES = """
            select z.id, z.facility_id, z.code, z.name, z.zone_type, z.capacity, s.occupied, s.known, z.plan_width, z.plan_height,
                   i.digest, i.x, i.y, i.width, i.width * i.pixel_height / i.pixel_width, i.opacity
            from zone z join zone_state s on s.zone_id = z.id left join zone_plan_image i on i.zone_id = z.id
            where z.active order by z.facility_id, z.name
            """;
    private static final String BAYS = """
            select b.id, b.zone_id, b.number, s.occupied, extract(epoch from s.since)::bigint, b.longitude, b.latitude, b.kind,
                   b.plan_x, b.plan_y, b.plan_angle, b.plan_width, b.plan_length
            from zone z join bay b on b.zone_id = z.id join bay_state s on s.bay_id = b.id
            where z.facility_id = ? and z.active and b.active and (z.id = ? or ? = 0)
            order by b.zone_id, length(b.number), b.number
            """;
    private static final int FETCH_SIZE = 5_000;
    private static final int ALERTS_MAX = 200;

    /** @param siteRevision of the sites it shows */
    record Snapshot(String frame, long siteRevision) {
    }

    private final DataSource database;
    private final AlertQuery alerts;
    private final Clock clock;

    LiveSnapshots(DataSource database, AlertQuery alerts, Clock clock) {
        this.database = database;
        this.alerts = alerts;
        this.clock = clock;
    }

    /**
     * What a client asks to see.
     *
     * @param facility a code; null for the first by name, facility 0 where there is none
     * @param zone     a code, or null for all zones
     * @param reach    of whoever asks
     * @return null where there is no such facility or zone within that reach
     */
    Scope scope(String facility, String zone, Reach reach) throws SQLException {
        try (Connection connection = reach.call(database::getConnection); PreparedStatement query = connection.prepareStatement(SCOPE)) {
            query.setString(1, zone);
            query.setString(2, facility);
            query.setString(3, facility);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    return facility == null && zone == null ? new Scope(0, 0, reach) : null;
                }
                int zoneId = row.getInt(2);
                return zone != null && zoneId == 0 ? null : new Scope(row.getInt(1), zoneId, reach);
            }
        }
    }

    /** How often the sites have been changed. */
    long siteRevision() throws SQLException {
        try (Connection connection = database.getConnection()) {
            return SiteRevision.present(connection);
        }
    }

    /** The picture of now, as the frame with this number: it holds that and perhaps a little more. */
    Snapshot read(Scope scope, String epoch, long seq, LiveFrames.Moment moment) throws SQLException {
        try (Connection connection = scope.reach().call(database::getConnection)) {
            connection.setAutoCommit(false);
            long revision = SiteRevision.present(connection);
            String frame = LiveFrames.object(json -> {
                json.writeStringField("type", "snapshot");
                json.writeNumberField("seq", seq);
                json.writeStringField("epoch", epoch);
                write(json, connection, scope, moment.counts());
            });
            connection.rollback();
            return new Snapshot(frame, revision);
        }
    }

    private void write(JsonGenerator json, Connection connection, Scope scope, IngestCounts counts) throws IOException {
        try {
            json.writeStringField("time", clock.instant().toString());
            writeFacilities(json, connection, scope.facilityId());
            writeZones(json, connection);
            writeBays(json, connection, scope);
            LiveFrames.writeAlerts(json, alerts.active(connection, scope.facilityId(), ALERTS_MAX));
            LiveFrames.writeCounts(json, counts);
        } catch (SQLException e) {
            throw new UncheckedIOException(new IOException("the picture cannot be read", e));
        }
    }

    private static void writeFacilities(JsonGenerator json, Connection connection, int shown) throws IOException, SQLException {
        String shownCode = null;
        json.writeArrayFieldStart("facilities");
        try (PreparedStatement query = connection.prepareStatement(FACILITIES); ResultSet row = query.executeQuery()) {
            while (row.next()) {
                json.writeStartObject();
                json.writeNumberField("id", row.getInt(1));
                json.writeStringField("code", row.getString(2));
                json.writeStringField("name", row.getString(3));
                json.writeStringField("time_zone", row.getString(4));
                json.writeEndObject();
                shownCode = row.getInt(1) == shown ? row.getString(2) : shownCode;
            }
        }
        json.writeEndArray();
        json.writeStringField("facility", shownCode);
    }

    private static void writeZones(JsonGenerator json, Connection connection) throws IOException, SQLException {
        json.writeArrayFieldStart("zones");
        try (PreparedStatement query = connection.prepareStatement(ZONES); ResultSet row = query.executeQuery()) {
            while (row.next()) {
                int occupied = row.getInt(7);
                int known = row.getInt(8);
                json.writeStartObject();
                json.writeNumberField("id", row.getInt(1));
                json.writeNumberField("facility_id", row.getInt(2));
                json.writeStringField("code", row.getString(3));
                json.writeStringField("name", row.getString(4));
                json.writeStringField("zone_type", row.getString(5));
                json.writeNumberField("total_slots", row.getInt(6));
                json.writeNumberField("occupied", occupied);
                json.writeNumberField("free", known - occupied);
                json.writeNumberField("unknown", row.getInt(6) - known);
                if (row.getObject(9) != null) {
                    json.writeFieldName("plan");
                    json.writeArray(new double[] {row.getDouble(9), row.getDouble(10)}, 0, 2);
                }
                if (row.getObject(11) != null) {
                    writeImage(json, row, 11);
                }
                json.writeEndObject();
            }
        }
        json.writeEndArray();
    }

    /** Where the image below a zone's plan lies there; its digest leads to it. */
    private static void writeImage(JsonGenerator json, ResultSet row, int first) throws IOException, SQLException {
        json.writeObjectFieldStart("image");
        json.writeStringField("digest", row.getString(first));
        json.writeNumberField("x", row.getDouble(first + 1));
        json.writeNumberField("y", row.getDouble(first + 2));
        json.writeNumberField("width", row.getDouble(first + 3));
        json.writeNumberField("height", row.getDouble(first + 4));
        json.writeNumberField("opacity", row.getDouble(first + 5));
        json.writeEndObject();
    }

    private static void writeBays(JsonGenerator json, Connection connection, Scope scope) throws IOException, SQLException {
        json.writeArrayFieldStart("bays");
        try (PreparedStatement query = connection.prepareStatement(BAYS)) {
            query.setFetchSize(FETCH_SIZE);
            query.setInt(1, scope.facilityId());
            query.setInt(2, scope.zoneId());
            query.setInt(3, scope.zoneId());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    writeBay(json, row);
                }
            }
        }
        json.writeEndArray();
    }

    private static void writeBay(JsonGenerator json, ResultSet row) throws IOException, SQLException {
        json.writeStartArray();
        json.writeNumber(row.getInt(1));
        json.writeNumber(row.getInt(2));
        json.writeString(row.getString(3));
        boolean occupied = row.getBoolean(4);
        json.writeNumber(row.wasNull() ? LiveFrames.UNKNOWN : occupied ? LiveFrames.OCCUPIED : LiveFrames.FREE);
        writeNullable(json, row, 5);
        writeNullable(json, row, 6);
        writeNullable(json, row, 7);
        json.writeString(row.getString(8));
        if (row.getObject(9) != null) {
            writePlace(json, row, 9);
        }
        json.writeEndArray();
    }

    /** x, y, angle, width and length, to the centimetre. */
    private static void writePlace(JsonGenerator json, ResultSet row, int first) throws IOException, SQLException {
        json.writeStartArray();
        for (int column = first; column < first + 5; column++) {
            double value = Math.round(row.getDouble(column) * 100) / 100.0;
            if (value == Math.rint(value)) {
                json.writeNumber((int) value);
            } else {
                json.writeNumber(value);
            }
        }
        json.writeEndArray();
    }

    private static void writeNullable(JsonGenerator json, ResultSet row, int column) throws IOException, SQLException {
        Object value = row.getObject(column);
        switch (value) {
            case null -> json.writeNull();
            case Long whole -> json.writeNumber(whole);
            case Double real -> json.writeNumber(real);
            default -> throw new IllegalStateException("column " + column + " is a " + value.getClass());
        }
    }
}
