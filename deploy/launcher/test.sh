# shellcheck shell=bash
# Every test, on services of their own that are gone afterwards.

find_chromium() {
    local candidate
    for candidate in "${CHROMIUM:-}" chromium chromium-browser google-chrome; do
        if [ -n "$candidate" ] && command -v "$candidate" >/dev/null; then
            CHROMIUM=$(command -v "$candidate")
            export CHROMIUM
            return
        fi
    done
    is_debian_family || fail "the browser tests need Chromium; install it, or set CHROMIUM to its path"
    apt_install "the browser tests" chromium=chromium
    CHROMIUM=$(command -v chromium)
    export CHROMIUM
}

run_tests() {
    local name=test-$$
    remember_given
    find_jdk
    find_chromium
    trap 'exit 130' INT HUP
    trap 'exit 143' TERM
    trap end_tests EXIT
    use_instance $name "$(free_port)" "$(free_port)"
    start_services
    export PARKBRIDGE_LAUNCHER=$project/parkbridge PARKBRIDGE_TEST_INSTANCE=$name PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
    export TMPDIR=$instance_dir/tmp MAVEN_OPTS="-Djava.io.tmpdir=$instance_dir/tmp ${MAVEN_OPTS:-}"
    mkdir -p "$TMPDIR"
    unset PARKBRIDGE_SITES
    maven_to_its_end -f firmware-sim/pom.xml verify "$@"
    case " $*" in
        *" -Dit.test"*) maven_to_its_end verify "$@" ;;
        *)
            maven_to_its_end package "$@"
            run_both_kinds "$@"
            ;;
    esac
}

# In the background, because a shell that waits for a program in front of it hears of a TERM only when that has ended.
maven_to_its_end() {
    local status=0
    "$project/mvnw" -B -ntp "$@" </dev/null &
    tests=$!
    wait "$tests" || status=$?
    tests=
    return $status
}

# Tests of whole processes have services of their own and wait most of the time: they run beside the others.
run_both_kinds() {
    local log=$project/target/processes-tests.log status=0
    "$project/mvnw" -B -ntp failsafe:integration-test@processes failsafe:verify@processes "$@" >"$log" 2>&1 </dev/null &
    processes_tests=$!
    maven_to_its_end failsafe:integration-test@inside failsafe:verify@inside "$@" || status=$?
    say "and those of whole processes, which ran meanwhile:"
    wait "$processes_tests" || status=$?
    processes_tests=
    cat "$log"
    return $status
}

end_tests() {
    local status=$?
    trap '' INT TERM HUP
    trap - EXIT
    # what runs in the background does not hear of Ctrl-C
    [ -z "${tests:-}" ] || kill -TERM "$tests" 2>/dev/null || true
    [ -z "${processes_tests:-}" ] || kill -TERM "$processes_tests" 2>/dev/null || true
    wait_until 40 tests_are_over || say "some tests still run"
    end_services_of_tests
    stop_services
    rm -rf "$instance_dir"
    exit $status
}

tests_are_over() { ! pgrep -f "java.io.tmpdir=$instance_dir/tmp"; }

# Of tests that were interrupted: they bear our name, and may be half started.
end_services_of_tests() {
    local left
    for left in "$project/.parkbridge/instances/$instance"-*/; do
        [ -d "$left" ] || continue
        (
            use_instance "$(basename "$left")"
            stop_services
            [ "${service_source:-private}" != private ] || { mosquitto_stop; postgres_stop; }
            rm -rf "$instance_dir"
        )
    done
}
