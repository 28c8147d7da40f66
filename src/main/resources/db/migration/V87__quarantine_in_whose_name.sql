-- A gateway that is stolen speaks in its own facility's name alone; it must not have a device of another kept away by using its code. What is
-- here from before ends by itself.
alter table device_quarantine
    add column via text not null default '',
    drop constraint device_quarantine_pkey,
    add primary key (sender, via);
comment on column device_quarantine.via is 'in whose name it sends: the facility''s code in its topic, or a network server''s levels before the device; empty for facilities that nobody knows, and over HTTP';
