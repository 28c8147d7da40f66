-- What the readings mean, kept current in the transaction that stores them. The rows of a batch are locked in the order
-- device_state, bay_state, then zones, each by id, so that several instances never deadlock.
create table device_state (
    device_id     int primary key references device on delete cascade,
    last_seen_at  timestamptz,
    received_at   timestamptz,
    online        boolean,
    online_at     timestamptz,
    missing       bigint not null default 0,
    clock_skew_ms bigint,
    heartbeat_at  timestamptz,
    voltage       real,
    current       real,
    power_factor  real,
    battery       real,
    rssi          real,
    snr           real,
    temperature   real,
    firmware      text
) with (fillfactor = 60);
comment on column device_state.last_seen_at is 'newest event time; received_at is when its message came';
comment on column device_state.missing is 'occupancy readings that the sequence numbers say were sent and never came';
comment on column device_state.clock_skew_ms is 'receipt minus event time of the newest reading: delay plus clock error';

create table bay_state (
    bay_id      int primary key references bay on delete cascade,
    occupied    boolean,
    since       timestamptz,
    reading_at  timestamptz,
    reading_seq bigint,
    device_id   int
) with (fillfactor = 60);
comment on table bay_state is 'the newest reading of each bay and the device that sent it; occupied is null as long as none came';

create table zone_state (
    zone_id  int primary key references zone on delete cascade,
    occupied int not null default 0,
    known    int not null default 0
) with (fillfactor = 60);
comment on column zone_state.known is 'bays that have ever been heard of; the rest is unknown, never free';

create table stay (
    bay_id      int         not null references bay,
    zone_id     int         not null references zone,
    arrived_at  timestamptz not null,
    departed_at timestamptz check (departed_at > arrived_at),
    primary key (bay_id, arrived_at)
);
create unique index stay_one_open_per_bay on stay (bay_id) where departed_at is null;
create index stay_by_arrival on stay (zone_id, arrived_at);
create index stay_by_departure on stay (zone_id, departed_at);

create table hourly_usage (
    zone_id    int         not null references zone,
    hour       timestamptz not null,
    readings   int         not null default 0,
    arrivals   int         not null default 0,
    departures int         not null default 0,
    primary key (zone_id, hour)
);
comment on column hourly_usage.hour is 'when an hour of the facility''s own clock begins';

create table dead_letter (
    id          bigint generated always as identity primary key,
    received_at timestamptz not null,
    topic       text        not null,
    payload     bytea       not null,
    reason      text        not null,
    detail      text        not null,
    device_code text
);
create index dead_letter_by_time on dead_letter (received_at);
create index dead_letter_by_device on dead_letter (device_code, received_at) where device_code is not null;

-- Every device, bay and zone has its state row from birth, so the way in only ever updates.
create function create_device_state() returns trigger language plpgsql as $$
begin
    insert into device_state (device_id) select id from born;
    return null;
end $$;
create trigger device_born after insert on device referencing new table as born
    for each statement execute function create_device_state();

create function create_bay_state() returns trigger language plpgsql as $$
begin
    insert into bay_state (bay_id) select id from born;
    return null;
end $$;
create trigger bay_born after insert on bay referencing new table as born
    for each statement execute function create_bay_state();

create function create_zone_state() returns trigger language plpgsql as $$
begin
    insert into zone_state (zone_id) select id from born;
    return null;
end $$;
create trigger zone_born after insert on zone referencing new table as born
    for each statement execute function create_zone_state();
