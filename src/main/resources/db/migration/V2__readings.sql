-- What devices said, as said. Two hypertables, no foreign keys: the way in has resolved the device under a lock in the same
-- transaction, and a check per row would cost more than the row.
--
-- Chunk intervals: the chunk being written, with its indexes, should stay in memory. 5,000 sensors with a heartbeat every 10 s
-- write 43 million heartbeats a day (about 4 GB): one day. Occupancy changes are a hundredth to a fifth of that, so seven days keep
-- 13 months of them in 57 chunks, which keeps planning cheap where a query has no bound in time.
--
-- A reading's identity is (device, time, sequence number); the unique index makes a redelivered one a no-op. A reading without a
-- sequence number has seq = -1, because null would not be equal to null.
create sequence occupancy_id;

create table occupancy (
    time        timestamptz not null,
    received_at timestamptz not null,
    seq         bigint      not null default -1,
    id          bigint      not null default nextval('occupancy_id'),
    device_id   int         not null,
    bay_id      int         not null,
    zone_id     int         not null,
    occupied    boolean     not null
);
alter sequence occupancy_id owned by occupancy.id;
select create_hypertable('occupancy', by_range('time', interval '7 days'), create_default_indexes => false);
create unique index occupancy_identity on occupancy (device_id, time, seq);
create index occupancy_by_zone on occupancy (zone_id, time desc);

create table heartbeat (
    time         timestamptz not null,
    received_at  timestamptz not null,
    seq          bigint      not null default -1,
    device_id    int         not null,
    voltage      real,
    current      real,
    power_factor real,
    battery      real,
    rssi         real,
    snr          real,
    temperature  real
);
comment on table heartbeat is 'V, A, 1, %, dBm, dB, degrees Celsius; null where the device did not say';
select create_hypertable('heartbeat', by_range('time', interval '1 day'), create_default_indexes => false);
create unique index heartbeat_identity on heartbeat (device_id, time, seq);
