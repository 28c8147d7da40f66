-- What only the owner of a table may do, and the application has to: no wider than it needs.
create function drop_readings(readings text, kept interval, out bytes bigint, out chunks bigint)
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if readings not in ('occupancy', 'heartbeat') then
        raise exception 'there are no readings %', readings;
    end if;
    select coalesce(sum(pg_total_relation_size(chunk)), 0) into bytes from show_chunks(readings::regclass, older_than => kept) chunk;
    select count(*) into chunks from drop_chunks(readings::regclass, older_than => kept);
end $$;

-- Of the Community edition alone: compression and retention become policies of the database's own; a policy that is there is changed.
create function keep_readings(readings text, kept interval, compressed_after interval) returns void
    language plpgsql security definer set search_path = public, pg_temp as $$
begin
    if readings not in ('occupancy', 'heartbeat') then
        raise exception 'there are no readings %', readings;
    end if;
    if not (select compression_enabled from timescaledb_information.hypertables where hypertable_schema = 'public' and hypertable_name = readings) then
        execute format('alter table %I set (timescaledb.enable_columnstore, timescaledb.segmentby = ''device_id'', '
                       'timescaledb.orderby = ''time desc, seq desc'')', readings);
    end if;
    perform alter_job(job_id, config => config || jsonb_build_object('compress_after', compressed_after::text))
    from timescaledb_information.jobs where hypertable_name = readings and proc_name = 'policy_compression';
    execute format('call add_columnstore_policy(%L, after => %L::interval, if_not_exists => true)', readings, compressed_after);
    perform alter_job(job_id, config => config || jsonb_build_object('drop_after', kept::text))
    from timescaledb_information.jobs where hypertable_name = readings and proc_name = 'policy_retention';
    execute format('select add_retention_policy(%L, %L::interval, if_not_exists => true)', readings, kept);
end $$;

create function analyze_sites() returns void language plpgsql security definer set search_path = public, pg_temp as $$
begin
    analyze facility, zone, bay, device, device_state, bay_state, zone_state;
end $$;
