-- Which version of a rule was seen by whoever changes it.
alter table alert_rule add column version int not null default 1;
