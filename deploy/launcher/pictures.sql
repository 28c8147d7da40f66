-- What is open when the pictures are taken: not the month that examples.sql has made up, but what a good day has.
update alert set cleared_at = raised_at + interval '3 hours' where cleared_at is null and raised_at < now() - interval '7 days';

insert into alert (type, severity, subject, subject_id, facility_id, zone_id, bay_id, device_id, message, facts, raised_at, since, last_at, acknowledged_at, acknowledged_by)
select fresh.type, 'WARNING', 'DEVICE', d.id, z.facility_id, z.id, b.id, d.id, d.code || ' ' || fresh.message, fresh.facts::jsonb, now() - fresh.age, now() - fresh.age, now() - fresh.age,
       now() - fresh.acknowledged, case when fresh.acknowledged is not null then 'olivia' end
from (values
    ('PARK-OUT-S009', 'LOW_BATTERY',  'battery at 14 %, below 20 %', '{"percent": 14, "limit_percent": 20}', interval '52 minutes', null),
    ('PARK-OUT-S004', 'LOW_BATTERY',  'battery at 17 %, below 20 %', '{"percent": 17, "limit_percent": 20}', interval '5 hours', interval '4 hours 51 minutes'),
    ('PARK-B2-S014',  'STUCK_SENSOR', 'has reported the same state for 171 hours, longer than 168', '{"unchanged_hours": 171, "limit_hours": 168}', interval '3 hours', interval '2 hours 40 minutes')
) as fresh (code, type, message, facts, age, acknowledged)
join device d on d.code = fresh.code join bay b on b.id = d.bay_id join zone z on z.id = b.zone_id
on conflict do nothing;
