# shellcheck shell=bash
# Broker and database of an instance, from where they come first: the environment, the private root, a container engine.

use_instance() {
    instance=${1:-}
    instance_dir=$project/.parkbridge${instance:+/instances/$instance}
    mqtt_port=${2:-${PARKBRIDGE_MQTT_PORT:-1883}}
    database_port=${3:-${PARKBRIDGE_DATABASE_PORT:-55432}}
    mkdir -p "$instance_dir/run" "$instance_dir/log"
    chmod 700 "$instance_dir"
}

# Random passwords, made once for an instance and kept where only its owner can read them; an older instance gets those it lacks.
load_credentials() {
    local file=$instance_dir/credentials.env name secret
    (
        umask 077
        [ ! -s "$file" ] || cp "$file" "$file.partial"
        for name in owner_password PARKBRIDGE_DATABASE_OWNER_PASSWORD PARKBRIDGE_DATABASE_PASSWORD PARKBRIDGE_DATABASE_READER_PASSWORD \
            PARKBRIDGE_MQTT_PASSWORD PARKBRIDGE_MQTT_ADMIN_PASSWORD PARKBRIDGE_SENSOR_MQTT_PASSWORD; do
            grep -qs "^$name=" "$file.partial" || printf '%s=%s\n' "$name" "$(random_secret)" >>"$file.partial"
        done
        cmp -s "$file.partial" "$file" && rm "$file.partial" || mv "$file.partial" "$file"
    )
    # a broker or a database that was brought has a password of its own
    while IFS='=' read -r name secret; do
        case $name in
            *_MQTT_*) [ -n "$given_mqtt" ] && [ -n "${!name:-}" ] && continue ;;
            *_DATABASE_*) [ -n "$given_database" ] && [ -n "${!name:-}" ] && continue ;;
        esac
        printf -v "$name" %s "$secret"
    done <"$file"
}

# name:password of each account that the broker begins with
plain_accounts() {
    printf '%s:%s\n' parkbridge "$PARKBRIDGE_MQTT_PASSWORD" parkbridge-accounts "$PARKBRIDGE_MQTT_ADMIN_PASSWORD" \
        sensors "$PARKBRIDGE_SENSOR_MQTT_PASSWORD"
}

engine() {
    local candidate
    for candidate in docker podman; do
        if command -v $candidate >/dev/null && $candidate info >/dev/null 2>&1 && $candidate compose version >/dev/null 2>&1; then
            printf '%s\n' $candidate
            return
        fi
    done
}

# Sets service_source to environment, private or an engine's name.
choose_source() {
    if [ -n "$given_mqtt" ] && [ -n "$given_database" ]; then
        service_source=environment
    elif is_debian_family; then
        service_source=private
    else
        service_source=$(engine)
        [ -n "$service_source" ] || fail "no broker and database: set PARKBRIDGE_MQTT_URL and PARKBRIDGE_DATABASE_URL, or use Debian or Ubuntu, or start Docker or Podman with compose"
    fi
}

compose() {
    PARKBRIDGE_MQTT_PORT=$mqtt_port PARKBRIDGE_DATABASE_PORT=$database_port PARKBRIDGE_DATABASE_SUPERUSER_PASSWORD=$owner_password \
        PARKBRIDGE_DATABASE_OWNER_PASSWORD=$PARKBRIDGE_DATABASE_OWNER_PASSWORD PARKBRIDGE_DATABASE_PASSWORD=$PARKBRIDGE_DATABASE_PASSWORD \
        PARKBRIDGE_DATABASE_READER_PASSWORD=$PARKBRIDGE_DATABASE_READER_PASSWORD PARKBRIDGE_INSTANCE_DIR=$instance_dir $service_source compose -p "parkbridge${instance:+-$instance}" -f "$project/compose.yaml" "$@"
}

