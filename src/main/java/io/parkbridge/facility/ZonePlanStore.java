package io.parkbridge.facility;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Entry;
import io.parkbridge.audit.Subject;
import io.parkbridge.facility.ZonePlan.Place;
import io.parkbridge.facility.ZonePlan.PlannedBay;
import io.parkbridge.http.Problem;
import io.parkbridge.http.Version;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Zones' plans in the database, changed by few statements however many bays there are. */
@ApplicationScoped
class ZonePlanStore {

    private static final int BAYS_AUDITED_MAX = 200;

    /** One statement, so that the version belongs to what is read. */
    private static final String PLAN = """
            select z.facility_id, f.code || '/' || z.code, z.active, z.plan_width, z.plan_height, z.version,
                   b.id, b.number, b.kind, b.active, b.version, b.plan_x, b.plan_y, b.plan_angle, b.plan_width, b.plan_length,
                   i.digest, i.media_type, octet_length(i.content), i.pixel_width, i.pixel_height, i.x, i.y, i.width, i.opacity
            from zone z join facility f on f.id = z.facility_id left join bay b on b.zone_id = z.id left join zone_plan_image i on i.zone_id = z.id
            where z.id = ? order by length(b.number), b.number
            """;
    private static final String RESIZE = "update zone set plan_width = ?, plan_height = ? where id = ?";
    private static final String MOVE_IMAGE = "update zone_plan_image set x = ?, y = ?, width = ?, opacity = ? where zone_id = ?";
    /** Of what is not in the row of the zone itself. */
    private static final String COUNT_CHANGE = "update zone set version = version + 1 where id = ?";
    /** Bays may exchange their numbers, and each number is there once at any time: meanwhile they have one that nobody can give. */
    private static final String FREE_NUMBERS = """
            update bay b set number = E'\\x01' || b.id from unnest(?::int[], ?::text[]) said(id, number) where b.id = said.id and b.number <> said.number""";
    private static final String SAID = "unnest(?::int[], ?::text[], ?::text[], ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::float8[])";
    private static final String CHANGE = """
            update bay b set number = said.number, kind = said.kind, plan_x = said.x, plan_y = said.y, plan_angle = said.angle, plan_width = said.width,
                   plan_length = said.length
            from %s said(id, number, kind, x, y, angle, width, length) where b.id = said.id""".formatted(SAID);
    private static final String CREATE = """
            insert into bay (zone_id, number, kind, plan_x, plan_y, plan_angle, plan_width, plan_length)
            select ?, number, kind, x, y, angle, width, length from %s said(id, number, kind, x, y, angle, width, length)""".formatted(SAID);
    private static final String COUNT = "update zone set capacity = (select count(*) from bay where zone_id = ? and active) where id = ?";

    private final DataSource database;
    private final Audit audit;

