# shellcheck shell=bash
# The demonstration: everything at once, all of it ended by Ctrl-C.

run_demo() {
    case ${1:-} in
        "") ;;
        --reset-admin) export PARKBRIDGE_ACCESS_RESET_ADMINISTRATOR=true ;;
        *) fail "run takes --reset-admin or nothing" ;;
    esac
    given_mqtt=${PARKBRIDGE_MQTT_URL:-} given_database=${PARKBRIDGE_DATABASE_URL:-}
    use_instance
    started=()
    exec 9>"$instance_dir/run/lock"
    flock -n 9 || fail "Parkbridge already runs in this folder; stop that first (Ctrl-C where it runs)"
    trap 'exit 130' INT HUP
    trap 'exit 143' TERM
    trap stop_all EXIT
    find_jdk
    end_leftovers
    mqtt_tls_port=${PARKBRIDGE_MQTT_TLS_PORT-8883}
    start_services
    build_if_needed
    export PARKBRIDGE_HTTP_HOST=${PARKBRIDGE_HTTP_HOST:-127.0.0.1} PARKBRIDGE_HTTP_PORT=${PARKBRIDGE_HTTP_PORT:-8080}
    export PARKBRIDGE_MANAGEMENT_PORT=${PARKBRIDGE_MANAGEMENT_PORT:-9000}
    export PARKBRIDGE_SITES=${PARKBRIDGE_SITES:-$instance_dir/sites}
    # the application leaves a new administrator's password here; it is shown and gone
    export PARKBRIDGE_ACCESS_PASSWORD_FILE=$instance_dir/run/admin-password
    write_inventories
    use_https
    start_application
    mosquitto_save
    start_simulators
    announce
    keep_classes
    watch
}

demo_sites=${PARKBRIDGE_DEMO-mall melbourne history birmingham}

write_inventories() {
    local site
    mkdir -p "$PARKBRIDGE_SITES"
    for site in $demo_sites; do
        [ -f "$PARKBRIDGE_SITES/$site.sites.csv" ] && [ "$site" != mall ] && [ ! "$sim_jar" -nt "$PARKBRIDGE_SITES/$site.sites.csv" ] \
            || "$JAVA_HOME/bin/java" -jar "$sim_jar" inventory "$site" --dir "$PARKBRIDGE_SITES" >>"$instance_dir/log/inventory.log" 2>&1 \
            || fail "the inventory of $site cannot be written; the output is in $instance_dir/log/inventory.log"
    done
}

# start_process NAME COMMAND...: in a session of its own, so that Ctrl-C reaches the launcher alone.
start_process() {
    local name=$1
    shift
    setsid "$@" >>"$instance_dir/log/$name.log" 2>&1 </dev/null 9>&- &
    started+=("$!")
    printf '%s\n' "$!" >"$instance_dir/run/$name.pid"
}

application_ready() { (exec 3<>"/dev/tcp/127.0.0.1/$PARKBRIDGE_MANAGEMENT_PORT" && printf 'GET /q/health/ready HTTP/1.0\r\n\r\n' >&3 && head -n 1 <&3 | grep -q ' 200 ') 2>/dev/null; }

start_application() {
    need_port "$PARKBRIDGE_HTTP_PORT" application PARKBRIDGE_HTTP_PORT
    need_port "$PARKBRIDGE_MANAGEMENT_PORT" "application's health and metrics" PARKBRIDGE_MANAGEMENT_PORT
    [ -z "${PARKBRIDGE_HTTPS_PORT:-}" ] || need_port "$PARKBRIDGE_HTTPS_PORT" "application's TLS" PARKBRIDGE_HTTPS_PORT
    local began=$SECONDS
    rm -rf "$instance_dir/tmp" && mkdir -p "$instance_dir/tmp"
    local shared=()
    [ "$app_classes" -nt "$app_jar" ] && shared=("-XX:SharedArchiveFile=$app_classes")
    start_process application "$JAVA_HOME/bin/java" -Xmx1g -XX:+ExitOnOutOfMemoryError -XX:+UseParallelGC --enable-native-access=ALL-UNNAMED \
        "${shared[@]}" "-Djava.io.tmpdir=$instance_dir/tmp" -jar "$app_jar"
    until application_ready; do
        kill -0 "${started[0]}" 2>/dev/null || fail "the application has stopped; its log is $instance_dir/log/application.log"
        [ $((SECONDS - began)) -lt 120 ] || fail "the application does not get ready; its log is $instance_dir/log/application.log"
        sleep 0.1
    done
    say "the application is ready after $((SECONDS - began)) s"
}

