package io.parkbridge.device;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * From a device's code, or its name at a LoRaWAN network server, to its id. A code never changes its device and devices are never deleted, so an entry is right for ever and
 * several instances need not tell each other; everything that can change is read under the lock ({@link DeviceStore#lock}).
 */
@ApplicationScoped
public class DeviceDirectory {

    /** The DevEUI goes before the code, and a code never stands for a device that is known by another DevEUI. */
    private static final String BY_ADDRESS = """
            select u.nr::int, found.id
            from unnest(?::text[], ?::text[]) with ordinality as u (device_id, dev_eui, nr)
            cross join lateral (
                select d.id from device d
                where d.dev_eui = u.dev_eui
                   or d.code in (u.device_id, u.dev_eui, upper(u.dev_eui)) and (d.dev_eui is null or u.dev_eui is null)
                order by (d.dev_eui = u.dev_eui) is true desc, (d.code = u.device_id) is true desc, d.id
                limit 1
            ) found
            """;

    private static final int ENTRIES_MAX = 1_000_000;

    private final Cache<String, Integer> ids = Caffeine.newBuilder().maximumSize(ENTRIES_MAX).build();

    /** The id of the device of this code, null where the code has not been seen before. */
    public Integer known(String code) {
        return ids.getIfPresent(code);
    }

    /** The ids of those codes that are registered, and known from now on; no query where none are asked for. */
    public Map<String, Integer> load(Connection connection, Collection<String> codes) throws SQLException {
        if (codes.isEmpty()) {
            return Map.of();
        }
        Map<String, Integer> loaded = new HashMap<>();
        try (PreparedStatement query = connection.prepareStatement("select code, id from device where code = any(?)")) {
            query.setObject(1, codes.toArray(String[]::new));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    loaded.put(rows.getString(1), rows.getInt(2));
                }
            }
        }
        ids.putAll(loaded);
        return loaded;
    }

    /**
     * The ids of those devices that a LoRaWAN network server's address leads to. Not cached, because a DevEUI can be corrected; one query,
     * and none in a batch without uplinks.
     */
    public Map<NetworkAddress, Integer> locate(Connection connection, Collection<NetworkAddress> addresses) throws SQLException {
        if (addresses.isEmpty()) {
            return Map.of();
        }
        List<NetworkAddress> asked = List.copyOf(addresses);
        Map<NetworkAddress, Integer> located = new HashMap<>(asked.size() * 2);
        try (PreparedStatement query = connection.prepareStatement(BY_ADDRESS)) {
            query.setObject(1, asked.stream().map(NetworkAddress::deviceId).toArray(String[]::new));
            query.setObject(2, asked.stream().map(NetworkAddress::devEui).toArray(String[]::new));
            try (ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    located.put(asked.get(rows.getInt(1) - 1), rows.getInt(2));
                }
            }
        }
        return located;
    }
}
