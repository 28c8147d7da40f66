# shellcheck shell=bash
# The private broker: Mosquitto with the project's mosquitto/ folder, its state in the instance's folder.

mosquitto_pid() { cat "$instance_dir/mosquitto/mosquitto.pid" 2>/dev/null || true; }

mosquitto_runs() {
    local pid
    pid=$(mosquitto_pid)
    [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && grep -q mosquitto "/proc/$pid/comm" 2>/dev/null
}

# The first accounts are made once: from then on the file is the broker's own, with every account that the application has it make.
mosquitto_accounts() {
    local state=$instance_dir/mosquitto
    [ ! -s "$state/dynamic-security.json" ] || return 0
    rm -f "$state/accounts"
    (umask 077 && plain_accounts >"$state/accounts")
    in_root sh /mosquitto/accounts.sh /instance/mosquitto/accounts /mosquitto/dynamic-security.json /instance/mosquitto/accounts.json || return 1
    rm "$state/accounts"
    mv "$state/accounts.json" "$state/dynamic-security.json"
}

# Said once, when the broker starts: another version may do, but its plugin's commands and its signals have not been tried.
mosquitto_check() {
    local version
    version=$(in_root mosquitto -h 2>/dev/null | sed -n '1s/.*version //p' || true) # it ends with a failure
    [[ $version =~ ^2\.0\.2[0-9]$ ]] || say "the broker is Mosquitto ${version:-of an unknown version}; tried is 2.0.21 (docs/dependencies.md)"
}

mosquitto_configure() {
    local plugin
    mkdir -p "$instance_dir/mosquitto"
    mosquitto_accounts || return 1
    plugin=$(cd "$root" && ls usr/lib/*/mosquitto_dynamic_security.so) || return 1
    (umask 077 && cp "$project/mosquitto/acl" "$instance_dir/mosquitto/acl")
    cat >"$instance_dir/mosquitto/mosquitto.conf" <<CONF
listener $mqtt_port 127.0.0.1
pid_file /instance/mosquitto/mosquitto.pid
persistence_location /instance/mosquitto/
plugin /$plugin
plugin_opt_config_file /instance/mosquitto/dynamic-security.json
acl_file /instance/mosquitto/acl
log_dest file /instance/log/mosquitto.log
include_dir /mosquitto/conf.d
CONF
    [ -z "${mqtt_tls_port:-}" ] || { tls_prepare && tls_listener; } >>"$instance_dir/mosquitto/mosquitto.conf"
}

mosquitto_start() {
    mosquitto_runs && return
    local log=$instance_dir/log/mosquitto.start.log
    mosquitto_check
    mosquitto_configure >"$log" 2>&1 || fail "the broker cannot be configured; its output is in $log"
    mosquitto_launch
}

# With the configuration that is there.
mosquitto_launch() {
    local log=$instance_dir/log/mosquitto.start.log
    need_port "$mqtt_port" broker PARKBRIDGE_MQTT_PORT
    [ -z "${mqtt_tls_port:-}" ] || need_port "$mqtt_tls_port" "broker's TLS listener" PARKBRIDGE_MQTT_TLS_PORT
    rm -f "$instance_dir/mosquitto/mosquitto.pid"
    setsid bash -c 'exec "$@"' mosquitto bwrap --unshare-user --uid $root_uid --gid $root_uid --ro-bind "$root" / --dev /dev --proc /proc \
        --tmpfs /tmp --bind "$instance_dir" /instance --ro-bind "$project/mosquitto" /mosquitto --chdir / \
        /usr/sbin/mosquitto -c /instance/mosquitto/mosquitto.conf >>"$log" 2>&1 </dev/null 8>&- 9>&- &
    wait_until 30 port_is_busy "$mqtt_port" || fail "the broker does not come up; its logs are $log and $instance_dir/log/mosquitto.log"
}

# SIGTERM, so that it saves its queues.
mosquitto_stop() {
    mosquitto_runs || return 0
    local pid
    pid=$(mosquitto_pid)
    kill -TERM "$pid" 2>/dev/null || true
    wait_until 60 eval "! kill -0 $pid" || { say "the broker does not stop; ending it"; kill -9 "$pid" 2>/dev/null || true; }
}

# Saves its sessions now, not within the next half minute: a broker killed before it has ever saved ours would forget our subscription.
mosquitto_save() { ! mosquitto_runs || kill -USR1 "$(mosquitto_pid)"; }

# With the same settings and new files. In good order: sessions and queues are kept, clients connect again by themselves. SIGHUP would
# read certificates without that; after one, Mosquitto 2.0.21 has been seen to throw out clients and to forget their sessions.
mosquitto_restart() {
    mosquitto_runs || return 0
    mosquitto_stop
    mosquitto_launch
}

mosquitto_kill() {
    local pid
    pid=$(mosquitto_pid)
    [ -z "$pid" ] || kill -9 "$pid" 2>/dev/null || true
}

# mosquitto_client [--instance NAME] pub|sub|rr ARGUMENTS...: Mosquitto's own client, for tests and for a look; the instance's folder is
# its /instance.
mosquitto_client() {
    local what name=''
    if [ "${1:-}" = --instance ]; then
        name=${2:?}
        shift 2
    fi
    what=${1:-}
    case $what in
        pub | sub | rr) shift ;;
        *) fail "mosquitto takes pub, sub or rr" ;;
    esac
    use_instance "$name"
    if is_debian_family; then
        ensure_root
        in_root "mosquitto_$what" "$@"
    else
        "mosquitto_$what" "$@"
    fi
}