compose_start() {
    (umask 077 && mkdir -p "$instance_dir/mosquitto" && plain_accounts >"$instance_dir/mosquitto/accounts.plain")
    long_step "starting broker and database with $service_source compose" "$instance_dir/log/compose.log" compose up -d --wait \
        || fail "compose cannot start them; its output is in $instance_dir/log/compose.log"
    # the container has the passwords in its environment
    compose exec -T database psql -q -U parkbridge -d parkbridge -f /run/parkbridge/roles.sql >>"$instance_dir/log/compose.log" 2>&1 </dev/null \
        || fail "the database cannot be prepared; the output is in $instance_dir/log/compose.log"
}

start_services() {
    choose_source
    case $service_source in
        environment) export_settings; return ;;
        private)
            ensure_root
            load_credentials
            [ -n "$given_database" ] || postgres_start
            [ -n "$given_mqtt" ] || mosquitto_start
            ;;
        *) load_credentials; compose_start ;;
    esac
    printf '%s %s %s %s\n' "$service_source" "$mqtt_port" "$database_port" "${mqtt_tls_port:-}" >"$instance_dir/run/services"
    export_settings
}

stop_services() {
    [ -f "$instance_dir/run/services" ] || return 0
    read -r service_source mqtt_port database_port mqtt_tls_port <"$instance_dir/run/services"
    case $service_source in
        private) mosquitto_stop; postgres_stop ;;
        environment) ;;
        *) load_credentials; compose down >/dev/null 2>&1 || true ;;
    esac
    rm -f "$instance_dir/run/services"
}

# The broker as it was started, with what has changed in its files.
restart_broker() {
    [ -f "$instance_dir/run/services" ] || return 0
    read -r service_source mqtt_port database_port mqtt_tls_port <"$instance_dir/run/services"
    [ "$service_source" != private ] || mosquitto_restart
}

# One of them, in good order; services start brings it back.
stop_service() {
    case $1 in
        broker) mosquitto_stop ;;
        database) postgres_stop ;;
    esac
}

# What the application, the simulator and the tests read.
export_settings() {
    local url=${given_database:-jdbc:postgresql://127.0.0.1:$database_port/parkbridge}
    case $url in jdbc:*) ;; *) url=jdbc:$url ;; esac
    export PARKBRIDGE_DATABASE_URL=$url
    if [ -z "$given_database" ]; then
        export PARKBRIDGE_DATABASE_USERNAME=parkbridge_app PARKBRIDGE_DATABASE_OWNER_USERNAME=parkbridge_owner
        export PARKBRIDGE_DATABASE_OWNER_PASSWORD PARKBRIDGE_DATABASE_READER_PASSWORD
    fi
    export PARKBRIDGE_DATABASE_USERNAME=${PARKBRIDGE_DATABASE_USERNAME:-parkbridge}
    export PARKBRIDGE_DATABASE_PASSWORD=${PARKBRIDGE_DATABASE_PASSWORD:-}
    export PARKBRIDGE_MQTT_URL=${given_mqtt:-mqtt://127.0.0.1:$mqtt_port}
    if [ -n "${mqtt_tls_port:-}" ] && [ -z "$given_mqtt" ] && [ "${service_source:-private}" = private ]; then
        export PARKBRIDGE_MQTT_TLS_URL=mqtts://localhost:$mqtt_tls_port PARKBRIDGE_MQTT_CA=$instance_dir/tls/ca.crt
    fi
    export PARKBRIDGE_MQTT_USERNAME=${PARKBRIDGE_MQTT_USERNAME:-parkbridge}
    export PARKBRIDGE_MQTT_PASSWORD=${PARKBRIDGE_MQTT_PASSWORD:-}
    # whoever brings a broker has to say whether the application may make accounts there
    [ -n "$given_mqtt" ] || PARKBRIDGE_MQTT_ADMIN_USERNAME=parkbridge-accounts
    export PARKBRIDGE_MQTT_ADMIN_USERNAME=${PARKBRIDGE_MQTT_ADMIN_USERNAME:-} PARKBRIDGE_MQTT_ADMIN_PASSWORD=${PARKBRIDGE_MQTT_ADMIN_PASSWORD:-}
    export PARKBRIDGE_SENSOR_MQTT_USERNAME=${PARKBRIDGE_SENSOR_MQTT_USERNAME:-sensors}
    export PARKBRIDGE_SENSOR_MQTT_PASSWORD=${PARKBRIDGE_SENSOR_MQTT_PASSWORD:-}
}

