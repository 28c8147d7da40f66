-- A bay's own limit of stay: what is null is the zone's (limit, grace) or the rule's (days, hours).
alter table bay
    add column max_stay_minutes int check (max_stay_minutes > 0),
    add column grace_minutes    int check (grace_minutes >= 0),
    add column limit_days       text check (limit_days ~ '^1?2?3?4?5?6?7?$' and limit_days <> ''),
    add column limit_from       time,
    add column limit_until      time,
    add constraint bay_limit_hours check ((limit_from is null) = (limit_until is null));
comment on column bay.limit_days is 'digits from 1, Monday, to 7, Sunday';
create index bay_limited on bay (zone_id) where max_stay_minutes is not null;

-- rules in memory hold the limits of bays, too
create trigger bay_limit_changed after insert or update of max_stay_minutes, grace_minutes, limit_days, limit_from, limit_until, active on bay
    for each statement execute function count_alert_rule_version();

drop trigger bay_changes on bay;
create trigger bay_changes before update of number, kind, longitude, latitude, max_stay_minutes, grace_minutes, limit_days, limit_from,
                                            limit_until, active on bay
    for each row when (old.* is distinct from new.*) execute function count_version();
