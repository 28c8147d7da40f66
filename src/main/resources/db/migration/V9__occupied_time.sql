-- How long bays were occupied, hour by hour, without a row more than arrivals and departures need: a car that comes adds what is left of
-- its hour, a car that goes takes away what is left of its hour. With the cars that stood there when the hour began, that is all of the
-- hour's occupied time, and a stay of a month still touches two rows.
alter table hourly_usage add occupied_micros bigint not null default 0;
comment on column hourly_usage.occupied_micros is
    'microseconds from each arrival to the end of the hour (hour + 1 h), less those from each departure; to be added to the hour''s length '
    'times the cars at its beginning';

update hourly_usage h set occupied_micros = c.micros
from (select m.zone_id, m.hour, sum(m.micros)::bigint as micros
      from (select s.zone_id, date_trunc('hour', e.at, f.time_zone) as hour,
                   e.sign * (extract(epoch from date_trunc('hour', e.at, f.time_zone) + interval '1 hour' - e.at) * 1000000)::bigint as micros
            from stay s
            join zone z on z.id = s.zone_id
            join facility f on f.id = z.facility_id
            cross join lateral (values (s.arrived_at, 1), (s.departed_at, -1)) as e (at, sign)
            where e.at is not null) m
      group by m.zone_id, m.hour) c
where c.zone_id = h.zone_id and c.hour = h.hour;

alter table target add usage_hours int check (usage_hours >= 0);
comment on column target.usage_hours is 'hours of occupied bays expected that day, null where only arrivals are';
