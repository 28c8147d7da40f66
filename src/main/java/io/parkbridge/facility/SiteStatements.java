package io.parkbridge.facility;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.parkbridge.audit.AuditedRows;
import io.parkbridge.audit.Subject;

/** What is done with the lines of a file of sites, all of them at once. */
final class SiteStatements {

    /** Each returns line, column and reason of what contradicts another line or what is there already. */
    static final List<String> CHECKS = Stream.of(
            Stream.of("""
                    select nr, 'zone_code', 'is required where there is a bay' from line where zone_code is null and bay_number is not null""",
                    """
                    select nr, case when longitude is null then 'longitude' else 'latitude' end, 'is missing: a place has both'
                    from line where (longitude is null) <> (latitude is null)""",
                    """
                    select nr, case when bay_limit_from is null then 'bay_limit_from' else 'bay_limit_until' end, 'is missing: hours have both'
                    from line where (bay_limit_from is null) <> (bay_limit_until is null)""",
                    """
                    select nr, 'bay_number', 'is required where a bay has a limit of its own'
                    from line where bay_number is null
                      and num_nonnulls(bay_max_stay_minutes, bay_grace_minutes, bay_limit_days, bay_limit_from, bay_limit_until) > 0""",
                    """
                    select nr, case when zone_plan_width is null then 'zone_plan_width' else 'zone_plan_height' end, 'is missing: a plan has both'
                    from line where (zone_plan_width is null) <> (zone_plan_height is null)""",
                    """
                    select nr, case when bay_x is null then 'bay_x' else 'bay_y' end, 'is missing: a place on the plan has both'
                    from line where (bay_x is null or bay_y is null) and num_nonnulls(bay_x, bay_y, bay_angle, bay_width, bay_length) > 0""",
                    """
                    select nr, 'bay_number', 'is required where a bay has a place on the plan' from line where bay_number is null and bay_x is not null""",
                    repeated("device_code", "device_code"), repeated("dev_eui", "lower(dev_eui)"), repeated("bay_number", "facility_code, zone_code, bay_number")),
            Stream.of("facility_name", "facility_address", "time_zone").map(column -> contradicting(column, "facility_code")),
            Stream.of("zone_name", "zone_type", "max_stay_minutes", "grace_minutes", "zone_plan_width", "zone_plan_height")
                    .map(column -> contradicting(column, "facility_code, zone_code")),
            // whoever may see named facilities only makes no new ones, and is not told whether others are there
            Stream.of("""
                    select nr, 'facility_code', 'is no facility that you may change'
                    from line where scoped_facilities() is not null and not exists (select from facility f where f.code = facility_code)""",
                    """
                    select nr, 'facility_code', 'is a retired facility' from line join facility f on f.code = facility_code where not f.active""",
                    """
                    select nr, 'time_zone', 'is fixed once a reading has come'
                    from line join facility f on f.code = facility_code
                    where f.time_zone <> coalesce(line.time_zone, f.time_zone)
                      and exists (select from hourly_usage u join zone z on z.id = u.zone_id where z.facility_id = f.id)""",
                    """
                    select nr, 'zone_code', 'is a retired zone'
                    from line join facility f on f.code = facility_code join zone z on z.facility_id = f.id and z.code = zone_code
                    where not z.active""",
                    """
                    select nr, 'bay_number', case when not b.active then 'is a retired bay' else 'is watched by ' || d.code end
                    from line join facility f on f.code = facility_code join zone z on z.facility_id = f.id and z.code = zone_code
                    join bay b on b.zone_id = z.id and b.number = bay_number
                    left join device d on d.bay_id = b.id and d.active and d.code <> device_code
                    where not b.active or d.id is not null""",
                    """
                    select nr, 'dev_eui', 'is the one of ' || d.code
                    from line join device d on d.dev_eui = lower(line.dev_eui) where d.code is distinct from device_code""",
                    """
                    select nr, 'device_code', case when not d.active then 'is a retired device' else 'is registered in another place; move it there first' end
                    from line join device d on d.code = device_code join facility f on f.id = d.facility_id
                    left join bay b on b.id = d.bay_id left join zone z on z.id = b.zone_id
                    where not d.active or (f.code, z.code, b.number) is distinct from (facility_code, case when bay_number is not null then zone_code end, bay_number)"""))
            .flatMap(checks -> checks).toList();

