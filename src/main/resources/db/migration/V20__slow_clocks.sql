-- A clock that runs behind is told by readings that all come late, and all equally late.
update alert_rule set thresholds = thresholds || '{"behind_seconds": 60}' where type = 'CLOCK_SKEW';
