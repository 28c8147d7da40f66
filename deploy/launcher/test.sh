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
    export PARKBRIDGE_LAUNCHER=$project/parkbridge PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD=1
    export TMPDIR=$instance_dir/tmp MAVEN_OPTS="-Djava.io.tmpdir=$instance_dir/tmp ${MAVEN_OPTS:-}"
    mkdir -p "$TMPDIR"
    unset PARKBRIDGE_SITES
    "$project/mvnw" -B -ntp -f firmware-sim/pom.xml verify "$@"
    "$project/mvnw" -B -ntp verify "$@"
}

end_tests() {
    local status=$?
    trap '' INT TERM HUP
    trap - EXIT
    stop_services
    rm -rf "$instance_dir"
    exit $status
}
