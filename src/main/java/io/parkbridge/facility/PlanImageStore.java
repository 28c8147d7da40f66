package io.parkbridge.facility;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.Map;

import javax.sql.DataSource;

import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Entry;
import io.parkbridge.audit.Subject;
import io.parkbridge.http.Problem;
import io.parkbridge.http.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** The images below zones' plans in the database, so that they are where the sites are: in its backup, and at each instance. */
@ApplicationScoped
class PlanImageStore {

    private static final int DIGEST_BYTES = 16;

    private static final String PUT = """
            insert into zone_plan_image (zone_id, digest, media_type, pixel_width, pixel_height, x, y, width, opacity, content)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            on conflict (zone_id) do update set digest = excluded.digest, media_type = excluded.media_type, pixel_width = excluded.pixel_width,
                pixel_height = excluded.pixel_height, width = excluded.width, content = excluded.content""";
    private static final String REMOVE = "delete from zone_plan_image where zone_id = ?";
    private static final String NAMED = "select digest, media_type from zone_plan_image where zone_id = ?";
    private static final String CONTENT = "select content from zone_plan_image where zone_id = ? and digest = ?";

    /** Which bytes are there, and what they are. */
    record Named(String digest, String mediaType) {
    }

    private final DataSource database;
    private final Audit audit;

    PlanImageStore(DataSource database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    /** @throws Problem 404 where there is no such zone, or no image below its plan */
    Named named(int zone) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(NAMED)) {
            query.setInt(1, zone);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw none();
                }
                return new Named(row.getString(1), row.getString(2));
            }
        }
    }

    /** @throws Problem 404 where it has been replaced meanwhile */
    byte[] content(int zone, Named image) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(CONTENT)) {
            query.setInt(1, zone);
            query.setString(2, image.digest());
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw none();
                }
                return row.getBytes(1);
            }
        }
    }

    static Problem none() {
        return Problem.notFound("there is no such image");
    }

    /** The plan with the image below it. */
    @Transactional(rollbackOn = SQLException.class)
    ZonePlan put(int zone, String ifMatch, byte[] content) throws SQLException {
        ImageHeader header = ImageHeader.of(content);
        String digest = digest(content);
        try (Connection connection = database.getConnection()) {
            ZonePlan plan = begin(connection, zone, ifMatch);
            if (plan.image() != null && plan.image().digest().equals(digest)) {
                return plan;
            }
            PlanImage image = PlanImage.placed(digest, content.length, header, plan);
            try (PreparedStatement put = connection.prepareStatement(PUT)) {
                put.setInt(1, zone);
                put.setString(2, digest);
                put.setString(3, image.mediaType());
                put.setInt(4, image.pixelWidth());
                put.setInt(5, image.pixelHeight());
                put.setDouble(6, image.x());
                put.setDouble(7, image.y());
                put.setDouble(8, image.width());
                put.setDouble(9, image.opacity());
                put.setBytes(10, content);
                put.executeUpdate();
            }
            return done(connection, plan, image);
        }
    }

    /** The plan without one. */
    @Transactional(rollbackOn = SQLException.class)
    ZonePlan remove(int zone, String ifMatch) throws SQLException {
        try (Connection connection = database.getConnection()) {
            ZonePlan plan = begin(connection, zone, ifMatch);
            if (plan.image() == null) {
                throw none();
            }
            try (PreparedStatement remove = connection.prepareStatement(REMOVE)) {
                remove.setInt(1, zone);
                remove.executeUpdate();
            }
            return done(connection, plan, null);
        }
    }

    private static ZonePlan begin(Connection connection, int zone, String ifMatch) throws SQLException {
        SiteRevision.begin(connection);
        ZonePlan plan = ZonePlanStore.read(connection, zone);
        Version.require(ifMatch, plan.tag());
        if (!plan.isActive()) {
            throw Problem.conflict("the zone is retired");
        }
        return plan;
    }

    private ZonePlan done(Connection connection, ZonePlan plan, PlanImage image) throws SQLException {
        ZonePlanStore.countChange(connection, plan.zoneId());
        audit.record(connection, new Entry(Action.CHANGED, Subject.PLAN, Integer.toString(plan.zoneId()), plan.name(), plan.facilityId(),
                kept(plan.image()), kept(image)));
        return ZonePlanStore.read(connection, plan.zoneId());
    }

    private static Map<String, Object> kept(PlanImage image) {
        return Collections.singletonMap("image", image);
    }

    private static String digest(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
