-- A weekly pattern fills the days that have no target of their own. A pattern holds from its first day until the next one begins, so a
-- new pattern leaves the efficiency of the past as it was.
create table weekly_target (
    zone_id    int   not null references zone,
    valid_from date  not null,
    arrivals   int[] not null check (cardinality(arrivals) = 7 and 0 <= all (array_remove(arrivals, null))),
    primary key (zone_id, valid_from)
);
comment on column weekly_target.arrivals is 'Monday to Sunday; null where that weekday has no target';
comment on column weekly_target.valid_from is 'first day it holds, in the facility''s time zone';

-- The one answer to "what is the target of this zone and day": arrivals expected, null where there is none.
create function target_of(zone int, day date) returns int language sql stable parallel safe as $$
    select coalesce(
        (select t.arrivals from target t where t.zone_id = $1 and t.day = $2),
        (select w.arrivals[extract(isodow from $2)::int] from weekly_target w
         where w.zone_id = $1 and w.valid_from <= $2 order by w.valid_from desc limit 1))
$$;
