-- Reports that are made in the background, and those that are made again and again.
create table report_schedule (
    id          int         generated always as identity primary key,
    name        text        not null,
    report      text        not null,
    format      text        not null,
    facility_id int         not null references facility,
    zone_id     int         references zone,
    paper       text        not null,
    language    text        not null,
    every       text        not null check (every in ('DAY', 'WEEK', 'MONTH')),
    day         int         not null,
    at          time        not null,
    period      text        not null check (period in ('DAY', 'WEEK', 'MONTH')),
    recipients  text[]      not null,
    active      boolean     not null default true,
    next_due    timestamptz not null,
    owner_kind  text        not null,
    owner       text        not null,
    facilities  bigint[],
    created_at  timestamptz not null,
    version     int         not null default 1
);
comment on column report_schedule.day is 'of the week from Monday = 1, or of the month; 1 for every day';
comment on column report_schedule.facilities is 'what whoever changed it last may see; null: all';
create index report_schedule_by_due on report_schedule (next_due) where active;

create table report_run (
    id          bigint      generated always as identity primary key,
    schedule_id int         references report_schedule on delete set null,
    due_at      timestamptz,
    report      text        not null,
    format      text        not null,
    facility_id int         not null references facility,
    zone_id     int         references zone,
    from_day    date        not null,
    to_day      date        not null,
    paper       text        not null,
    language    text        not null,
    table_name  text,
    recipients  text[]      not null default '{}',
    owner_kind  text        not null,
    owner       text        not null,
    facilities  bigint[],
    state       text        not null default 'QUEUED' check (state in ('QUEUED', 'RUNNING', 'DONE', 'FAILED', 'CANCELLED')),
    progress    real        not null default 0,
    reason      text,
    attempts    int         not null default 0,
    claim       uuid,
    lease_until timestamptz,
    queued_at   timestamptz not null,
    started_at  timestamptz,
    ended_at    timestamptz,
    size        bigint,
    content     bytea,
    unique (schedule_id, due_at)
);
comment on column report_run.facilities is 'what whoever wants it may see; null: all';
comment on column report_run.claim is 'of whoever renders it: a result under another one is thrown away';
-- files are compressed already, and are read piece by piece
alter table report_run alter column content set storage external;
create index report_run_open on report_run (id) where state in ('QUEUED', 'RUNNING');
create index report_run_by_owner on report_run (owner, owner_kind, id);
create index report_run_by_end on report_run (ended_at);

create table report_mail (
    run_id   bigint      not null references report_run on delete cascade,
    address  text        not null,
    state    text        not null default 'PENDING' check (state in ('PENDING', 'SENT', 'GIVEN_UP')),
    attempts int         not null default 0,
    due_at   timestamptz not null,
    since    timestamptz not null,
    reason   text,
    primary key (run_id, address)
);
create index report_mail_due on report_mail (due_at) where state = 'PENDING';
