-- What an alert's message says, by name, so that it can be said in other languages than that of the message.
alter table alert add column facts jsonb not null default '{}';
comment on column alert.facts is 'a few numbers with their units in the names, or a reason; empty for alerts raised before there was this column';
