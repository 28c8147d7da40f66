-- Optimistic locking: each change to what people edit counts up, whoever makes it; a zone's capacity follows its bays and is no such change.
alter table facility add version int not null default 0;
alter table zone add version int not null default 0;
alter table bay add version int not null default 0;
alter table device add version int not null default 0;

create function count_version() returns trigger language plpgsql as $$
begin
    new.version := old.version + 1;
    return new;
end $$;
create trigger facility_changes before update on facility
    for each row when (old.* is distinct from new.*) execute function count_version();
create trigger zone_changes before update of name, zone_type, max_stay_minutes, grace_minutes, active on zone
    for each row when (old.* is distinct from new.*) execute function count_version();
create trigger bay_changes before update of number, kind, longitude, latitude, active on bay
    for each row when (old.* is distinct from new.*) execute function count_version();
create trigger device_changes before update on device
    for each row when (old.* is distinct from new.*) execute function count_version();

-- The way in locks device_state and reads device beside it. Who has waited for that lock still sees the device of before; the version
-- on both sides tells, and the device is read again.
alter table device_state add device_version int not null default 0;
create function device_state_follows() returns trigger language plpgsql as $$
begin
    update device_state set device_version = new.version where device_id = new.id;
    return null;
end $$;
create trigger device_changed after update on device
    for each row when (old.version <> new.version) execute function device_state_follows();

-- Readings from before are not of the present watch of the bay: set when its sensor was retired or moved, or one moved here.
alter table bay add watched_from timestamptz;

-- Every device that ever watched a bay: the readings of a bay are found through it.
create table bay_device (
    bay_id    int not null references bay,
    device_id int not null references device,
    primary key (bay_id, device_id)
);
insert into bay_device (bay_id, device_id) select bay_id, id from device where bay_id is not null;
create function remember_bay_device() returns trigger language plpgsql as $$
begin
    insert into bay_device (bay_id, device_id) select bay_id, id from placed where bay_id is not null on conflict do nothing;
    return null;
end $$;
create trigger device_placed after insert on device referencing new table as placed
    for each statement execute function remember_bay_device();
create trigger device_moved after update on device referencing new table as placed
    for each statement execute function remember_bay_device();

-- One row: counts up with every change of sites, first thing in its transaction. Its lock makes such changes one after the other, and
-- the live feed sees by it that browsers need a new picture.
create table site_revision (
    single   boolean primary key default true check (single),
    revision bigint  not null default 0
);
insert into site_revision default values;
