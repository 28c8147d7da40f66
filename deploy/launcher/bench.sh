# shellcheck shell=bash
# Benchmarks on a broker and a database of their own, which are gone afterwards.

bench_jar=$project/bench/target/bench.jar
bench_results=$project/.parkbridge/bench

build_bench_if_needed() {
    is_older "$bench_jar" "$project/bench/src/main" "$project/bench/pom.xml" || return 0
    long_step "building the benchmarks" "$project/.parkbridge/log/build-bench.log" maven -f bench/pom.xml package \
        || fail "the benchmarks do not build; the output is in .parkbridge/log/build-bench.log"
    touch "$bench_jar"
}

run_bench() {
    local what=${1:-}
    shift || true
    case $what in
        ingest | api | alerts | live | report | screen | start | accounts) ;;
        *) fail "bench takes ingest, api, alerts, live, report, screen, start or accounts" ;;
    esac
    remember_given
    find_jdk
    build_if_needed
    build_bench_if_needed
    trap 'exit 130' INT HUP
    trap 'exit 143' TERM
    trap end_tests EXIT
    "bench_$what" "$@"
}

# bench_ingest [--devices N] [OPTIONS of the benchmark]: without --devices, with 5,000 and with a million.
bench_ingest() {
    local devices counts="5000 1000000"
    if [ "${1:-}" = --devices ]; then
        counts=${2:?--devices takes a number}
        shift 2
    fi
    for devices in $counts; do
        given_mqtt='' given_database=''
        unset PARKBRIDGE_DATABASE_URL PARKBRIDGE_MQTT_URL
        use_instance "bench-$$-$devices" "$(free_port)" "$(free_port)"
        # the time of each commit, by which latency is measured
        PARKBRIDGE_DATABASE_OPTIONS="-c track_commit_timestamp=on" start_services
        "$JAVA_HOME/bin/java" -Xmx512m -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow -jar "$bench_jar" ingest --devices "$devices" --instance "$instance_dir" \
            --application "$app_jar" --simulator "$sim_jar" --json "$bench_results/ingest-$devices.json" "$@" \
            || { tail -n 20 "$instance_dir/log/application.log" >&2; fail "the benchmark has failed"; }
        stop_services
        rm -rf "$instance_dir"
        say "as JSON: .parkbridge/bench/ingest-$devices.json"
    done
}

# bench_api [OPTIONS of the benchmark]: the read calls with 1, 100 and 400 days of history, then beside ingest.
bench_api() {
    bench_once api "$@"
}

# bench_alerts [OPTIONS of the benchmark]: from condition to browser, and many devices offline at once.
bench_alerts() {
    bench_once alerts "$@"
}

# bench_live [OPTIONS of the benchmark]: from publish to frame, then thousands of browsers, then with a stalled one among them.
bench_live() {
    bench_once live "$@"
}

# bench_screen [OPTIONS of the benchmark]: the dashboard in Chromium while bays change.
bench_screen() {
    bench_once screen "$@"
}

# bench_report [OPTIONS of the benchmark]: reports of a month, while readings come in.
bench_report() {
    bench_once report "$@"
}

# bench_start [OPTIONS of the benchmark]: from start to ready, and the heap.
bench_start() {
    bench_once start "$@"
}

# bench_accounts [OPTIONS of the benchmark]: credentials of many devices at the broker, and who speaks meanwhile.
bench_accounts() {
    bench_once accounts "$@"
}

bench_once() {
    local what=$1
    shift
    given_mqtt='' given_database=''
    unset PARKBRIDGE_DATABASE_URL PARKBRIDGE_MQTT_URL
    use_instance "bench-$$-$what" "$(free_port)" "$(free_port)"
    start_services
    "$JAVA_HOME/bin/java" -Xmx1g -XX:+UseSerialGC --sun-misc-unsafe-memory-access=allow -jar "$bench_jar" "$what" --instance "$instance_dir" \
        --application "$app_jar" --simulator "$sim_jar" "$@" \
        || { tail -n 20 "$instance_dir/log/application.log" >&2; fail "the benchmark has failed"; }
}
