-- Who may do what, run by the owner after every migration, so that new tables are covered. Roles that are not there are passed over: one role
-- for everything owns the tables and needs no rights (docs/operations.md). Rights that are there already are left alone.
do $$
declare
    missing text;
begin
    -- instances that start together do this one after the other
    perform pg_advisory_xact_lock(hashtext('parkbridge rights'));
    for missing in
        with own as (
            select oid, relname, relkind, relrowsecurity from pg_class
            where relnamespace = 'public'::regnamespace and relowner = current_user::regrole
        ), wanted (role, thing, rights) as (
            select 'parkbridge_app', oid, case relname when 'flyway_schema_history' then 'select' else 'select, insert, update, delete' end
            from own where relkind in ('r', 'p')
            -- to become for a while: what belongs to facilities, and counters of changes, which belong to none
            union all select 'parkbridge_scoped', oid, 'select, insert, update, delete' from own where relrowsecurity
            union all select 'parkbridge_scoped', oid, 'select, update' from own where relname in ('site_revision', 'alert_rule_version')
            union all select 'parkbridge_scoped', oid, 'select' from pg_class where relnamespace = 'scoped'::regnamespace
            -- reports: what belongs to facilities, and the readings; not who did what, nor whose password has which hash
            union all select 'parkbridge_reader', oid, 'select' from own
            where relrowsecurity and relname not in ('audit', 'device_credential', 'broker_account', 'account_revocation') or relname in ('occupancy', 'heartbeat')
        )
        select format('grant %s on %s to %I', rights, thing::regclass, role)
        from wanted join pg_roles on rolname = role
        where exists (select from string_to_table(rights, ', ') one where not has_table_privilege(role, thing, one))
        union all
        select format('grant usage on sequence %s to %I', own.oid::regclass, rolname)
        from own join pg_roles on rolname = 'parkbridge_app'
        where relkind = 'S' and not has_sequence_privilege(rolname, own.oid, 'usage')
        union all
        select format('grant usage on schema scoped to %I', rolname)
        from pg_roles where rolname = 'parkbridge_scoped' and not has_schema_privilege(rolname, 'scoped', 'usage')
    loop
        execute missing;
    end loop;

    for missing in
        with own as (
            select p.oid, p.proname from pg_proc p
            where p.pronamespace = 'public'::regnamespace and p.proowner = current_user::regrole
              and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
        ), wanted (role, thing) as (
            select 'parkbridge_app', oid from own
            union all select 'parkbridge_scoped', oid from own
            where proname in ('scoped_facilities', 'is_foreign_device', 'target_of')
            union all select 'parkbridge_reader', oid from own where proname = 'target_of'
        )
        -- some run with the owner's rights, so not everybody may call them
        select format('revoke execute on function %s from public', oid::regprocedure) from own where has_function_privilege('public', oid, 'execute')
        union all
        select format('grant execute on function %s to %I', thing::regprocedure, role)
        from wanted join pg_roles on rolname = role join pg_proc p on p.oid = thing
        where p.proacl is null or not exists (select from aclexplode(p.proacl) a where a.grantee = pg_roles.oid)
    loop
        execute missing;
    end loop;
end $$;
