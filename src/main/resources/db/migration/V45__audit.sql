-- Who did what, when, from where, and what was there before and after. Written in the transaction of the change; never changed, never deleted.
create table audit (
    id          bigint generated always as identity primary key,
    at          timestamptz not null default now(),
    who_kind    text        not null check (who_kind in ('USER', 'TOKEN', 'DEVICE', 'SYSTEM', 'ANONYMOUS')),
    who         text        not null,
    action      text        not null check (action ~ '^[A-Z_]{1,40}$'),
    subject     text        not null check (subject ~ '^[A-Z_]{1,40}$'),
    subject_id  text,
    name        text,
    facility_id int,
    before      jsonb,
    after       jsonb,
    address     text,
    user_agent  text,
    request_id  text
);
comment on column audit.subject_id is 'as the API names it; null where an action is about many at once';
comment on column audit.facility_id is 'null where it is about no single facility: for administrators of all';
create index audit_by_subject on audit (subject, subject_id, id);
create index audit_by_facility on audit (facility_id, id);
create index audit_by_who on audit (who, id);
create index audit_by_time on audit (at);

create function refuse_change_of_audit() returns trigger language plpgsql as $$
begin
    raise exception 'the audit log is append-only: % is refused', tg_op using errcode = 'insufficient_privilege';
end $$;
create trigger audit_is_append_only before update or delete or truncate on audit
    for each statement execute function refuse_change_of_audit();

insert into audit (at, who_kind, who, action, subject, subject_id, before, after)
select at, 'ANONYMOUS', who, action, 'RULE', rule_id::text, before, after from alert_rule_audit order by id;
drop table alert_rule_audit;
