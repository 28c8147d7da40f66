# shellcheck shell=bash
# The examples in docs/reports/ and the pictures in docs/screens/: a recorded year of 26 kerbside bays, a city's bays on the map, and a car park that is on for a
# minute and whose alerts of a month are made up (examples.sql), on services of their own.

examples_dir=$project/docs/reports
screens_dir=$project/docs/screens
examples_ending=2026-11-24T12:00:00Z

run_examples() {
    remember_given
    given_mqtt='' given_database=''
    unset PARKBRIDGE_DATABASE_URL PARKBRIDGE_MQTT_URL
    find_jdk
    command -v pdftoppm >/dev/null || fail "the pictures need pdftoppm (Debian: poppler-utils)"
    started=()
    use_instance "examples-$$" "$(free_port)" "$(free_port)"
    trap 'exit 130' INT HUP
    trap 'exit 143' TERM
    trap end_examples EXIT
    start_services
    build_if_needed
    build_bench_if_needed
    export PARKBRIDGE_HTTP_HOST=127.0.0.1 PARKBRIDGE_HTTP_PORT PARKBRIDGE_MANAGEMENT_PORT PARKBRIDGE_SITES=$instance_dir/sites PARKBRIDGE_ACCESS_ANONYMOUS_ROLE=administrator
    PARKBRIDGE_HTTP_PORT=$(free_port)
    PARKBRIDGE_MANAGEMENT_PORT=$(free_port)
    demo_sites="mall history melbourne"
    write_inventories
    start_application
    park
    mkdir -p "$examples_dir"
    make_examples
    make_pictures
}

