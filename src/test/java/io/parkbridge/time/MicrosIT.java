package io.parkbridge.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Random;

import javax.sql.DataSource;

import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
class MicrosIT {

    private static final int MANY = 500_000;

    @Inject
    DataSource database;

    @Test
    void theQuickWayToATimestampIsExactToTheMicrosecond() throws SQLException {
        Random random = new Random(20261124);
        long end = Micros.of(Instant.parse("2100-01-01T00:00:00Z"));
        long[] micros = random.longs(MANY, 0, end).toArray();
        String query = """
                select count(*) filter (where to_timestamp(t / 1e6::float8) <> timestamptz 'epoch' + t * interval '1 microsecond'),
                       count(*), to_timestamp(nullif(-9223372036854775808, -9223372036854775808) / 1e6::float8)
                from unnest(?::bigint[]) t""";
        try (Connection connection = database.getConnection(); PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setObject(1, micros);
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                assertThat(row.getLong(2)).isEqualTo(MANY);
                assertThat(row.getLong(1)).isZero();
                assertThat(row.getObject(3)).isNull();
            }
        }
    }
}
