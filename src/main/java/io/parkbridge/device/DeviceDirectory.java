package io.parkbridge.device;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * From a device's code to its id. A code never changes its device and devices are never deleted, so an entry is right for ever and
 * several instances need not tell each other; everything that can change is read under the lock ({@link DeviceStore#lock}).
 */
@ApplicationScoped
public class DeviceDirectory {

    private static final int ENTRIES_MAX = 1_000_000;

    private final Cache<String, Integer> ids = Caffeine.newBuilder().maximumSize(ENTRIES_MAX).build();

    /** The ids of those codes that are registered; at most one query, for the codes not seen before. */
    public Map<String, Integer> resolve(Connection connection, Collection<String> codes) throws SQLException {
        Map<String, Integer> resolved = new HashMap<>(codes.size() * 2);
        Map<String, Integer> missing = new HashMap<>();
        for (String code : codes) {
            Integer id = ids.getIfPresent(code);
            (id == null ? missing : resolved).put(code, id);
        }
        if (!missing.isEmpty()) {
            resolved.putAll(load(connection, missing.keySet()));
        }
        return resolved;
    }

    private Map<String, Integer> load(Connection connection, Collection<String> codes) throws SQLException {
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
}
