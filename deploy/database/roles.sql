-- Makes the roles of Parkbridge's database, for psql as a superuser connected to that database (docs/operations.md). May be run again at any
-- time: it takes passwords over from the environment and an older installation's tables into the owner's hands.
\set ON_ERROR_STOP on
-- passwords belong neither into the server's log nor into its statistics
set log_statement = 'none';
set log_min_error_statement = 'panic';
set log_min_duration_statement = -1;
set pg_stat_statements.track = 'none';
set client_min_messages = 'warning';
\getenv owner_password PARKBRIDGE_DATABASE_OWNER_PASSWORD
\getenv app_password PARKBRIDGE_DATABASE_PASSWORD
\getenv reader_password PARKBRIDGE_DATABASE_READER_PASSWORD

\getenv superuser_password PARKBRIDGE_DATABASE_SUPERUSER_PASSWORD
\if :{?superuser_password}
alter role current_user password :'superuser_password';
\endif

do $$
declare
    wanted text;
begin
    -- before roles were told apart there was one, which owned all
    if not exists (select from pg_roles where rolname = 'parkbridge_owner')
            and exists (select from pg_roles where rolname = 'parkbridge' and not rolsuper) then
        alter role parkbridge rename to parkbridge_owner;
    end if;
    foreach wanted in array array['parkbridge_owner', 'parkbridge_app', 'parkbridge_reader', 'parkbridge_scoped'] loop
        if not exists (select from pg_roles where rolname = wanted) then
            execute format('create role %I', wanted);
        end if;
    end loop;
end $$;

alter role parkbridge_owner login password :'owner_password';
-- what limits users to their facilities is no business of ingest and of those who see all: it costs them nothing
alter role parkbridge_app login bypassrls password :'app_password';
alter role parkbridge_reader login bypassrls password :'reader_password';
-- nobody logs in as this one: the application becomes it while it works for somebody who sees named facilities only
grant parkbridge_scoped to parkbridge_app with inherit false, set true;

alter database :"DBNAME" owner to parkbridge_owner;
revoke all on database :"DBNAME" from public;
grant connect, temporary on database :"DBNAME" to parkbridge_app;
grant temporary on database :"DBNAME" to parkbridge_scoped;
grant connect on database :"DBNAME" to parkbridge_reader;

-- tables and functions that another role has made are the owner's from now on; sequences follow their tables
do $$
declare
    thing text;
begin
    for thing in
        select format('alter table %s owner to parkbridge_owner', c.oid::regclass) from pg_class c
        where c.relnamespace in (select oid from pg_namespace where nspname in ('public', 'scoped')) and c.relkind in ('r', 'p', 'v')
          and c.relowner <> 'parkbridge_owner'::regrole
          and not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = c.oid and d.deptype = 'e')
        union all
        select format('alter function %s owner to parkbridge_owner', p.oid::regprocedure) from pg_proc p
        where p.pronamespace = 'public'::regnamespace and p.proowner <> 'parkbridge_owner'::regrole
          and not exists (select from pg_depend d where d.classid = 'pg_proc'::regclass and d.objid = p.oid and d.deptype = 'e')
        union all
        select 'alter schema scoped owner to parkbridge_owner' from pg_namespace where nspname = 'scoped' and nspowner <> 'parkbridge_owner'::regrole
    loop
        execute thing;
    end loop;
end $$;

-- what earlier versions left there
select exists (select from pg_extension where extname = 'pg_stat_statements') as has_statistics \gset
\if :has_statistics
select count(pg_stat_statements_reset(userid, dbid, queryid)) from pg_stat_statements where query ilike '%role%password%';
\endif
