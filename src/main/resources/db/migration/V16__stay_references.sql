-- The way in has resolved bay and zone under a lock in the same transaction, and neither is ever deleted: checking them again for each
-- arrival cost as much as writing the stay. As for the readings in V2.
alter table stay drop constraint stay_bay_id_fkey;
alter table stay drop constraint stay_zone_id_fkey;
