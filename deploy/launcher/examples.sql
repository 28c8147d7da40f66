-- A month of alerts, and batteries, for the examples of reports: made up, because no month can be waited for. The same each time.
create temporary table drawn as
select n, abs(hashint8(n)) % 1000 / 1000.0 as a, abs(hashint8(n + 1000)) % 1000 / 1000.0 as b, abs(hashint8(n + 2000)) % 1000 / 1000.0 as c,
       timestamptz '2026-10-01 06:00+00' + (n * 31.0 / 168) * interval '1 day' + abs(hashint8(n + 3000)) % 600 * interval '1 minute' as at
from generate_series(0, 166) as n;

create temporary table kinds (from_share numeric, to_share numeric, type text, severity text, subject text, message text, acknowledge_minutes numeric, clear_minutes numeric);
insert into kinds values
    (0.00, 0.42, 'OVERSTAY',        'WARNING',  'BAY',    'has stood longer than it may',               14,  55),
    (0.42, 0.60, 'DEVICE_OFFLINE',  'CRITICAL', 'DEVICE', 'nothing heard for two minutes',               6,  75),
    (0.60, 0.70, 'LOW_BATTERY',     'WARNING',  'DEVICE', 'the battery is at 14 %',                     90, 2900),
    (0.70, 0.79, 'FLAPPING_SENSOR', 'WARNING',  'DEVICE', 'changes more often than cars can',           35, 160),
    (0.79, 0.86, 'STUCK_SENSOR',    'WARNING',  'DEVICE', 'has not changed for days',                  120, 1500),
    (0.86, 0.92, 'INVALID_DATA',    'WARNING',  'DEVICE', 'a voltage of 412 V',                         25,  40),
    (0.92, 0.96, 'HIGH_POWER',      'WARNING',  'DEVICE', 'takes 1,720 W',                              18,  30),
    (0.96, 1.01, 'CLOCK_SKEW',      'INFO',     'DEVICE', 'its clock is 14 minutes late',              400, 1900);

with bays as (
    select d.id as device, b.id as bay, z.id as zone, f.id as facility, d.code, row_number() over (order by d.code) - 1 as place
    from facility f join zone z on z.facility_id = f.id join bay b on b.zone_id = z.id join device d on d.bay_id = b.id
    where f.code = 'city-center-mall'
), raised as (
    select k.*, bays.*, d.*, count(*) over (partition by k.type, bays.bay order by d.at rows between 1 following and unbounded following) = 0 as is_last
    from drawn d join kinds k on d.a >= k.from_share and d.a < k.to_share
    -- some bays have more of it than others
    join bays on bays.place = floor(50 * d.b * sqrt(d.c))
)
insert into alert (type, severity, subject, subject_id, facility_id, zone_id, bay_id, device_id, message, raised_at, since, last_at, acknowledged_at, acknowledged_by,
                   cleared_at)
select type, severity, subject, case subject when 'BAY' then bay else device end, facility, zone, bay, device, code || ': ' || message, at, at - interval '2 minutes', at,
       case when c < 0.85 then at + acknowledge_minutes * (0.3 + 3 * b * b) * interval '1 minute' end, case when c < 0.85 then 'operator' end,
       case when not (is_last and at > '2026-10-27' and type <> 'DEVICE_OFFLINE') then at + clear_minutes * (0.4 + 2.5 * c * b) * interval '1 minute' end
from raised
on conflict do nothing; -- what is open already is one alert

-- radio sensors on the open deck, some of them old
update device_state s set battery = 8 + abs(hashint4(s.device_id + 7)) % 92, rssi = -118 + abs(hashint4(s.device_id)) % 55
from device d join bay b on b.id = d.bay_id join zone z on z.id = b.zone_id join facility f on f.id = z.facility_id
where d.id = s.device_id and f.code = 'city-center-mall' and z.code = 'OUT';
