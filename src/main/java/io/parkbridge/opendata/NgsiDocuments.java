package io.parkbridge.opendata;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Set;

import javax.sql.DataSource;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parkbridge.http.Page;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Zones and bays as FIWARE's smart data models for parking, page by page. Those models require a location, so bays without one, and zones
 * without such a bay, are not in them. A bay that nobody knows about is {@code unknown} and available to no one.
 */
@ApplicationScoped
class NgsiDocuments {

    /** Zone types that stand along a street; all others are car parks. */
    private static final Set<String> ON_STREET = Set.of("ON_STREET", "KERBSIDE");

    private static final String ZONES = """
            select f.code, z.code, z.name, z.zone_type, z.capacity, s.occupied, s.known, z.max_stay_minutes, f.name, p.longitude, p.latitude,
                   p.observed_at
            from facility f join zone z on z.facility_id = f.id and z.active join zone_state s on s.zone_id = z.id
            cross join lateral (
                select avg(b.longitude) as longitude, avg(b.latitude) as latitude, max(c.reading_at) as observed_at
                from bay b join bay_state c on c.bay_id = b.id where b.zone_id = z.id and b.active
            ) p
            where f.active and (f.code = ? or ?::text is null) and p.longitude is not null
            order by f.code, z.code limit ? offset ?
            """;
    private static final String BAYS = """
            select f.code, z.code, b.number, z.zone_type, b.longitude, b.latitude, s.occupied, s.reading_at
            from facility f join zone z on z.facility_id = f.id and z.active join bay b on b.zone_id = z.id and b.active
            join bay_state s on s.bay_id = b.id
            where f.active and (f.code = ? or ?::text is null) and b.longitude is not null
            order by f.code, z.code, b.number limit ? offset ?
            """;

    /** @param hasMore whether there is a next page */
    record Document(byte[] json, boolean hasMore) {
    }

    private interface Row {
        void write(NgsiEntity entity, ResultSet row) throws IOException, SQLException;
    }

    private final DataSource database;
    private final ObjectMapper mapper;

    NgsiDocuments(DataSource database, ObjectMapper mapper) {
        this.database = database;
        this.mapper = mapper;
    }

    /** @param facility its code, or null for all */
    Document parkings(String facility, Page page) throws SQLException {
        return document(ZONES, facility, page, NgsiDocuments::writeZone);
    }

    /** @param facility its code, or null for all */
    Document spots(String facility, Page page) throws SQLException {
        return document(BAYS, facility, page, NgsiDocuments::writeBay);
    }

    private Document document(String sql, String facility, Page page, Row entity) throws SQLException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(sql);
                JsonGenerator json = mapper.createGenerator(text)) {
            query.setString(1, facility);
            query.setString(2, facility);
            query.setInt(3, page.limit());
            query.setInt(4, page.offset());
            int rows = 0;
            json.writeStartArray();
            try (ResultSet row = query.executeQuery()) {
                while (row.next() && ++rows <= page.size()) {
                    entity.write(new NgsiEntity(json), row);
                }
            }
            json.writeEndArray();
            json.flush();
            return new Document(text.toByteArray(), rows > page.size());
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
    }

    private static void writeZone(NgsiEntity entity, ResultSet row) throws IOException, SQLException {
        String type = parkingType(row.getString(4));
        int occupied = row.getInt(6);
        int known = row.getInt(7);
        Instant observedAt = Micros.read(row, 12);
        entity.begin(type, id(type, row.getString(1), row.getString(2)));
        entity.property("name", row.getString(9) + ", " + row.getString(3), null);
        entity.point(row.getDouble(10), row.getDouble(11));
        entity.property("totalSpotNumber", row.getInt(5), null);
        entity.property("availableSpotNumber", known - occupied, observedAt);
        entity.property("occupiedSpotNumber", occupied, observedAt);
        entity.property("occupancyDetectionType", List.of("singleSpaceDetection"), null);
        int limit = row.getInt(8);
        if (!row.wasNull()) {
            entity.property("maximumParkingDuration", "PT" + limit + "M", null);
        }
        entity.end();
    }

    private static void writeBay(NgsiEntity entity, ResultSet row) throws IOException, SQLException {
        String parking = parkingType(row.getString(4));
        boolean occupied = row.getBoolean(7);
        String status = row.wasNull() ? "unknown" : occupied ? "occupied" : "free";
        entity.begin("ParkingSpot", id("ParkingSpot", row.getString(1), row.getString(2), row.getString(3)));
        entity.property("name", row.getString(3), null);
        entity.point(row.getDouble(5), row.getDouble(6));
        entity.property("status", status, Micros.read(row, 8));
        entity.property("category", List.of(parking.equals("OnStreetParking") ? "onStreet" : "offStreet"), null);
        entity.relationship("refParkingSite", id(parking, row.getString(1), row.getString(2)));
        entity.end();
    }

    private static String parkingType(String zoneType) {
        return ON_STREET.contains(zoneType) ? "OnStreetParking" : "OffStreetParking";
    }

    private static String id(String type, String... names) {
        StringBuilder id = new StringBuilder("urn:ngsi-ld:").append(type);
        for (String name : names) {
            id.append(':').append(URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return id.toString();
    }
}
