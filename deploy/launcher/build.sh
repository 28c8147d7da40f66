# shellcheck shell=bash
# Builds what is not up to date.

app_jar=$project/target/quarkus-app/quarkus-run.jar
app_classes=$project/target/quarkus-app/classes.jsa
sim_jar=$project/firmware-sim/target/firmware-sim.jar

is_older() { [ ! -f "$1" ] || [ -n "$(find "${@:2}" -newer "$1" -print -quit)" ]; }

maven() { "$project/mvnw" -q -B -ntp "$@"; }

build_if_needed() {
    if is_older "$app_jar" "$project/src/main" "$project/pom.xml"; then
        long_step "building the application" "$project/.parkbridge/log/build.log" maven package -DskipTests \
            || fail "the application does not build; the output is in .parkbridge/log/build.log"
        touch "$app_jar"
    fi
    if is_older "$sim_jar" "$project/firmware-sim/src/main" "$project/firmware-sim/pom.xml"; then
        long_step "building the sensor simulator" "$project/.parkbridge/log/build-sim.log" maven -f firmware-sim/pom.xml package -DskipTests \
            || fail "the simulator does not build; the output is in .parkbridge/log/build-sim.log"
        touch "$sim_jar"
    fi
}
