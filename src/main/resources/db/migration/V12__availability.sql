-- Whether devices were heard of, sampled once a minute and added up by hour: 24 rows a zone and day, whatever the number of devices.
create table hourly_availability (
    zone_id    int         not null references zone,
    hour       timestamptz not null,
    expected   int         not null,
    heard      int         not null,
    samples    int         not null,
    sampled_at timestamptz not null,
    primary key (zone_id, hour)
);
comment on table hourly_availability is 'device-minutes: devices that should have been heard of, and those that were, in as many samples';
comment on column hourly_availability.sampled_at is 'the minute of the last sample, so that several instances count a minute once';
