package io.parkbridge.report.run;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalTime;
import java.util.List;

import io.parkbridge.audit.AuditedRows;
import io.parkbridge.audit.Subject;
import io.parkbridge.time.Micros;

/** How schedules stand in the database. */
final class ScheduleRows {

    static final AuditedRows AUDITED = new AuditedRows(Subject.REPORT_SCHEDULE, """
            (select id, name, report, format, facility_id, zone_id, paper, language, every, day, at, period, recipients, active, fault
             from report_schedule) r""", "r.id = ?", "r.id", "r.name", "r.facility_id");

    static final String SELECT = """
            select s.id, s.name, s.report, s.format, s.facility_id, s.zone_id, s.paper, s.language, s.every, s.day, s.at, s.period, s.recipients, s.active,
                   s.next_due, s.version, f.time_zone, coalesce(s.due_zone, f.time_zone), s.owner_kind, s.owner, s.fault,
                   f.active and not exists (select from zone z where z.id = s.zone_id and not z.active)
            from report_schedule s join facility f on f.id = s.facility_id""";

    private ScheduleRows() {
    }

    static Schedule read(ResultSet row) throws SQLException {
        return new Schedule(row.getInt(1), row.getString(2), row.getString(3), row.getString(4), row.getInt(5), row.getObject(6, Integer.class),
                row.getString(7), row.getString(8), Every.valueOf(row.getString(9)), row.getInt(10), row.getObject(11, LocalTime.class),
                Every.valueOf(row.getString(12)), List.of((String[]) row.getArray(13).getArray()), row.getBoolean(14), Micros.read(row, 15),
                row.getInt(16), row.getString(17), row.getString(18), row.getString(19), row.getString(20), row.getString(21), row.getBoolean(22));
    }
}