# The next start maps the classes that this one has loaded, which halves it. The virtual machine writes them beside its work.
keep_classes() {
    [ ! "$app_classes" -nt "$app_jar" ] || return 0
    {
        # from where the application was started: jcmd takes no name with a blank in it
        "$JAVA_HOME/bin/jcmd" "${started[0]}" VM.cds static_dump "${instance_dir#"$project/"}/tmp/classes.jsa" && mv "$instance_dir/tmp/classes.jsa" "$app_classes"
        forget_class_logs
    } >"$instance_dir/log/classes.log" 2>&1 9>&- &
}

# The process that writes them leaves its output in the folder in which the application was started, under its own number.
forget_class_logs() { rm -f "$project"/java_pid*_stdout "$project"/java_pid*_stderr; }

# With PARKBRIDGE_HTTPS_PORT the web is served by TLS as well, and the plain port leads there: with a certificate that is given, or one of the local authority.
use_https() {
    [ -n "${PARKBRIDGE_HTTPS_PORT:-}" ] || return 0
    if [ -z "${PARKBRIDGE_HTTPS_CERTIFICATE:-}" ]; then
        (umask 077 && mkdir -p "$(tls_dir)" && tls_authority && tls_web) >"$instance_dir/log/certificate.log" 2>&1 \
            || fail "the web's certificate cannot be made; what was said is in $instance_dir/log/certificate.log"
        PARKBRIDGE_HTTPS_CERTIFICATE=$(tls_dir)/web.crt PARKBRIDGE_HTTPS_KEY=$(tls_dir)/web.key
        own_authority=yes
    fi
    [ -r "$PARKBRIDGE_HTTPS_CERTIFICATE" ] || fail "the certificate $PARKBRIDGE_HTTPS_CERTIFICATE (PARKBRIDGE_HTTPS_CERTIFICATE) cannot be read"
    [ -r "${PARKBRIDGE_HTTPS_KEY:-}" ] || fail "the certificate's key ${PARKBRIDGE_HTTPS_KEY:-} (PARKBRIDGE_HTTPS_KEY) cannot be read"
    export PARKBRIDGE_HTTPS_PORT PARKBRIDGE_HTTPS_CERTIFICATE PARKBRIDGE_HTTPS_KEY QUARKUS_PROFILE=${QUARKUS_PROFILE:-https}
}

start_simulators() {
    local site
    for site in $demo_sites; do
        # shellcheck disable=SC2046
        start_process "sim-$site" "$JAVA_HOME/bin/java" -Xmx512m -XX:+UseSerialGC -jar "$sim_jar" "$site" --broker "$PARKBRIDGE_MQTT_URL" \
            $(simulator_options "$site")
    done
}

# The recorded year ends when it was first played: moved anew with each start it would be there many times over.
simulator_options() {
    if [ "$1" = history ]; then
        [ -s "$instance_dir/history.ending" ] || date -u +%Y-%m-%dT%H:%M:%SZ >"$instance_dir/history.ending"
        printf -- '--ending %s' "$(cat "$instance_dir/history.ending")"
    fi
}

