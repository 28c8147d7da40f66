# shellcheck shell=bash
# Finds a JDK of version 25 or newer and exports JAVA_HOME.

jdk_version_min=25

jdk_is_new_enough() {
    [ -x "$1/bin/javac" ] || return 1
    local version
    version=$("$1/bin/javac" -version 2>&1 | sed -n 's/^javac \([0-9]*\).*/\1/p')
    [ "${version:-0}" -ge $jdk_version_min ]
}

find_jdk() {
    local candidate on_path
    on_path=$(readlink -f "$(command -v javac 2>/dev/null)" 2>/dev/null || true)
    for candidate in "${JAVA_HOME:-}" "${on_path%/bin/javac}" /usr/lib/jvm/* "${SDKMAN_DIR:-$HOME/.sdkman}"/candidates/java/*; do
        if [ -n "$candidate" ] && jdk_is_new_enough "$candidate"; then
            export JAVA_HOME=$candidate
            return
        fi
    done
    fail "no JDK $jdk_version_min or newer in JAVA_HOME, PATH, /usr/lib/jvm or SDKMAN; install one, for example Temurin 25, and set JAVA_HOME"
}
