-- The summary counts what nobody has acknowledged; its cost is that of those, not of all alerts there ever were.
create index alert_unacknowledged on alert (facility_id, severity) where acknowledged_at is null;
