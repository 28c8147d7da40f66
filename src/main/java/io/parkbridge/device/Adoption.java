package io.parkbridge.device;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Entry;
import io.parkbridge.audit.Subject;
import io.parkbridge.facility.SiteRevision;
import io.parkbridge.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;

/** Registers a discovered device on a bay. */
@ApplicationScoped
public class Adoption {

    private static final Pattern CODE = Pattern.compile("[A-Za-z0-9_-]{1,50}");
    private static final int TEXT_LENGTH_MAX = 50;

    private static final String BAY = """
            select b.id, f.id, f.code, b.active and z.active and f.active
            from bay b join zone z on z.id = b.zone_id join facility f on f.id = z.facility_id
            where b.id = ? or (f.code = ? and z.code = ? and b.number = ?)
            """;

    private static final String REGISTER = """
            insert into device (facility_id, bay_id, code, model, expected_interval_seconds) values (?, ?, ?, ?, ?)
            on conflict do nothing returning id
            """;

    private static final String IN_THE_WAY = "select code from device where code = ? or (bay_id = ? and active) order by code <> ? limit 1";

    /**
     * Where the device stands and what it is.
     *
     * @param bayId                   the bay, or else
     * @param facility                its facility's code,
     * @param zone                    its zone's code
     * @param bayNumber               and its number
     * @param expectedIntervalSeconds between two messages; null where nothing is expected
     */
    public record Request(Integer bayId, String facility, String zone, String bayNumber, String model, Integer expectedIntervalSeconds) {
    }

    /** The device as registered. */
    public record Device(int deviceId, String deviceCode, String facilityCode, int bayId, String model) {
    }

    private record Bay(int id, int facilityId, String facility, boolean active) {
    }

    private final DataSource database;
    private final SiteRevision revision;
    private final Audit audit;

    Adoption(DataSource database, SiteRevision revision, Audit audit) {
        this.database = database;
        this.revision = revision;
        this.audit = audit;
    }

    /** A device that is registered, or whose code can never be, cannot be adopted. */
    public void requireUnregistered(String code) throws SQLException {
        if (!CODE.matcher(code).matches()) {
            throw Problem.notFound("a device's code is 1 to 50 of A-Z a-z 0-9 _ -");
        }
        try (Connection connection = database.getConnection()) {
            requireFree(connection, code, null);
        }
    }

    /**
     * Registers the device, after every other change of the sites that has begun.
     *
     * @param heardAt code of the facility that its messages name, null where they do not: at another one it would never be heard
     */
    @Transactional(rollbackOn = SQLException.class)
    public Device adopt(String code, String heardAt, Request request) throws SQLException {
        if (request == null) {
            throw Problem.badRequest("expected a JSON object with model, and bay_id or facility, zone and bay_number");
        }
        Map<String, List<String>> errors = new TreeMap<>();
        checkFields(request, errors);
        revision.begin();
        try (Connection connection = database.getConnection()) {
            Bay bay = bay(connection, heardAt, request, errors);
            if (!errors.isEmpty()) {
                throw Problem.ofFields(errors);
            }
            Device device = register(connection, code, bay, request);
            audit.record(connection, Entry.of(Action.ADOPTED, Subject.DEVICE, Integer.toString(device.deviceId), code, bay.facilityId, device));
            return device;
        }
    }

    private static void checkFields(Request request, Map<String, List<String>> errors) {
        if (!isText(request.model)) {
            errors.put("model", List.of("is required, at most " + TEXT_LENGTH_MAX + " characters"));
        }
        if (request.expectedIntervalSeconds != null && request.expectedIntervalSeconds < 1) {
            errors.put("expected_interval_seconds", List.of("must be 1 or more"));
        }
    }

    private static boolean isText(String value) {
        return value != null && !value.isBlank() && value.length() <= TEXT_LENGTH_MAX && value.indexOf(0) < 0;
    }

    private static Bay bay(Connection connection, String heardAt, Request request, Map<String, List<String>> errors) throws SQLException {
        String field = request.bayId == null ? "bay_number" : "bay_id";
        if (request.bayId == null && !(isText(request.facility) && isText(request.zone) && isText(request.bayNumber))) {
            errors.put("bay_id", List.of("say bay_id, or facility, zone and bay_number"));
            return null;
        }
        Bay bay = find(connection, request);
        if (bay == null) {
            errors.put(field, List.of("there is no such bay"));
        } else if (!bay.active) {
            errors.put(field, List.of("this bay is retired"));
        } else if (heardAt != null && !heardAt.equals(bay.facility)) {
            errors.put(field, List.of("this bay is at " + bay.facility + ", the device's messages name " + heardAt));
        }
        return bay;
    }

    private static Bay find(Connection connection, Request request) throws SQLException {
        boolean byId = request.bayId != null;
        try (PreparedStatement query = connection.prepareStatement(BAY)) {
            query.setObject(1, request.bayId, Types.INTEGER);
            query.setString(2, byId ? null : request.facility);
            query.setString(3, byId ? null : request.zone);
            query.setString(4, byId ? null : request.bayNumber);
            try (ResultSet row = query.executeQuery()) {
                return row.next() ? new Bay(row.getInt(1), row.getInt(2), row.getString(3), row.getBoolean(4)) : null;
            }
        }
    }

    private static Device register(Connection connection, String code, Bay bay, Request request) throws SQLException {
        try (PreparedStatement insert = connection.prepareStatement(REGISTER)) {
            insert.setInt(1, bay.facilityId);
            insert.setInt(2, bay.id);
            insert.setString(3, code);
            insert.setString(4, request.model.strip());
            insert.setObject(5, request.expectedIntervalSeconds, Types.INTEGER);
            try (ResultSet row = insert.executeQuery()) {
                if (row.next()) {
                    return new Device(row.getInt(1), code, bay.facility, bay.id, request.model.strip());
                }
            }
        }
        requireFree(connection, code, bay.id);
        throw Problem.conflict("somebody else is just registering this device or this bay; try again");
    }

    private static void requireFree(Connection connection, String code, Integer bayId) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(IN_THE_WAY)) {
            query.setString(1, code);
            query.setObject(2, bayId, Types.INTEGER);
            query.setString(3, code);
            try (ResultSet row = query.executeQuery()) {
                if (row.next()) {
                    String other = row.getString(1);
                    throw Problem.conflict(other.equals(code) ? "device " + code + " is registered already"
                            : "this bay has an active device: " + other);
                }
            }
        }
    }
}
