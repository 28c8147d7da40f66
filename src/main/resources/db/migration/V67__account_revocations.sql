-- What was revoked and has to stay so: the broker is told as soon as it can be, and again where an old file of its accounts comes back.
create table account_revocation (
    id          bigint      generated always as identity primary key,
    name        text        not null,
    facility_id int         references facility,
    revoked_at  timestamptz not null default now(),
    removed_at  timestamptz
);
create index account_revocation_by_name on account_revocation (name);
comment on column account_revocation.facility_id is 'null for an account of no single facility';
comment on column account_revocation.removed_at is 'since when the broker has it no more; null: the broker has yet to be told';

insert into account_revocation (name, facility_id)
select d.code, d.facility_id from device_credential c join device d on d.id = c.device_id where c.revoked;
delete from device_credential where revoked;
alter table device_credential drop column revoked;
