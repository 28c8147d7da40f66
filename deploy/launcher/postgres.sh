# shellcheck shell=bash
# The private database: TimescaleDB in the instance's folder, on the loopback interface, with passwords.

postgres_pid() { head -n 1 "$instance_dir/postgres/postmaster.pid" 2>/dev/null || true; }

postgres_runs() {
    local pid
    pid=$(postgres_pid)
    [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && grep -q postgres "/proc/$pid/comm" 2>/dev/null
}

postgres_init() {
    local partial=$instance_dir/postgres.partial
    rm -rf "$partial"
    printf '%s\n' "$owner_password" >"$instance_dir/run/owner"
    in_root initdb -D /instance/postgres.partial -U postgres -A scram-sha-256 --pwfile=/instance/run/owner -E UTF8 --locale=C.UTF-8 || return 1
    rm -f "$instance_dir/run/owner"
    # for a small machine shared with broker and application; durable: fsync and synchronous_commit stay on
    cat >>"$partial/postgresql.conf" <<'CONF'
listen_addresses = '127.0.0.1'
unix_socket_directories = ''
shared_preload_libraries = 'timescaledb,pg_stat_statements'
timescaledb.telemetry_level = off
timescaledb.max_background_workers = 4
shared_buffers = 512MB
work_mem = 16MB
maintenance_work_mem = 128MB
max_wal_size = 4GB
checkpoint_timeout = 15min
wal_compression = lz4
max_locks_per_transaction = 256
jit = off
log_checkpoints = off
CONF
    mv "$partial" "$instance_dir/postgres"
}

postgres_ready() { in_root pg_isready -q -h 127.0.0.1 -p "$database_port"; }

postgres_superuser() { PGPASSWORD=$owner_password in_root psql -q -v ON_ERROR_STOP=1 -h 127.0.0.1 -p "$database_port" -U postgres "$@"; }

# The extensions need more than an owner may; whose the tables are and who may do what with them is in roles.sql. Passwords go by the
# environment, where other users do not see them.
postgres_create() {
    if [ "$(postgres_superuser -At -c "select count(*) from pg_database where datname = 'parkbridge'" postgres)" = 0 ]; then
        postgres_superuser -c 'create database parkbridge' postgres
    fi
    postgres_superuser -c 'create extension if not exists timescaledb; create extension if not exists pg_stat_statements' parkbridge
    PARKBRIDGE_DATABASE_OWNER_PASSWORD=$PARKBRIDGE_DATABASE_OWNER_PASSWORD PARKBRIDGE_DATABASE_PASSWORD=$PARKBRIDGE_DATABASE_PASSWORD \
        PARKBRIDGE_DATABASE_READER_PASSWORD=$PARKBRIDGE_DATABASE_READER_PASSWORD \
        postgres_superuser -f - parkbridge <"$project/deploy/database/roles.sql"
}

postgres_start() {
    local log=$instance_dir/log/postgres.log
    if ! postgres_runs; then
        need_port "$database_port" database PARKBRIDGE_DATABASE_PORT
        [ -d "$instance_dir/postgres" ] || postgres_init >"$log" 2>&1 || fail "the database cannot be created; its output is in $log"
        # for tests: a disk of so many bytes, in memory, as /tmp/small
        local disk=()
        [ -z "${small_disk:-}" ] || disk=(--size "$small_disk" --tmpfs /tmp/small)
        # shellcheck disable=SC2086
        # a session of its own: Ctrl-C reaches the launcher alone, which stops things in order
        setsid bash -c 'exec "$@"' postgres bwrap --unshare-user --uid $root_uid --gid $root_uid --ro-bind "$root" / --dev /dev --proc /proc \
            --tmpfs /tmp --bind "$instance_dir" /instance "${disk[@]}" --chdir / --setenv LC_ALL C.UTF-8 \
            /usr/lib/postgresql/17/bin/postgres -D /instance/postgres -p "$database_port" ${PARKBRIDGE_DATABASE_OPTIONS:-} >>"$log" 2>&1 </dev/null 8>&- 9>&- &
        wait_until 60 postgres_ready || fail "the database does not come up; its log is $log"
    fi
    postgres_create >>"$log" 2>&1 || fail "the database cannot be prepared; its log is $log"
}

postgres_stop() {
    postgres_runs || return 0
    local pid
    pid=$(postgres_pid)
    kill -INT "$pid" 2>/dev/null || true
    wait_until 30 eval "! kill -0 $pid" || { say "the database does not stop; ending it"; kill -9 "$pid" 2>/dev/null || true; }
}

# As a crash: the server and all its processes at once.
postgres_kill() {
    local pid
    pid=$(postgres_pid)
    [ -n "$pid" ] || return 0
    pkill -9 -P "$pid" 2>/dev/null || true
    kill -9 "$pid" 2>/dev/null || true
}