    ZonePlanStore(DataSource database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    ZonePlan read(int zone) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return read(connection, zone);
        }
    }

    /** All of it or nothing; the plan as it is then. */
    @Transactional(rollbackOn = SQLException.class)
    ZonePlan change(int zone, String ifMatch, byte[] body) throws SQLException {
        try (Connection connection = database.getConnection()) {
            SiteRevision.begin(connection);
            ZonePlan plan = read(connection, zone);
            Version.require(ifMatch, plan.tag());
            ZonePlanChange change = ZonePlanChange.read(body, plan);
            if (!plan.isActive()) {
                throw Problem.conflict("the zone is retired");
            }
            if (change.isNone(plan)) {
                return plan;
            }
            write(connection, plan, change);
            audit.record(connection, new Entry(Action.CHANGED, Subject.PLAN, Integer.toString(zone), plan.name(), plan.facilityId(),
                    change.before(plan, BAYS_AUDITED_MAX), change.after(BAYS_AUDITED_MAX)));
            return read(connection, zone);
        }
    }

    private static void write(Connection connection, ZonePlan plan, ZonePlanChange change) throws SQLException {
        if (change.resizes(plan)) {
            execute(connection, RESIZE, change.width(), change.height(), plan.zoneId());
        }
        if (change.movesImage(plan)) {
            PlanImage image = change.image();
            execute(connection, MOVE_IMAGE, image.x(), image.y(), image.width(), image.opacity(), plan.zoneId());
            countChange(connection, plan.zoneId());
        }
        if (!change.changed().isEmpty()) {
            execute(connection, FREE_NUMBERS, ids(change.changed()), texts(change.changed(), PlannedBay::number));
            execute(connection, CHANGE, columns(change.changed()).toArray());
        }
        if (!change.created().isEmpty()) {
            execute(connection, CREATE, Stream.concat(Stream.of(plan.zoneId()), columns(change.created())).toArray());
            execute(connection, COUNT, plan.zoneId(), plan.zoneId());
        }
    }

    /** Makes the plan another version. */
    static void countChange(Connection connection, int zone) throws SQLException {
        execute(connection, COUNT_CHANGE, zone);
    }

    private static Stream<Object> columns(List<PlannedBay> bays) {
        return Stream.of(ids(bays), texts(bays, PlannedBay::number), texts(bays, PlannedBay::kind), numbers(bays, Place::x), numbers(bays, Place::y),
                numbers(bays, Place::angle), numbers(bays, Place::width), numbers(bays, Place::length));
    }

    private static Integer[] ids(List<PlannedBay> bays) {
        return bays.stream().map(PlannedBay::id).toArray(Integer[]::new);
    }

    private static String[] texts(List<PlannedBay> bays, Function<PlannedBay, String> text) {
        return bays.stream().map(text).toArray(String[]::new);
    }

    private static Double[] numbers(List<PlannedBay> bays, Function<Place, Double> number) {
        return bays.stream().map(bay -> bay.place() == null ? null : number.apply(bay.place())).toArray(Double[]::new);
    }

    private static void execute(Connection connection, String sql, Object... parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < parameters.length; i++) {
                switch (parameters[i]) {
                    case null -> statement.setNull(i + 1, Types.DOUBLE);
                    case Integer[] ids -> statement.setArray(i + 1, connection.createArrayOf("int4", ids));
                    case String[] texts -> statement.setArray(i + 1, connection.createArrayOf("text", texts));
                    case Double[] numbers -> statement.setArray(i + 1, connection.createArrayOf("float8", numbers));
                    case Object one -> statement.setObject(i + 1, one);
                }
            }
            statement.executeUpdate();
        }
    }

    static ZonePlan read(Connection connection, int zone) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(PLAN)) {
            query.setInt(1, zone);
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw Problem.notFound("there is no such zone");
                }
                List<PlannedBay> bays = new ArrayList<>();
                ZonePlan plan = new ZonePlan(zone, row.getInt(1), row.getString(2), row.getBoolean(3), row.getObject(4, Double.class),
                        row.getObject(5, Double.class), image(row), row.getInt(6), bays);
                do {
                    bays.add(bay(row));
                } while (row.next());
                bays.removeIf(Objects::isNull);
                return plan;
            }
        }
    }

    /** Null where the plan has none. */
    private static PlanImage image(ResultSet row) throws SQLException {
        return row.getString(17) == null ? null : new PlanImage(row.getString(17), row.getString(18), row.getInt(19), row.getInt(20), row.getInt(21),
                row.getDouble(22), row.getDouble(23), row.getDouble(24), row.getDouble(25));
    }

    /** Null where the zone has none. */
    private static PlannedBay bay(ResultSet row) throws SQLException {
        if (row.getObject(7) == null) {
            return null;
        }
        Place place = row.getObject(12) == null ? null
                : new Place(row.getDouble(12), row.getDouble(13), row.getDouble(14), row.getDouble(15), row.getDouble(16));
        return new PlannedBay(row.getInt(7), row.getString(8), row.getString(9), row.getBoolean(10), row.getInt(11), place);
    }
}
