package io.parkbridge.occupancy.analytics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

import javax.sql.DataSource;

import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Once a minute, notes how many devices of each zone are being heard of. Where nobody at all is heard of it is our side that is silent, and
 * the minute does not count. Any instance may do it; the first of a minute does.
 */
@ApplicationScoped
class AvailabilitySample {

    private static final String SAMPLE = """
            with clock as (select cast(? as timestamptz) as now)
            insert into hourly_availability as h (zone_id, hour, expected, heard, samples, sampled_at)
            select b.zone_id, date_trunc('hour', clock.now, f.time_zone), count(*),
                   count(*) filter (where s.online is not false
                       and s.received_at > clock.now - coalesce(d.expected_interval_seconds * 2.5, 120) * interval '1 second'),
                   1, clock.now
            from clock
            cross join device d
            join device_state s on s.device_id = d.id
            join bay b on b.id = d.bay_id
            join zone z on z.id = b.zone_id
            join facility f on f.id = z.facility_id
            where d.active and d.installed_at <= clock.now
              and exists (select from device_state any_device where any_device.received_at > clock.now - interval '2 minutes')
            group by b.zone_id, f.time_zone, clock.now
            on conflict (zone_id, hour) do update set
                expected = h.expected + excluded.expected,
                heard = h.heard + excluded.heard,
                samples = h.samples + 1,
                sampled_at = excluded.sampled_at
            where h.sampled_at < excluded.sampled_at
            """;

    private final DataSource database;
    private final Clock clock;

    AvailabilitySample(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Scheduled(cron = "0 * * * * ?", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void now() throws SQLException {
        at(clock.instant());
    }

    void at(Instant instant) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement sample = connection.prepareStatement(SAMPLE)) {
            sample.setObject(1, instant.truncatedTo(ChronoUnit.MINUTES).atOffset(ZoneOffset.UTC));
            sample.executeUpdate();
        }
    }
}
