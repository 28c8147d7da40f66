-- Who may log in. Nobody is deleted, because what they did stays: they are made inactive.
create table app_user (
    id               int generated always as identity primary key,
    name             text        not null unique check (name = lower(name) and length(name) between 1 and 100),
    full_name        text        not null default '',
    role             text        not null check (role in ('viewer', 'operator', 'manager', 'administrator')),
    facilities       int[],
    password_hash    text,
    provider_subject text unique,
    active           boolean     not null default true,
    created_at       timestamptz not null default now(),
    last_login_at    timestamptz,
    version          int         not null default 0,
    check (password_hash is null or provider_subject is null)
);
comment on column app_user.facilities is 'ids; null for all';
comment on column app_user.password_hash is 'Argon2id; null for who logs in elsewhere';
comment on column app_user.provider_subject is 'issuer and subject at the OpenID Connect provider';

-- Of a session's secret only the hash is here: who reads this table can use none of them.
create table session (
    hash         text primary key,
    user_id      int         not null references app_user,
    created_at   timestamptz not null default now(),
    last_used_at timestamptz not null default now(),
    ends_at      timestamptz not null,
    address      text        not null
);
create index session_of_user on session (user_id);

-- What machines show. Revoked and expired ones stay for the record.
create table api_token (
    id           int generated always as identity primary key,
    name         text        not null,
    hash         text        not null unique,
    role         text        not null check (role in ('viewer', 'operator', 'manager', 'administrator', 'ingest')),
    facilities   int[],
    created_by   text        not null,
    created_at   timestamptz not null default now(),
    expires_at   timestamptz not null,
    last_used_at timestamptz,
    revoked_at   timestamptz
);
comment on column api_token.facilities is 'ids; null for all';
