package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.parkbridge.http.Problem;
import jakarta.enterprise.context.ApplicationScoped;

/** Whether the facility, zone or device that something is to apply to exists. */
@ApplicationScoped
class ScopeCheck {

    private static final String EXIST = """
            select exists (select from facility where id = ?), exists (select from zone where id = ?), exists (select from device where id = ?)
            """;

    /** What the audit log says of a row {@code r} that applies to a facility, a zone, a device, or to all of them. */
    static final String JOINED = """
             left join facility f on f.id = r.facility_id left join zone z on z.id = r.zone_id left join facility zf on zf.id = z.facility_id
            left join device d on d.id = r.device_id""";
    static final String NAME = "coalesce(f.code, zf.code || '/' || z.code, d.code, 'all')";
    static final String FACILITY = "coalesce(f.id, zf.id, d.facility_id)";

    private final DataSource database;

    ScopeCheck(DataSource database) {
        this.database = database;
    }

    /** @throws Problem that names what does not exist; null is nothing to ask for */
    void mustExist(Integer facility, Integer zone, Integer device) throws SQLException {
        Integer[] asked = {facility, zone, device};
        String[] names = {"facility_id", "zone_id", "device_id"};
        Map<String, List<String>> errors = new LinkedHashMap<>();
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(EXIST)) {
            for (int i = 0; i < asked.length; i++) {
                query.setObject(i + 1, asked[i], Types.INTEGER);
            }
            try (ResultSet row = query.executeQuery()) {
                row.next();
                for (int i = 0; i < asked.length; i++) {
                    if (asked[i] != null && !row.getBoolean(i + 1)) {
                        errors.put(names[i], List.of("there is none of this id"));
                    }
                }
            }
        }
        if (!errors.isEmpty()) {
            throw Problem.ofFields(errors);
        }
    }
}
