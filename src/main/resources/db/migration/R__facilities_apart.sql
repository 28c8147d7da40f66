-- Whoever may see named facilities only gets their rows and no others, whatever is asked: the one place where that is enforced. For such
-- work the application becomes the role parkbridge_scoped and names the facilities in the setting parkbridge.facilities
-- (scope/ScopedConnections). The owner of the tables and roles with BYPASSRLS, so ingest and whoever sees all, are not concerned: no
-- condition is added to what they do. Without the setting nothing is visible.
--
-- Run again whenever it has changed, after all numbered migrations. A new table takes part by a line here; without one it is out of reach of
-- parkbridge_scoped, as afterMigrate.sql gives it no rights, and DatabaseRolesIT fails.
create or replace function scoped_facilities() returns bigint[] language sql stable parallel safe as $$
    select nullif(current_setting('parkbridge.facilities', true), '')::bigint[]
$$;

-- A question that must look beyond what is visible, and answers yes or no.
create or replace function is_foreign_device(device_code text) returns boolean
    language sql stable security definer set search_path = public, pg_temp as $$
    select exists (select from device d where d.code = device_code and d.facility_id <> all (scoped_facilities()))
$$;

create or replace function scope_by(condition text, variadic tables text[]) returns void language plpgsql as $$
declare
    name text;
begin
    foreach name in array tables loop
        execute format('alter table %I enable row level security', name);
        execute format('drop policy if exists seen on %I', name);
        execute format('create policy seen on %I using (%s)', name, condition);
    end loop;
end $$;
select scope_by('id = any ((select scoped_facilities())::bigint[])', 'facility');
select scope_by('facility_id = any ((select scoped_facilities())::bigint[])', 'zone', 'device', 'alert', 'holiday', 'broker_account',
        'account_revocation', 'report_schedule', 'report_run');
-- a facility has few zones: an array of them leads the indexes that begin with the zone
select scope_by('zone_id = any (array(select id from zone))',
        'bay', 'zone_plan_image', 'zone_state', 'stay', 'hourly_usage', 'hourly_availability', 'target', 'weekly_target');
select scope_by('exists (select from bay b where b.id = bay_id)', 'bay_state', 'bay_device');
select scope_by('exists (select from device d where d.id = device_id)', 'device_state', 'device_credential', 'device_quarantine');
select scope_by('exists (select from alert a where a.id = alert_id)', 'alert_event', 'delivery');
select scope_by('exists (select from report_run r where r.id = run_id)', 'report_mail');
select scope_by('facility_id = any ((select scoped_facilities())::bigint[]) or exists (select from zone z where z.id = zone_id)
        or exists (select from device d where d.id = device_id)', 'mute');
-- a letter belongs to the facility that its topic names, unless its device is registered at another one
select scope_by('exists (select from facility f where f.code = substring(topic from ''([^/]+)/[^/]+/[^/]+$''))
        and not coalesce(is_foreign_device(device_code), false)', 'dead_letter');
select scope_by('exists (select from facility f where f.code = facility) and not is_foreign_device(device_code)', 'dead_letter_source');
drop function scope_by;

-- General rules are read by all; to change one is to change it for all.
alter table alert_rule enable row level security;
drop policy if exists seen on alert_rule;
create policy seen on alert_rule using (facility_id = any ((select scoped_facilities())::bigint[])
        or exists (select from zone z where z.id = zone_id) or exists (select from device d where d.id = device_id)
        or num_nonnulls(facility_id, zone_id, device_id) = 0)
    with check (facility_id = any ((select scoped_facilities())::bigint[])
        or exists (select from zone z where z.id = zone_id) or exists (select from device d where d.id = device_id));

-- Whatever somebody does is written down, also where it is about no single facility; that is read by those who see all.
alter table audit enable row level security;
drop policy if exists seen on audit;
create policy seen on audit for select using (facility_id = any ((select scoped_facilities())::bigint[]));
drop policy if exists written on audit;
create policy written on audit for insert with check (facility_id is null or facility_id = any ((select scoped_facilities())::bigint[]));

-- TimescaleDB knows no row security on hypertables that are compressed. So the scoped role may not read the hypertables: it reads these
-- views, which its search_path puts before them under their names.
create schema if not exists scoped;
create or replace view scoped.occupancy as select o.* from public.occupancy o
    where o.zone_id = any (array(select z.id from public.zone z where z.facility_id = any (scoped_facilities())));
create or replace view scoped.heartbeat as select h.* from public.heartbeat h
    where exists (select from public.device d where d.id = h.device_id and d.facility_id = any (scoped_facilities()));
