package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import io.parkbridge.audit.Audit;
import io.parkbridge.audit.AuditedRows;
import io.parkbridge.audit.Change;
import io.parkbridge.audit.Subject;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Mutes: kept after their end, as a record of who silenced what and why. */
@ApplicationScoped
class MuteStore {

    private static final String COLUMNS = "id, facility_id, zone_id, device_id, until, reason, who, created_at";
    private static final String IN_FORCE = "select " + COLUMNS + " from mute where until > ? order by until limit 10000";
    private static final String CREATE = """
            insert into mute (facility_id, zone_id, device_id, until, reason, who, created_at) values (?, ?, ?, ?, ?, ?, ?) returning
            """ + COLUMNS;
    private static final String END = "update mute set until = ? where id = ? and until > ?";
    /** What was held back is looked at again, and held back again where another mute still covers it; that it was held back stays known. */
    private static final String LOOK_AGAIN = "update alert_event set not_before = 'epoch' where not told and not_before > ?";

    /** A mute in force; exactly one of facility, zone and device is set. */
    public record Mute(int id, Integer facilityId, Integer zoneId, Integer deviceId, Instant until, String reason, String who,
            Instant createdAt) {
    }

    private static final AuditedRows AUDITED = new AuditedRows(Subject.MUTE, "mute r" + ScopeCheck.JOINED, "r.id = any (?)", "r.id",
            ScopeCheck.NAME, ScopeCheck.FACILITY);

    private final DataSource database;
    private final Audit audit;

    MuteStore(DataSource database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    List<Mute> inForce(Instant now) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(IN_FORCE)) {
            query.setObject(1, now.atOffset(ZoneOffset.UTC));
            return read(query);
        }
    }

    @Transactional(rollbackOn = SQLException.class)
    Mute create(Integer facility, Integer zone, Integer device, Instant until, String reason, String who, Instant now) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement(CREATE)) {
            insert.setObject(1, facility, Types.INTEGER);
            insert.setObject(2, zone, Types.INTEGER);
            insert.setObject(3, device, Types.INTEGER);
            insert.setObject(4, until.atOffset(ZoneOffset.UTC));
            insert.setString(5, reason);
            insert.setString(6, who);
            insert.setObject(7, now.atOffset(ZoneOffset.UTC));
            Mute mute = read(insert).getFirst();
            audit.created(connection, AUDITED, List.of(mute.id()));
            return mute;
        }
    }

    @Transactional(rollbackOn = SQLException.class)
    boolean end(int id, Instant now) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement end = connection.prepareStatement(END);
                PreparedStatement lookAgain = connection.prepareStatement(LOOK_AGAIN)) {
            Change change = audit.begin(connection, AUDITED, List.of(id));
            end.setObject(1, now.atOffset(ZoneOffset.UTC));
            end.setInt(2, id);
            end.setObject(3, now.atOffset(ZoneOffset.UTC));
            if (end.executeUpdate() == 0) {
                return false;
            }
            lookAgain.setObject(1, now.atOffset(ZoneOffset.UTC));
            lookAgain.executeUpdate();
            audit.done(connection, change);
            return true;
        }
    }

    private static List<Mute> read(PreparedStatement query) throws SQLException {
        List<Mute> mutes = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                mutes.add(new Mute(row.getInt(1), row.getObject(2, Integer.class), row.getObject(3, Integer.class),
                        row.getObject(4, Integer.class), Micros.read(row, 5), row.getString(6), row.getString(7), Micros.read(row, 8)));
            }
        }
        return mutes;
    }
}