print_settings() { env | grep -E '^PARKBRIDGE_(DATABASE|DATABASE_OWNER|DATABASE_READER|MQTT|MQTT_ADMIN|SENSOR_MQTT)_(URL|USERNAME|PASSWORD)=|^PARKBRIDGE_MQTT_(CA|TLS_URL)=' | sort; }

services_status() {
    choose_source
    if [ "$service_source" = private ]; then
        say "broker:   $(mosquitto_runs && echo "runs (process $(mosquitto_pid))" || echo "does not run")"
        say "database: $(postgres_runs && echo "runs (process $(postgres_pid))" || echo "does not run")"
        [ ! -f "$instance_dir/run/services" ] || say "ports:    $(cut -d' ' -f2- "$instance_dir/run/services") (MQTT, database, MQTT with TLS)"
    elif [ "$service_source" = environment ]; then
        say "both come from the environment: $given_mqtt, $given_database"
    else
        load_credentials
        compose ps
    fi
}

services_command() {
    local verb=${1:-} mqtt_tls_port='' what='' name='' mqtt='' database='' purge='' small_disk=''
    shift || true
    while [ $# -gt 0 ]; do
        case $1 in
            --instance) name=${2:?}; shift ;;
            --mqtt-port) mqtt=${2:?}; shift ;;
            --mqtt-tls-port) mqtt_tls_port=${2:?}; shift ;;
            --database-port) database=${2:?}; shift ;;
            --purge) purge=yes ;;
            --small-disk) small_disk=${2:?}; shift ;;
            broker | database) what=$1 ;;
            *) fail "services does not know '$1'; ./parkbridge --help lists what it takes" ;;
        esac
        shift
    done
    [[ $name =~ ^[A-Za-z0-9_-]*$ ]] || fail "an instance's name is of letters, digits, _ and -"
    remember_given
    use_instance "$name" "$mqtt" "$database"
    case $verb in
        start) start_services; say "broker and database run; their settings:"; print_settings ;;
        env) load_credentials; [ ! -f "$instance_dir/run/services" ] || read -r _ mqtt_port database_port mqtt_tls_port <"$instance_dir/run/services"
             export_settings; print_settings ;;
        stop)
            if [ -n "$what" ]; then stop_service "$what"; else stop_services; fi
            [ -z "$purge" ] || [ -z "$name" ] || rm -rf "$instance_dir" ;;
        status) services_status ;;
        kill)
            case $what in
                broker) mosquitto_kill ;;
                database) postgres_kill ;;
                *) fail "services kill takes broker or database" ;;
            esac ;;
        *) fail "services takes start, stop, status, env or kill" ;;
    esac
}

# An instance that is asked for by name is never the one the environment names.
remember_given() {
    given_mqtt=${PARKBRIDGE_MQTT_URL:-}
    given_database=${PARKBRIDGE_DATABASE_URL:-}
    if [ -n "${name:-}" ]; then
        given_mqtt='' given_database=''
        unset PARKBRIDGE_DATABASE_USERNAME PARKBRIDGE_DATABASE_OWNER_USERNAME PARKBRIDGE_MQTT_USERNAME PARKBRIDGE_MQTT_ADMIN_USERNAME \
            PARKBRIDGE_SENSOR_MQTT_USERNAME PARKBRIDGE_MQTT_CA
    fi
}
