-- LoRaWAN sensors, and a device's state that does not depend on the order of arrival.
alter table device add column dev_eui text check (dev_eui ~ '^[0-9a-f]{16}$');
create unique index device_by_dev_eui on device (dev_eui) where dev_eui is not null;
comment on column device.dev_eui is 'LoRaWAN DevEUI, lower case; null for a device that speaks MQTT itself';

alter table heartbeat add column details jsonb;
comment on column heartbeat.details is 'what else the uplink of a LoRaWAN sensor said, by the vendor''s names; null, and without a byte, for all others';

-- The newest numbered reading, which the next one's gap is measured from: of an occupancy reading its seq, of a LoRaWAN sensor its frame counter.
alter table device_state add column firmware_at timestamptz, add column numbered_at timestamptz, add column number bigint;
comment on column device_state.missing is 'gaps between the sequence numbers of the device''s readings in order of time, added up';
comment on column device_state.clock_skew_ms is 'receipt minus event time of the newest message: delay plus clock error';

update device_state set firmware_at = heartbeat_at where firmware is not null;
update device_state s set missing = counted.missing, numbered_at = counted.numbered_at, number = counted.number
from (
    select device_id, max(time) as numbered_at, (array_agg(seq order by time desc, seq desc))[1] as number,
           coalesce(sum(gap) filter (where gap between 1 and 1000000), 0) as missing
    from (select device_id, time, seq, seq - lag(seq) over (partition by device_id order by time, seq) - 1 as gap
          from occupancy where seq >= 0) numbered
    group by device_id
) counted
where counted.device_id = s.device_id;
