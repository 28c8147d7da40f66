# shellcheck shell=bash
# The private broker: Mosquitto with the project's mosquitto/ folder, its state in the instance's folder.

mosquitto_pid() { cat "$instance_dir/mosquitto/mosquitto.pid" 2>/dev/null || true; }

mosquitto_runs() {
    local pid
    pid=$(mosquitto_pid)
    [ -n "$pid" ] && kill -0 "$pid" 2>/dev/null && grep -q mosquitto "/proc/$pid/comm" 2>/dev/null
}

# Plain text is hashed in place, so no password is ever an argument that other users can see.
mosquitto_configure() {
    mkdir -p "$instance_dir/mosquitto"
    (umask 077 && printf 'parkbridge:%s\nsensors:%s\n' "$PARKBRIDGE_MQTT_PASSWORD" "$PARKBRIDGE_SENSOR_MQTT_PASSWORD" \
        >"$instance_dir/mosquitto/passwords")
    in_root mosquitto_passwd -U /instance/mosquitto/passwords || return 1
    (umask 077 && cp "$project/mosquitto/acl" "$instance_dir/mosquitto/acl")
    cat >"$instance_dir/mosquitto/mosquitto.conf" <<CONF
listener $mqtt_port 127.0.0.1
pid_file /instance/mosquitto/mosquitto.pid
persistence_location /instance/mosquitto/
password_file /instance/mosquitto/passwords
acl_file /instance/mosquitto/acl
log_dest file /instance/log/mosquitto.log
include_dir /mosquitto/conf.d
CONF
}

mosquitto_start() {
    mosquitto_runs && return
    local log=$instance_dir/log/mosquitto.start.log
    need_port "$mqtt_port" broker PARKBRIDGE_MQTT_PORT
    mosquitto_configure >"$log" 2>&1 || fail "the broker cannot be configured; its output is in $log"
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

mosquitto_kill() {
    local pid
    pid=$(mosquitto_pid)
    [ -z "$pid" ] || kill -9 "$pid" 2>/dev/null || true
}
