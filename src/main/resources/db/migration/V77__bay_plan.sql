-- Where a bay lies on its zone's plan: the middle in metres from the plan's upper left corner, how far it is turned, and its size. A plan is at
-- least as large as what lies on it.
alter table zone
    add column plan_width  double precision check (plan_width > 0 and plan_width <= 2000),
    add column plan_height double precision check (plan_height > 0 and plan_height <= 2000),
    add constraint zone_plan_size check ((plan_width is null) = (plan_height is null));
comment on column zone.plan_width is 'metres; null where nobody has said how large the plan is';

alter table bay
    add column plan_x      double precision check (plan_x between 0 and 2000),
    add column plan_y      double precision check (plan_y between 0 and 2000),
    add column plan_angle  double precision check (plan_angle between 0 and 360),
    add column plan_width  double precision check (plan_width between 0.5 and 50),
    add column plan_length double precision check (plan_length between 0.5 and 50),
    add constraint bay_place check (num_nonnulls(plan_x, plan_y, plan_angle, plan_width, plan_length) in (0, 5));
comment on column bay.plan_angle is 'degrees, clockwise; at 0 a car in it looks up or down the plan';

drop trigger zone_changes on zone;
create trigger zone_changes before update of name, zone_type, max_stay_minutes, grace_minutes, plan_width, plan_height, active on zone
    for each row when (old.* is distinct from new.*) execute function count_version();
drop trigger bay_changes on bay;
create trigger bay_changes before update of number, kind, longitude, latitude, max_stay_minutes, grace_minutes, limit_days, limit_from,
                                            limit_until, plan_x, plan_y, plan_angle, plan_width, plan_length, active on bay
    for each row when (old.* is distinct from new.*) execute function count_version();
