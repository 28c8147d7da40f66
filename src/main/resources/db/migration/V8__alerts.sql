-- What an operator must know. A rule says when; an alert is one thing that is wrong, from raised to cleared; an event is a step of its life.
create table alert_rule (
    id           int generated always as identity primary key,
    type         text    not null,
    facility_id  int references facility,
    zone_id      int references zone,
    device_id    int references device,
    enabled      boolean not null default true,
    severity     text    not null check (severity in ('CRITICAL', 'WARNING', 'INFO')),
    thresholds   jsonb   not null default '{}',
    active_days  int     not null default 127 check (active_days between 1 and 127),
    active_from  time,
    active_until time,
    on_holidays  boolean not null default true,
    updated_at   timestamptz not null default now(),
    check (num_nonnulls(facility_id, zone_id, device_id) <= 1),
    check ((active_from is null) = (active_until is null)),
    unique nulls not distinct (type, facility_id, zone_id, device_id)
);
comment on table alert_rule is 'of several that fit, the one of the device goes before the zone''s, the facility''s and the general one';
comment on column alert_rule.active_days is 'bit 0 Monday to bit 6 Sunday, in the facility''s time zone';
comment on column alert_rule.on_holidays is 'false: the facility''s public holidays are free of it';

create table holiday (
    facility_id int  not null references facility on delete cascade,
    day         date not null,
    name        text not null default '',
    primary key (facility_id, day)
);

-- One row, counted up by every change of what rules are made of: whoever keeps rules in memory compares it in each transaction.
create table alert_rule_version (
    one     boolean primary key default true check (one),
    version bigint not null
);
insert into alert_rule_version (version) values (1);

create function count_alert_rule_version() returns trigger language plpgsql as $$
begin
    update alert_rule_version set version = version + 1;
    return null;
end $$;
create trigger alert_rule_changed after insert or update or delete on alert_rule
    for each statement execute function count_alert_rule_version();
create trigger holiday_changed after insert or update or delete on holiday
    for each statement execute function count_alert_rule_version();
create trigger zone_limit_changed after insert or update of max_stay_minutes, grace_minutes, active on zone
    for each statement execute function count_alert_rule_version();
create trigger facility_clock_changed after insert or update of time_zone on facility
    for each statement execute function count_alert_rule_version();

create table alert_rule_audit (
    id      bigint generated always as identity primary key,
    at      timestamptz not null default now(),
    who     text        not null,
    rule_id int         not null,
    action  text        not null check (action in ('CREATED', 'CHANGED', 'DELETED')),
    before  jsonb,
    after   jsonb
);

create table alert (
    id              bigint generated always as identity primary key,
    type            text        not null,
    severity        text        not null,
    subject         text        not null check (subject in ('FACILITY', 'ZONE', 'BAY', 'DEVICE')),
    subject_id      int         not null,
    facility_id     int         not null references facility,
    zone_id         int references zone,
    bay_id          int references bay,
    device_id       int references device,
    parent_id       bigint references alert,
    message         text        not null,
    raised_at       timestamptz not null,
    since           timestamptz not null,
    last_at         timestamptz not null,
    occurrences     int         not null default 1,
    verified        boolean     not null default true,
    escalated_at    timestamptz,
    acknowledged_at timestamptz,
    acknowledged_by text,
    note            text,
    cleared_at      timestamptz
) with (fillfactor = 80);
comment on column alert.since is 'when the condition began; raised_at is when we said so';
comment on column alert.parent_id is 'the alert about the whole facility that explains this one';
create unique index alert_one_active on alert (subject, subject_id, type) where cleared_at is null;
create index alert_by_time on alert (raised_at desc, id desc);
create index alert_by_parent on alert (parent_id) where parent_id is not null;

create table alert_event (
    id         bigint generated always as identity primary key,
    alert_id   bigint      not null references alert on delete cascade,
    at         timestamptz not null,
    kind       text        not null check (kind in ('RAISED', 'ESCALATED', 'ACKNOWLEDGED', 'NOTED', 'CLEARED')),
    who        text,
    detail     text,
    not_before timestamptz not null default '-infinity',
    told       boolean     not null default false
);
comment on column alert_event.told is 'the channels have it: notifications leave from these rows, so none is lost between commit and sending';
create index alert_event_by_alert on alert_event (alert_id, id);
create index alert_event_untold on alert_event (not_before, id) where not told;

create table mute (
    id          int generated always as identity primary key,
    facility_id int references facility,
    zone_id     int references zone,
    device_id   int references device,
    until       timestamptz not null,
    reason      text        not null check (reason <> ''),
    who         text        not null,
    created_at  timestamptz not null default now(),
    check (num_nonnulls(facility_id, zone_id, device_id) = 1)
);
create index mute_by_end on mute (until);

-- When the way in was last known to work, and since when without a gap: silence is measured on this clock.
create table pipeline (
    one      boolean primary key default true check (one),
    alive_at timestamptz not null default '-infinity',
    up_since timestamptz not null default '-infinity'
);
insert into pipeline default values;

-- One evaluation by time over all instances: whoever holds this row.
create table alert_tick (
    one boolean primary key default true check (one)
);
insert into alert_tick default values;

alter table stay add column overstay_seconds int check (overstay_seconds > 0);
comment on column stay.overstay_seconds is 'how long it stood beyond limit and grace within the hours of the limit; null where it did not';

insert into alert_rule (type, severity, thresholds) values
    ('OVERSTAY',        'WARNING',  '{"escalate_factor": 2}'),
    ('DEVICE_OFFLINE',  'CRITICAL', '{"silence_seconds": 120, "interval_factor": 2.5, "facility_percent": 90, "facility_devices": 5}'),
    ('HIGH_POWER',      'WARNING',  '{"watts": 1500, "clear_watts": 1400}'),
    ('INVALID_DATA',    'WARNING',  '{"volts_min": 100, "volts_max": 300, "margin_volts": 5}'),
    ('LOW_HEALTH',      'INFO',     '{"score": 30, "clear_score": 40}'),
    ('LOW_BATTERY',     'WARNING',  '{"percent": 20, "clear_percent": 25}'),
    ('STUCK_SENSOR',    'WARNING',  '{"hours": 168}'),
    ('FLAPPING_SENSOR', 'WARNING',  '{"stays": 5, "clear_stays": 2, "window_minutes": 10}'),
    ('ZONE_FULL',       'INFO',     '{"percent": 100, "clear_percent": 95}'),
    ('CLOCK_SKEW',      'WARNING',  '{"ahead_seconds": 60, "clear_seconds": 30}');
