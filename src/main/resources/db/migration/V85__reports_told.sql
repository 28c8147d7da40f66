-- Whoever looks at runs and schedules of reports is told when they change, on whatever instance that happens and by whatever statement: each instance
-- listens, and tells those of its viewers who may know (docs/live.md). Who may is in the message, because of what is gone nobody can ask.
create function tell_report_run() returns trigger language plpgsql as $$
declare
    run record;
begin
    if tg_table_name = 'report_mail' then
        select id, schedule_id, facility_id, owner_kind, owner, state, progress into run from report_run where id = new.run_id;
    elsif tg_op = 'DELETE' then
        run := old;
    else
        run := new;
    end if;
    perform pg_notify('parkbridge_report', json_build_object('run', run.id, 'schedule', run.schedule_id, 'facility', run.facility_id,
            'owner_kind', run.owner_kind, 'owner', run.owner, 'state', case tg_op when 'DELETE' then 'removed' else lower(run.state) end,
            'progress', run.progress)::text);
    return null;
end $$;
create trigger report_run_told after insert or delete on report_run for each row execute function tell_report_run();
-- not with each renewal of a lease
create trigger report_run_change_told after update on report_run for each row
    when ((old.state, old.progress, old.schedule_id) is distinct from (new.state, new.progress, new.schedule_id)) execute function tell_report_run();
create trigger report_mail_told after insert or update on report_mail for each row execute function tell_report_run();

create function tell_report_schedule() returns trigger language plpgsql as $$
begin
    perform pg_notify('parkbridge_report', json_build_object('schedule', told.id, 'facility', told.facility_id)::text)
    from (select old.id, old.facility_id union select new.id, new.facility_id) told where told.id is not null;
    return null;
end $$;
create trigger report_schedule_told after insert or delete on report_schedule for each row execute function tell_report_schedule();
create trigger report_schedule_change_told after update on report_schedule for each row when (old.* is distinct from new.*)
    execute function tell_report_schedule();