end_examples() {
    local status=$? i
    trap '' INT TERM HUP
    trap - EXIT
    for ((i = ${#started[@]} - 1; i >= 0; i--)); do end_process "${started[i]}"; done
    stop_services
    rm -rf "$instance_dir"
    exit $status
}

park() {
    say "playing a recorded year"
    "$JAVA_HOME/bin/java" -jar "$sim_jar" history --catch-up-only --ending "$examples_ending" --broker "$PARKBRIDGE_MQTT_URL" >"$instance_dir/log/history.log" 2>&1
    expected_arrivals | ask POST /api/sites/targets --data-binary @- -H 'Content-Type: text/csv' >/dev/null
    say "a car park and a city are on for a minute"
    start_process mall "$JAVA_HOME/bin/java" -jar "$sim_jar" mall --broker "$PARKBRIDGE_MQTT_URL"
    start_process melbourne "$JAVA_HOME/bin/java" -jar "$sim_jar" melbourne --broker "$PARKBRIDGE_MQTT_URL"
    sleep 60
    postgres_superuser -d parkbridge <"$project/deploy/launcher/examples.sql"
}

# Two arrivals a day on Lonsdale Street, one elsewhere, in October.
expected_arrivals() {
    printf 'facility_code,zone_code,day,arrivals\n'
    awk -F, 'NR > 1 && $7 != "" && !seen[$7]++ { for (day = 1; day <= 31; day++) printf "%s,%s,2026-10-%02d,%d\n", $1, $7, day, ($7 ~ /LONSDALE/) + 1 }' \
        "$PARKBRIDGE_SITES/history.sites.csv"
}

ask() {
    local method=$1 path=$2
    shift 2
    curl -sSf -X "$method" "http://127.0.0.1:$PARKBRIDGE_HTTP_PORT$path" "$@"
}

facility_id() { ask GET /api/facilities/ | sed 's/},{/}\n{/g' | grep "\"code\":\"$1\"" | sed 's/.*"id":\([0-9]*\).*/\1/'; }

make_examples() {
    local recorded mall today report
    recorded=$(facility_id melbourne-2019)
    mall=$(facility_id city-center-mall)
    today=$(date -u +%Y-%m-%d)
    for report in usage-by-hour efficiency-against-target overstay month-at-a-glance; do
        make_example $report "facility=$recorded&from=2026-10-01&to=2026-10-31"
    done
    make_example zone-performance "facility=$recorded&from=2026-10-01&to=2026-10-07"
    make_example device-health "facility=$mall&from=$today&to=$today"
    make_example alerts-and-response "facility=$mall&from=2026-10-01&to=2026-10-31"
    ask GET "/api/reports/month-at-a-glance.pdf?facility=$recorded&from=2026-10-01&to=2026-10-31&language=en-US" -o "$examples_dir/month-at-a-glance-letter.pdf"
    ask GET "/api/reports/zone-performance.xlsx?facility=$recorded&from=2026-10-01&to=2026-10-07" -o "$examples_dir/zone-performance.xlsx"
    ask GET "/api/reports/zone-performance.csv?facility=$recorded&from=2026-10-01&to=2026-10-07" -o "$examples_dir/zone-performance.csv"
}

make_example() {
    ask GET "/api/reports/$1.pdf?$2" -o "$examples_dir/$1.pdf"
    pdftoppm -r 80 -png -singlefile "$examples_dir/$1.pdf" "$examples_dir/$1"
}

# Each page as somebody who may do everything sees it, as NAME=PATH.
screens() {
    local site=facility=city-center-mall section
    printf '%s\n' "dashboard=/?$site" "day=/?$site&date=$(date -u -d yesterday +%Y-%m-%d)&time=14:00" "streets=/?facility=melbourne-2019&date=2026-10-14&time=13:00" "map=/?facility=melbourne" \
        "devices=/devices?$site" "device=/devices/$1?$site" "alerts=/alerts?$site" "reports=/reports?$site" "report-runs=/reports/runs?$site" \
        "report-schedules=/reports/schedules?$site" "login=/login"
    for section in facilities zones bays plan targets imports devices discovered dead-letters quarantine broker-accounts rules holidays deliveries users tokens audit status; do
        printf '%s\n' "admin-$section=/admin/$section?$site"
    done
}

# The month of alerts lies behind, a few are fresh, and something is on each page.
a_usual_day() {
    local mall now
    mall=$(facility_id city-center-mall)
    now=$(date -u +%Y-%m-%dT%H:%M:%SZ)
    postgres_superuser -d parkbridge <"$project/deploy/launcher/pictures.sql"
    tell POST /api/telemetry/ "{\"device_code\":\"PARK-B1-S012\",\"voltage\":412,\"current\":1.2,\"power_factor\":0.95,\"timestamp\":\"$now\"}"
    tell POST /api/telemetry/ "{\"device_code\":\"PARK-B2-S003\",\"voltage\":229,\"current\":7.9,\"power_factor\":0.96,\"timestamp\":\"$now\"}"
    tell PUT "/api/facilities/$mall/holidays/$(date -u +%Y)-12-25" '{"name":"Christmas Day"}'
    tell PUT "/api/facilities/$mall/holidays/$(date -u +%Y)-12-26" '{"name":"Boxing Day"}'
    tell POST /api/tokens '{"name":"City open data portal","role":"viewer","facilities":null}'
    tell POST /api/users "{\"name\":\"olivia\",\"full_name\":\"Olivia Park\",\"role\":\"operator\",\"facilities\":[$mall]}"
    tell POST /api/report-runs "{\"report\":\"month-at-a-glance\",\"format\":\"pdf\",\"facility\":$mall,\"from\":\"2026-10-01\",\"to\":\"2026-10-31\"}"
    tell POST /api/report-schedules "{\"name\":\"For the owner\",\"report\":\"month-at-a-glance\",\"format\":\"pdf\",\"facility\":$mall,\"every\":\"day\",\"at\":\"06:30\",\"recipients\":[\"owner@example.org\"]}"
}

tell() { ask "$1" "$2" -H 'Content-Type: application/json' -d "$3" >/dev/null; }

make_pictures() {
    local device mall page pages=()
    say "taking pictures of the pages"
    a_usual_day
    mall=$(facility_id city-center-mall)
    device=$(ask GET "/api/devices/?facility=$mall&page_size=1" | sed 's/.*"device_code":"\([^"]*\)".*/\1/')
    while read -r page; do pages+=(--page "$page"); done < <(screens "$device")
    rm -rf "$screens_dir"
    "$JAVA_HOME/bin/java" -jar "$bench_jar" pictures --address "http://127.0.0.1:$PARKBRIDGE_HTTP_PORT" --into "$screens_dir" "${pages[@]}"
}
