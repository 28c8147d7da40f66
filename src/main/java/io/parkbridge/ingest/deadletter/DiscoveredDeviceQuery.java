package io.parkbridge.ingest.deadletter;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.sql.DataSource;

import io.parkbridge.http.Page;
import io.parkbridge.ingest.deadletter.DiscoveredDeviceResource.DiscoveredDevice;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads discovered devices from the rows per sender; of the letters only the newest few of the devices shown are looked at. */
@ApplicationScoped
public class DiscoveredDeviceQuery {

    private static final String NEWEST = """
            select s.device_code, s.facility, s.first_at, s.last_at, s.messages, s.not_kept, kinds.named, newest.payload
            from (
                select * from dead_letter_source
                where reason = 'UNKNOWN_DEVICE'
                  and (device_code = ? or ?::text is null)
                  and (facility = ? or ?::text is null)
                  and (position(lower(?::text) in lower(device_code)) > 0 or ?::text is null)
                  and not exists (select from device d where d.code = device_code)
                order by last_at desc, device_code limit ? offset ?
            ) s
            left join lateral (
                select payload from dead_letter l where l.device_code = s.device_code order by received_at desc limit 1
            ) newest on true
            cross join lateral (
                select coalesce(array_agg(distinct substring(topic from '[^/]*$')), '{}') as named
                from (select topic from dead_letter l where l.device_code = s.device_code order by received_at desc limit 20) few
            ) kinds
            order by s.last_at desc, s.device_code
            """;

    private final DataSource database;

    DiscoveredDeviceQuery(DataSource database) {
        this.database = database;
    }

    /** Null stands for "any". */
    List<DiscoveredDevice> newest(String facility, String search, Page page) throws SQLException {
        return devices(null, facility, search, page.limit(), page.offset());
    }

    /** Empty where nothing was heard of it, or where it is registered. */
    public Optional<DiscoveredDevice> find(String code) throws SQLException {
        return devices(code, null, null, 1, 0).stream().findFirst();
    }

    private List<DiscoveredDevice> devices(String code, String facility, String search, int limit, int offset) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(NEWEST)) {
            int at = 1;
            for (String text : new String[] {code, code, facility, facility, search, search}) {
                query.setString(at++, text);
            }
            query.setInt(at++, limit);
            query.setInt(at, offset);
            List<DiscoveredDevice> devices = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    byte[] payload = row.getBytes(8);
                    devices.add(new DiscoveredDevice(row.getString(1), row.getString(2), Micros.read(row, 3), Micros.read(row, 4),
                            row.getLong(5), row.getLong(6), texts(row.getArray(7)), payload == null ? null : DeadLetterResource.text(payload),
                            payload));
                }
            }
            return devices;
        }
    }

    private static List<String> texts(Array array) throws SQLException {
        return List.of((String[]) array.getArray());
    }
}