announce() {
    say ""
    local url=http://127.0.0.1:$PARKBRIDGE_HTTP_PORT
    [ -z "${PARKBRIDGE_HTTPS_PORT:-}" ] || url=https://localhost:$PARKBRIDGE_HTTPS_PORT
    say "Parkbridge runs:   $url"
    [ -z "${own_authority:-}" ] || say "                   browsers have to trust $(tls_dir)/ca.crt"
    if [ -s "$PARKBRIDGE_ACCESS_PASSWORD_FILE" ]; then
        say "Log in as:         admin  with the password  $(cat "$PARKBRIDGE_ACCESS_PASSWORD_FILE")  (shown this once; change it)"
        rm -f "$PARKBRIDGE_ACCESS_PASSWORD_FILE"
    else
        say "Log in as:         admin; the password was shown at the first start. Lost: ./parkbridge run --reset-admin"
    fi
    say "API:               $url/q/swagger-ui"
    say "Health, metrics:   http://127.0.0.1:$PARKBRIDGE_MANAGEMENT_PORT/q/health, /q/metrics"
    [ -z "${PARKBRIDGE_MQTT_TLS_URL:-}" ] || say "With TLS:          $PARKBRIDGE_MQTT_TLS_URL  authority $PARKBRIDGE_MQTT_CA"
    say "Broker for sensors: $PARKBRIDGE_MQTT_URL  login $PARKBRIDGE_SENSOR_MQTT_USERNAME / $PARKBRIDGE_SENSOR_MQTT_PASSWORD"
    say "Demonstrates:      ${demo_sites:-nothing}; logs in .parkbridge/log/"
    say "Ctrl-C stops everything; the data stays in .parkbridge/."
    say ""
}

watch() {
    local seconds=0
    while kill -0 "${started[0]}" 2>/dev/null; do
        sleep 1 &
        wait $! || true
        [ $((++seconds % 86400)) -ne 0 ] || renew_certificate
    done
    fail "the application has stopped by itself; its log is $instance_dir/log/application.log"
}

# Once a day: the broker's certificate is renewed in its last month, for which the broker is away for a second or two.
renew_certificate() {
    [ -n "${PARKBRIDGE_MQTT_TLS_URL:-}" ] && [ -f "$(tls_dir)/broker.crt" ] || return 0
    local before
    before=$(cksum <"$(tls_dir)/broker.crt")
    tls_prepare >"$instance_dir/log/certificate.log" 2>&1 || say "the broker's certificate cannot be renewed; what was said is in $instance_dir/log/certificate.log"
    [ "$before" = "$(cksum <"$(tls_dir)/broker.crt")" ] || mosquitto_restart
}

# end_process PID: asks, waits, insists.
end_process() {
    kill -TERM "$1" 2>/dev/null || return 0
    wait_until 20 eval "! kill -0 $1" || kill -9 "$1" 2>/dev/null || true
}

stop_all() {
    local status=$? i
    # whoever read what we say may be gone as well: that must not end the clean-up
    trap '' INT TERM HUP PIPE
    trap - EXIT
    [ ${#started[@]} -eq 0 ] || say "stopping"
    for ((i = ${#started[@]} - 1; i >= 0; i--)); do kill -TERM "${started[i]}" 2>/dev/null || true; done
    for ((i = ${#started[@]} - 1; i >= 0; i--)); do end_process "${started[i]}"; done
    # the application may just have been writing its classes, with a process of its own
    [ ${#started[@]} -eq 0 ] || { kill -KILL -- "-${started[0]}" 2>/dev/null || true; forget_class_logs; }
    rm -rf "$instance_dir"/run/*.pid "$instance_dir/tmp"
    stop_services
    exit $status
}

# A launcher that was killed could not stop what it had started.
end_leftovers() {
    local file pid
    for file in "$instance_dir"/run/*.pid; do
        [ -f "$file" ] || continue
        pid=$(cat "$file")
        if grep -qzxF -e "$app_jar" -e "$sim_jar" "/proc/$pid/cmdline" 2>/dev/null; then
            say "ending $(basename "$file" .pid), left over from an earlier run"
            end_process "$pid"
        fi
        rm -f "$file"
    done
}
