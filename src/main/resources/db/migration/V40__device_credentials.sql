-- Who may speak for a device, and for more than one. The broker has the passwords' hashes of its own; these here are for readings over HTTP,
-- and tell what the broker should have. The passwords are random and long, so one round of a hash is enough to keep them.
create table device_credential (
    device_id  int         primary key references device on delete cascade,
    salt       bytea       not null,
    hash       bytea       not null,
    issued_at  timestamptz not null default now(),
    issued_by  text        not null,
    revoked    boolean     not null default false,
    lost_since timestamptz
);
comment on column device_credential.revoked is 'the broker has yet to be told';
comment on column device_credential.lost_since is 'the broker has lost the account: new credentials are needed';

create table broker_account (
    name       text        primary key check (name ~ '^[a-z]+\.[A-Za-z0-9_-]{1,50}$'),
    kind       text        not null check (kind in ('GATEWAY', 'NETWORK_SERVER', 'SIGN', 'MONITOR')),
    facility_id int        references facility,
    prefix     text,
    issued_at  timestamptz not null default now(),
    issued_by  text        not null,
    lost_since timestamptz,
    check ((facility_id is not null) = (kind in ('GATEWAY', 'SIGN'))),
    check ((prefix is not null) = (kind = 'NETWORK_SERVER'))
);
comment on table broker_account is 'accounts at the broker that are no device''s';
comment on column broker_account.name is 'with a dot, which no device''s code has';
