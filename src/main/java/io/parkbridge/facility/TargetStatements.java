package io.parkbridge.facility;

import java.util.List;
import java.util.Map;

import io.parkbridge.audit.AuditedRows;

/** What is done with the lines of a file of targets. */
final class TargetStatements {

    static final List<String> CHECKS = List.of(
            """
            select nr, 'zone_code', 'is no active zone of this facility'
            from line left join facility f on f.code = facility_code left join zone z on z.facility_id = f.id and z.code = zone_code and z.active
            where z.id is null""",
            """
            select nr, 'day', 'stands in line ' || first || ' already'
            from (select nr, min(nr) over (partition by facility_code, zone_code, day) as first from line) keyed where nr > first""");

    static final List<String> STEPS = List.of("""
            insert into target as t (zone_id, day, arrivals, usage_hours)
            select z.id, day, line.arrivals, line.usage_hours
            from line join facility f on f.code = facility_code join zone z on z.facility_id = f.id and z.code = zone_code
            on conflict (zone_id, day) do update set arrivals = excluded.arrivals, usage_hours = coalesce(excluded.usage_hours, t.usage_hours)
            where t.arrivals <> excluded.arrivals or t.usage_hours is distinct from coalesce(excluded.usage_hours, t.usage_hours)
            """);

    static final Map<AuditedRows, String> TOUCHED = Map.of(TargetStore.AUDITED,
            "(f.code, z.code, r.day) in (select facility_code, zone_code, day from line)");

    private TargetStatements() {
    }
}
