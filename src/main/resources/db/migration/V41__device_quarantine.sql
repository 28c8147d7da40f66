-- Senders that exceed their budget: nothing of theirs is taken while they are here. By the name in the topic, so that a sender nobody has
-- registered can be here as well.
create table device_quarantine (
    sender    text        primary key,
    device_id int         references device on delete cascade,
    since     timestamptz not null,
    until     timestamptz not null,
    messages  bigint      not null default 0
);
create index device_quarantine_by_device on device_quarantine (device_id);
comment on column device_quarantine.until is 'moves on as long as the sender goes on; the row goes when it has passed';
comment on column device_quarantine.messages is 'not taken since';

insert into alert_rule (type, severity, thresholds) values ('DEVICE_QUARANTINED', 'WARNING', '{"messages": 1}');
