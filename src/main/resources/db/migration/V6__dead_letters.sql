-- A letter that fails again keeps its place; one that is taken keeps its history. Either is written in the transaction of its readings.
alter table dead_letter
    add column state       text not null default 'DEAD' check (state in ('DEAD', 'STORED', 'DUPLICATE')),
    add column attempts    int  not null default 0,
    add column replayed_at timestamptz,
    add column size        int  not null generated always as (octet_length(topic) + octet_length(payload)) stored;
comment on column dead_letter.state is 'DEAD as long as it could not be taken, then what became of it when it was replayed';
comment on column dead_letter.reason is 'the newest: a replay may fail for another one';
comment on column dead_letter.replayed_at is 'the last of the attempts';

drop index dead_letter_by_time;
create index dead_letter_by_time on dead_letter (received_at) include (size);
create index dead_letter_by_reason on dead_letter (reason, received_at) where state = 'DEAD';
-- those that a change of the device registry can make readable; the sweep of every minute asks for nothing else
create index dead_letter_waiting on dead_letter (device_code, id)
    where state = 'DEAD' and reason in ('UNKNOWN_DEVICE', 'WRONG_FACILITY', 'NO_BAY');

-- Who sends what cannot be taken: one row per reason and device, however many letters. Written by the statement that keeps the
-- letters, so discovered devices are read from here and not counted out of a million letters.
create table dead_letter_source (
    reason      text        not null,
    device_code text        not null,
    facility    text,
    topic       text        not null,
    first_at    timestamptz not null,
    last_at     timestamptz not null,
    messages    bigint      not null,
    not_kept    bigint      not null default 0,
    day         date        not null,
    day_count   int         not null,
    primary key (reason, device_code)
) with (fillfactor = 70);
comment on column dead_letter_source.device_code is 'empty where the message did not tell';
comment on column dead_letter_source.facility is 'code that the newest message names; it need not exist';
comment on column dead_letter_source.topic is 'the newest';
comment on column dead_letter_source.not_kept is 'counted, but beyond what is kept in a day';
comment on column dead_letter_source.day is 'of the newest message, in UTC; day_count is how many came on it';
create index dead_letter_source_by_time on dead_letter_source (last_at);

insert into dead_letter_source (reason, device_code, facility, topic, first_at, last_at, messages, day, day_count)
select reason, coalesce(device_code, ''), substring((array_agg(topic order by id desc))[1] from '([^/]+)/[^/]+/[^/]+$'),
       (array_agg(topic order by id desc))[1], min(received_at), max(received_at), count(*),
       (now() at time zone 'UTC')::date, 0
from dead_letter group by 1, 2;
