-- Each address gets its own mail. What still waits for a mail to all of them is told anew; the other channels have it already and keep it so.
update alert_event set told = false where id in (select event_id from delivery where channel = 'mail' and state = 'PENDING');
delete from delivery where channel = 'mail' and state = 'PENDING';

-- Ended deliveries are dropped after a while, oldest first.
create index delivery_ended on delivery (ended_at) where ended_at is not null;
