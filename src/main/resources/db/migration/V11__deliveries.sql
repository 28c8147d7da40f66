-- The way out of notifications: a step of an alert, once per channel that wants it. What is due is sent, and what cannot be sent is tried
-- again for a day and then given up, visibly.
create table delivery (
    id          bigint generated always as identity primary key,
    channel     text        not null,
    event_id    bigint      not null references alert_event on delete cascade,
    alert_id    bigint      not null references alert on delete cascade,
    state       text        not null default 'PENDING' check (state in ('PENDING', 'SENT', 'GIVEN_UP')),
    attempts    int         not null default 0,
    due_at      timestamptz not null,
    created_at  timestamptz not null,
    ended_at    timestamptz,
    last_error  text,
    unique (channel, event_id)
) with (fillfactor = 80);
create index delivery_due on delivery (channel, due_at, id) where state = 'PENDING';
create index delivery_by_alert on delivery (alert_id);