    /** What is there already stays, with its history; what the lines say otherwise is brought up to date. */
    static final List<String> STEPS = List.of(
            """
            insert into facility (code, name, address, time_zone)
            select distinct on (facility_code) facility_code, coalesce(facility_name, facility_code), coalesce(facility_address, ''), coalesce(line.time_zone, 'UTC')
            from line where not exists (select from facility f where f.code = facility_code)
            order by facility_code, nr
            """,
            """
            update facility f set name = said.name, address = said.address, time_zone = said.time_zone
            from (select distinct on (present.id) present.id, coalesce(facility_name, present.name) as name,
                         coalesce(facility_address, present.address) as address, coalesce(line.time_zone, present.time_zone) as time_zone
                  from line join facility present on present.code = facility_code order by present.id, nr) said
            where said.id = f.id and (f.name, f.address, f.time_zone) is distinct from (said.name, said.address, said.time_zone)
            """,
            """
            insert into zone (facility_id, code, name, zone_type, max_stay_minutes, grace_minutes, plan_width, plan_height)
            select distinct on (f.id, zone_code) f.id, zone_code, coalesce(zone_name, z.name, zone_code),
                   coalesce(line.zone_type, z.zone_type, 'OUTDOOR'), coalesce(line.max_stay_minutes, z.max_stay_minutes), coalesce(line.grace_minutes, z.grace_minutes, 5),
                   coalesce(zone_plan_width, z.plan_width), coalesce(zone_plan_height, z.plan_height)
            from line join facility f on f.code = facility_code left join zone z on z.facility_id = f.id and z.code = zone_code
            where zone_code is not null
            order by f.id, zone_code, nr
            on conflict (facility_id, code) do update set name = excluded.name, zone_type = excluded.zone_type,
                max_stay_minutes = excluded.max_stay_minutes, grace_minutes = excluded.grace_minutes, plan_width = excluded.plan_width,
                plan_height = excluded.plan_height
                where (zone.name, zone.zone_type, zone.max_stay_minutes, zone.grace_minutes, zone.plan_width, zone.plan_height)
                    is distinct from (excluded.name, excluded.zone_type, excluded.max_stay_minutes, excluded.grace_minutes, excluded.plan_width,
                                      excluded.plan_height)
            """,
            """
            insert into bay (zone_id, number, kind, longitude, latitude, max_stay_minutes, grace_minutes, limit_days, limit_from, limit_until,
                             plan_x, plan_y, plan_angle, plan_width, plan_length)
            select z.id, bay_number, coalesce(bay_kind, b.kind, 'STANDARD'), coalesce(line.longitude, b.longitude), coalesce(line.latitude, b.latitude),
                   coalesce(bay_max_stay_minutes, b.max_stay_minutes), coalesce(bay_grace_minutes, b.grace_minutes),
                   coalesce(bay_limit_days, b.limit_days), coalesce(bay_limit_from, b.limit_from), coalesce(bay_limit_until, b.limit_until),
                   coalesce(bay_x, b.plan_x), coalesce(bay_y, b.plan_y),
                   coalesce(bay_angle, b.plan_angle, case when bay_x is not null then 0 end),
                   coalesce(bay_width, b.plan_width, case when bay_x is not null then 2.5 end),
                   coalesce(bay_length, b.plan_length, case when bay_x is not null then 5 end)
            from line join facility f on f.code = facility_code join zone z on z.facility_id = f.id and z.code = zone_code
            left join bay b on b.zone_id = z.id and b.number = bay_number
            where bay_number is not null
            on conflict (zone_id, number) do update set kind = excluded.kind, longitude = excluded.longitude, latitude = excluded.latitude,
                max_stay_minutes = excluded.max_stay_minutes, grace_minutes = excluded.grace_minutes, limit_days = excluded.limit_days,
                limit_from = excluded.limit_from, limit_until = excluded.limit_until, plan_x = excluded.plan_x, plan_y = excluded.plan_y,
                plan_angle = excluded.plan_angle, plan_width = excluded.plan_width, plan_length = excluded.plan_length
                where (bay.kind, bay.longitude, bay.latitude, bay.max_stay_minutes, bay.grace_minutes, bay.limit_days, bay.limit_from, bay.limit_until,
                       bay.plan_x, bay.plan_y, bay.plan_angle, bay.plan_width, bay.plan_length)
                    is distinct from (excluded.kind, excluded.longitude, excluded.latitude, excluded.max_stay_minutes, excluded.grace_minutes,
                                      excluded.limit_days, excluded.limit_from, excluded.limit_until, excluded.plan_x, excluded.plan_y,
                                      excluded.plan_angle, excluded.plan_width, excluded.plan_length)
            """,
            """
            insert into device (facility_id, bay_id, code, model, dev_eui, expected_interval_seconds)
            select f.id, b.id, device_code, coalesce(device_model, 'generic'), lower(dev_eui), expected_interval_seconds
            from line join facility f on f.code = facility_code
            left join zone z on z.facility_id = f.id and z.code = zone_code
            left join bay b on b.zone_id = z.id and b.number = bay_number
            where device_code is not null and not exists (select from device d where d.code = device_code)
            """,
            """
            update device d set model = said.model, dev_eui = said.dev_eui, expected_interval_seconds = said.seconds
            from (select present.id, coalesce(device_model, present.model) as model, coalesce(lower(line.dev_eui), present.dev_eui) as dev_eui,
                         coalesce(line.expected_interval_seconds, present.expected_interval_seconds) as seconds
                  from line join device present on present.code = device_code) said
            where said.id = d.id and (d.model, d.dev_eui, d.expected_interval_seconds) is distinct from (said.model, said.dev_eui, said.seconds)
            """,
            """
            update zone z set capacity = counted.bays
            from (select zone_id, count(*) as bays from bay where active group by zone_id) counted
            where counted.zone_id = z.id and z.capacity <> counted.bays
            """);

