-- A schedule that cannot run says why, and is tried again later; and it knows by whose clock its next time was reckoned.
alter table report_schedule
    add column due_zone text,
    add column fault    text,
    add column retry_at timestamptz;
comment on column report_schedule.due_zone is 'the clock of which next_due is; where the facility has another one by now it is reckoned again';
comment on column report_schedule.fault is 'why it has stopped; null while it runs';
update report_schedule s set due_zone = f.time_zone from facility f where f.id = s.facility_id;
-- what its owner may see is asked when it is due
alter table report_schedule drop column facilities;
