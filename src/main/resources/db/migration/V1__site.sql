-- What is where: facility -> zone -> bay -> device. Edited by people; nothing with history is ever deleted, it is retired (active = false).
create extension if not exists timescaledb;

create table facility (
    id         int generated always as identity primary key,
    code       text        not null unique check (code ~ '^[A-Za-z0-9_-]{1,50}$'),
    name       text        not null,
    address    text        not null default '',
    time_zone  text        not null default 'UTC',
    active     boolean     not null default true,
    created_at timestamptz not null default now()
);
comment on column facility.time_zone is 'IANA name; days and hours of every figure are this zone''s';

create table zone (
    id               int generated always as identity primary key,
    facility_id      int         not null references facility,
    code             text        not null check (code <> ''),
    name             text        not null,
    zone_type        text        not null default 'OUTDOOR',
    capacity         int         not null default 0 check (capacity >= 0),
    max_stay_minutes int check (max_stay_minutes > 0),
    grace_minutes    int         not null default 5 check (grace_minutes >= 0),
    active           boolean     not null default true,
    created_at       timestamptz not null default now(),
    unique (facility_id, code)
);
comment on column zone.capacity is 'number of active bays';

create table bay (
    id         int generated always as identity primary key,
    zone_id    int         not null references zone,
    number     text        not null check (number <> ''),
    kind       text        not null default 'STANDARD',
    longitude  double precision check (longitude between -180 and 180),
    latitude   double precision check (latitude between -90 and 90),
    active     boolean     not null default true,
    created_at timestamptz not null default now(),
    unique (zone_id, number)
);

create table device (
    id                        int generated always as identity primary key,
    facility_id               int         not null references facility,
    bay_id                    int references bay,
    code                      text        not null unique check (code ~ '^[A-Za-z0-9_-]{1,50}$'),
    model                     text        not null default 'generic',
    expected_interval_seconds int check (expected_interval_seconds > 0),
    active                    boolean     not null default true,
    installed_at              timestamptz not null default now()
);
comment on column device.bay_id is 'null for a gateway, which watches no bay';
create unique index device_one_active_per_bay on device (bay_id) where active;
create index device_by_facility on device (facility_id);

create table target (
    id       int generated always as identity primary key,
    zone_id  int  not null references zone,
    day      date not null,
    arrivals int  not null check (arrivals >= 0),
    unique (zone_id, day)
);
comment on column target.day is 'a day in the facility''s time zone';