    /**
     * What the steps can change, for the audit log. Devices stand in a package that knows this one, and not the other way round: how they
     * are read is said here once more.
     */
    static final Map<AuditedRows, String> TOUCHED = Map.of(
            Facility.AUDITED, "r.code in (select facility_code from line)",
            Zone.AUDITED, "(f.code, r.code) in (select facility_code, zone_code from line)",
            Bay.AUDITED, "(f.code, z.code, r.number) in (select facility_code, zone_code, bay_number from line)",
            new AuditedRows(Subject.DEVICE, "device r", "", "r.id", "r.code", "r.facility_id"), "r.code in (select device_code from line)");

    private SiteStatements() {
    }

    private static String repeated(String column, String key) {
        return """
                select nr, '%1$s', 'stands in line ' || first || ' already'
                from (select nr, %1$s as value, min(nr) over (partition by %2$s) as first from line) keyed
                where value is not null and nr > first""".formatted(column, key);
    }

    private static String contradicting(String column, String key) {
        return """
                select nr, '%1$s', 'differs from line ' || first
                from (select nr, %3$s as place, %1$s as value, first_value(%1$s) over same as said, first_value(nr) over same as first
                      from line window same as (partition by %2$s order by nr)) keyed
                where place is not null and value is distinct from said""".formatted(column, key, key.substring(key.lastIndexOf(' ') + 1));
    }
}
