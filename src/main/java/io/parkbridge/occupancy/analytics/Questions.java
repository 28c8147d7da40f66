package io.parkbridge.occupancy.analytics;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import javax.sql.DataSource;

import io.parkbridge.http.Problem;
import io.parkbridge.http.QueryParameter;
import io.parkbridge.occupancy.analytics.Question.AskedZone;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes sense of the parameters of an analysis, or says of all of them at once what is wrong. */
@ApplicationScoped
public class Questions {

    private static final int DAYS_DEFAULT = 7;

    private static final String ZONES = """
            select f.time_zone, z.id, z.name, z.capacity, s.known, f.id
            from facility f
            join zone z on z.facility_id = f.id
            join zone_state s on s.zone_id = z.id
            where (f.id = ? or ?::int is null) and (z.id = ? or ?::int is null) and f.active and z.active
            order by z.name
            """;

    private final DataSource database;
    private final Clock clock;

    Questions(DataSource database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Of values that make sense one by one; null where there is none. */
    public Question ask(Integer facilityId, Integer zoneId, LocalDate from, LocalDate to, int daysMax) throws SQLException {
        return dated(zones(facilityId, zoneId), from, to, daysMax);
    }

    /** The last seven days where no days are named; {@code daysMax} is the most that may be asked for. */
    public Question ask(String facility, String zone, String from, String to, int daysMax) throws SQLException {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        Integer facilityId = QueryParameter.read(errors, "facility", () -> QueryParameter.id("facility", facility));
        Integer zoneId = QueryParameter.read(errors, "zone", () -> QueryParameter.id("zone", zone));
        LocalDate first = QueryParameter.read(errors, "from", () -> QueryParameter.date("from", from));
        LocalDate last = QueryParameter.read(errors, "to", () -> QueryParameter.date("to", to));
        if (facilityId == null && zoneId == null && errors.isEmpty()) {
            errors.put("facility", List.of("a facility or a zone must be named: its clock decides what a day is"));
        }
        refuse(errors);
        return ask(facilityId, zoneId, first, last, daysMax);
    }

    /** One day, called {@code date} by whoever asks; today where it is not named. */
    Question day(String facility, String zone, String date) throws SQLException {
        Map<String, List<String>> errors = new LinkedHashMap<>();
        LocalDate day = QueryParameter.read(errors, "date", () -> QueryParameter.date("date", date));
        refuse(errors);
        Question today = ask(facility, zone, null, null, DAYS_DEFAULT);
        LocalDate asked = day == null ? today.to() : day;
        return new Question(today.facilityId(), today.zones(), today.timeZone(), asked, asked, today.now());
    }

    private static void refuse(Map<String, List<String>> errors) {
        if (!errors.isEmpty()) {
            throw Problem.ofFields(errors);
        }
    }

    private Question zones(Integer facilityId, Integer zoneId) throws SQLException {
        List<AskedZone> zones = new ArrayList<>();
        String timeZone = null;
        int facility = 0;
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(ZONES)) {
            query.setObject(1, facilityId, Types.INTEGER);
            query.setObject(2, facilityId, Types.INTEGER);
            query.setObject(3, zoneId, Types.INTEGER);
            query.setObject(4, zoneId, Types.INTEGER);
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    timeZone = row.getString(1);
                    facility = row.getInt(6);
                    zones.add(new AskedZone(row.getInt(2), row.getString(3), row.getInt(4), row.getInt(5)));
                }
            }
        }
        if (zones.isEmpty()) {
            throw Problem.notFound(zoneId == null ? "facility " + facilityId + " has no zones, or there is none"
                    : "there is no zone " + zoneId + (facilityId == null ? "" : " in facility " + facilityId));
        }
        return new Question(facility, zones, ZoneId.of(timeZone), null, null, clock.instant());
    }

    private static Question dated(Question undated, LocalDate from, LocalDate to, int daysMax) {
        Instant now = undated.now();
        LocalDate last = to == null ? LocalDate.ofInstant(now, undated.timeZone()) : to;
        LocalDate first = from == null ? last.minusDays(DAYS_DEFAULT - 1) : from;
        Map<String, List<String>> errors = new LinkedHashMap<>();
        if (first.isAfter(last)) {
            errors.put("from", List.of("from must not be after to"));
        } else if (ChronoUnit.DAYS.between(first, last) >= daysMax) {
            errors.put("from", List.of("from and to may lie at most " + daysMax + " days apart"));
        }
        refuse(errors);
        return new Question(undated.facilityId(), undated.zones(), undated.timeZone(), first, last, now);
    }
}
