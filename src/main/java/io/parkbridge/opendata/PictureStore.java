package io.parkbridge.opendata;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.nio.charset.StandardCharsets;

import javax.sql.DataSource;

import io.parkbridge.facility.SiteRevision;
import io.parkbridge.opendata.Picture.Area;
import io.parkbridge.opendata.Picture.Site;
import io.parkbridge.opendata.Picture.Spot;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Reads what is published. Bays come a thousand at a time, each time along an index, and no connection is held between: a reader that is
 * slow to take a million of them keeps the database from nobody.
 */
@ApplicationScoped
class PictureStore {

    private static final int SPOTS_AT_ONCE = 1_000;
    private static final int TAG_BYTES = 12;

    /** A bay's newest reading only moves forward, so a zone's sum of them changes with every reading that does. */
    private static final String ZONES = """
            with asked as (
                select f.code as facility, f.name as facility_name, z.id, z.code, z.name, z.zone_type, z.capacity, s.occupied, s.known,
                       z.max_stay_minutes
                from facility f
                left join zone z on z.facility_id = f.id and z.active
                left join zone_state s on s.zone_id = z.id
                where f.active and (f.code = ? or ?::text is null)
            ), bays as (
                select b.zone_id, count(b.longitude) as located, avg(b.longitude) as longitude, avg(b.latitude) as latitude,
                       max(c.reading_at) as observed_at, sum(extract(epoch from c.reading_at) + c.reading_seq) as readings
                from bay b join bay_state c on c.bay_id = b.id
                where b.active and b.zone_id in (select id from asked)
                group by b.zone_id
            )
            select a.facility, a.facility_name, a.id, a.code, a.name, a.zone_type, a.capacity, a.occupied, a.known, a.max_stay_minutes,
                   coalesce(b.located, 0)::int, b.longitude, b.latitude, b.observed_at, b.readings
            from asked a left join bays b on b.zone_id = a.id
            order by a.facility, a.code
            """;
    private static final String SPOTS = """
            select b.number, b.longitude, b.latitude, s.occupied, s.reading_at
            from bay b join bay_state s on s.bay_id = b.id
            where b.zone_id = ? and b.active and b.number > ? and (b.longitude is not null or not ?)
            order by b.number limit ? offset ?
            """;

    private final DataSource database;

    PictureStore(DataSource database) {
        this.database = database;
    }

    /** @param facility its code, or null for all */
    Picture read(String facility) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(ZONES)) {
            long revision = SiteRevision.present(connection);
            MessageDigest digest = sha256();
            update(digest, Long.toString(revision));
            query.setString(1, facility);
            query.setString(2, facility);
            List<Site> sites = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    if (sites.isEmpty() || !sites.getLast().code().equals(row.getString(1))) {
                        sites.add(new Site(row.getString(1), row.getString(2), new ArrayList<>()));
                    }
                    if (row.getObject(3) != null) {
                        sites.getLast().zones().add(area(row));
                        update(digest, "%d %d %d %s".formatted(row.getInt(3), row.getInt(8), row.getInt(9), row.getString(15)));
                    }
                }
            }
            return new Picture(sites, revision, HexFormat.of().formatHex(digest.digest(), 0, TAG_BYTES));
        }
    }

    private static Area area(ResultSet row) throws SQLException {
        return new Area(row.getInt(3), row.getString(4), row.getString(5), row.getString(6), row.getInt(7), row.getInt(8), row.getInt(9),
                row.getObject(10, Integer.class), row.getInt(11), row.getObject(12, Double.class), row.getObject(13, Double.class),
                Micros.read(row, 14));
    }

    /**
     * The active bays of a zone by number.
     *
     * @param locatedOnly only those that have a place
     * @param offset      how many to pass over
     * @param most        how many at most
     */
    <E extends Exception> void spots(int zoneId, boolean locatedOnly, int offset, int most, Picture.SpotReader<E> reader)
            throws SQLException, E {
        String after = "";
        int skip = offset;
        int left = most;
        while (left > 0) {
            int wanted = Math.min(left, SPOTS_AT_ONCE);
            List<Spot> spots = some(zoneId, locatedOnly, after, skip, wanted);
            for (Spot spot : spots) {
                reader.read(spot);
            }
            if (spots.size() < wanted) {
                return;
            }
            after = spots.getLast().number();
            skip = 0;
            left -= wanted;
        }
    }

    private List<Spot> some(int zoneId, boolean locatedOnly, String after, int offset, int most) throws SQLException {
        List<Spot> spots = new ArrayList<>(most);
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(SPOTS)) {
            query.setInt(1, zoneId);
            query.setString(2, after);
            query.setBoolean(3, locatedOnly);
            query.setInt(4, most);
            query.setInt(5, offset);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    spots.add(new Spot(row.getString(1), row.getObject(2, Double.class), row.getObject(3, Double.class),
                            row.getObject(4, Boolean.class), Micros.read(row, 5)));
                }
            }
        }
        return spots;
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    private static void update(MessageDigest digest, String text) {
        digest.update((text + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
