package io.parkbridge.scope;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.sql.DataSource;

import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestImages;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What somebody who may see one facility gets of another: nothing, whatever is asked. Made from the OpenAPI document: an operation that
 * is not known here fails until it is said with which ids and bodies to try it.
 */
@QuarkusTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ForeignFacilityIT {

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");

    /** Refused as a whole to whoever may see named facilities only, or is, like this test's callers, logged in by no session. */
    private static final List<String> PEOPLE = List.of("/api/users", "/api/tokens", "/api/sessions");

    /** Whose id a path names, by its beginning. */
    private static final Map<String, Function<KnownSite, Object>> IDS = Map.ofEntries(
            id("/api/facilities/", KnownSite::facility),
            id("/api/zones/", KnownSite::zone),
            id("/api/bays/", KnownSite::bay),
            id("/api/devices/", KnownSite::device),
            id("/api/alerts/", KnownSite::alert),
            id("/api/alert-rules/", KnownSite::rule),
            id("/api/mutes/", KnownSite::mute),
            id("/api/dead-letters/", KnownSite::letter),
            id("/api/discovered-devices/", KnownSite::stranger),
            id("/api/report-runs/", KnownSite::run),
            id("/api/report-schedules/", KnownSite::schedule),
            id("/api/quarantine/", KnownSite::deviceCode),
            id("/api/broker-accounts/", site -> "gateway." + site.mark()));

    /** What a parameter may name, to be asked for one by one. */
    private static final Map<String, List<Function<KnownSite, Object>>> PARAMETERS = Map.ofEntries(
            names("facility", KnownSite::facility, KnownSite::mark), names("zone", KnownSite::zone),
            names("device", KnownSite::deviceCode, KnownSite::stranger), names("alert", KnownSite::alert), names("parent", KnownSite::alert),
            names("rule", KnownSite::rule), names("search", KnownSite::mark), names("topic", KnownSite::mark), names("text", KnownSite::mark),
            names("code", KnownSite::deviceCode), names("ids", KnownSite::device), names("model", site -> site.mark() + " model"));

    /** Parameters that name no facility or a part of one. */
    private static final Set<String> HARMLESS = Set.of("type", "page", "page_size", "acknowledged", "active", "from", "to", "severity", "date",
            "reason", "state", "channel", "at", "quarantined", "via", "lang", "language", "health_min", "health_max", "total", "paper", "table", "linked", "sort", "rows", "says", "status", "dry_run", "spaces", "kind", "who", "action", "subject", "subject_id", "request", "digest");

    /** Analyses and reports want a facility to be named; a letter that names two facilities belongs to neither; an export of the log is in the log. */
    private static final List<String> NOT_NARROWED_ALIKE = List.of("/api/analytics/", "/api/reports/", "/api/dead-letters", "/api/audit/export");

    /** What is about no facility, or does nothing for whoever asks: there is nothing that could be told to the wrong one. */
    private static final Set<String> SAME_FOR_ALL = Set.of("GET /api/reports", "GET /api/session/ways", "POST /api/facilities", "POST /api/session", "PUT /api/session/password", "DELETE /api/session");

    /** So that none takes from another what it needs: readings first, and last what takes things away. */
    private static final List<String> ORDER = List.of("POST /api/parking-log", "POST /api/telemetry", "", "POST /api/devices/{id}/replacement", "DELETE");

    /** What is written to the facility that is asked for; each operation that takes a body has to stand here. */
    private static final Map<String, List<Function<KnownSite, Object>>> BODIES = bodies();

    private static Map.Entry<String, Function<KnownSite, Object>> id(String path, Function<KnownSite, Object> id) {
        return Map.entry(path, id);
    }

    private record Operation(String method, String path, List<String> queryParameters) {

        boolean isRead() {
            return method.equals("GET");
        }

        boolean namesOne() {
            return plain().contains("{");
        }

        String of(KnownSite site) {
            String named = plain();
            Matcher id = Pattern.compile("\\{[^}]+}").matcher(named);
            if (!id.find()) {
                return named;
            }
            Function<KnownSite, Object> which = IDS.get(named.substring(0, id.start()));
            assertThat(which).as("whose id is it that %s %s names? Say it in this test", method, path).isNotNull();
            String whole = id.replaceFirst(which.apply(site).toString());
            assertThat(whole).as("%s %s names one thing", method, path).doesNotContain("{");
            return whole;
        }

        /** What names a day, a report or a format names nobody's. */
        private String plain() {
            return path.replace("{day}", KnownSite.today()).replace("{report}", "zone-performance").replace("{format}", "csv");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @Inject
    DataSource database;

    private KnownSite own;
    private KnownSite foreign;
    private List<Operation> operations;

    /** Once: no test changes what another one asks for. */
    @BeforeEach
    void twoFacilities() throws Exception {
        if (operations != null) {
            return;
        }
        operations = operations();
        own = KnownSite.create("own");
        foreign = KnownSite.create("foe");
        try (TestSensors sensors = TestSensors.connect()) {
            // a sensor of the one is heard under the other's name, and the other way round
            sensors.publish("parking/v1/%s/%s/occupancy".formatted(own.mark(), foreign.deviceCode()), "{\"occupied\":true}");
            sensors.publish("parking/v1/%s/%s/occupancy".formatted(foreign.mark(), own.deviceCode()), "{\"occupied\":true}");
        }
        for (KnownSite site : List.of(own, foreign)) {
            json(KnownSite.everyone(), Map.of("name", site.mark(), "kind", "GATEWAY", "facility_code", site.mark())).post("/api/broker-accounts")
                    .then().statusCode(201);
            execute("insert into device_quarantine values ('%s', %d, now(), now() + interval '1 hour', 1)".formatted(site.deviceCode(), site.device()));
            execute("insert into delivery (channel, event_id, alert_id, due_at, created_at, last_error) "
                    + "select '%s', min(id), alert_id, now(), now(), '%1$s does not answer' from alert_event where alert_id = %d group by alert_id"
                            .formatted(site.mark(), site.alert()));
            execute("insert into hourly_availability values (%d, date_trunc('hour', now()), 10, 7, 1, now()) on conflict do nothing".formatted(site.zone()));
        }
        await().until(() -> KnownSite.everyone().queryParam("reason", "WRONG_FACILITY")
                .queryParam("device", foreign.deviceCode()).get("/api/dead-letters").path("size()").equals(1));
    }

    /** Tells all operations that fail, not the first one only. */
    private static void each(Stream<Operation> operations, Consumer<Operation> check) {
        List<String> failed = new ArrayList<>();
        operations.forEach(operation -> {
            try {
                check.accept(operation);
            } catch (AssertionError e) {
                failed.add(operation + ": " + e.getMessage());
            }
        });
        assertThat(failed).isEmpty();
    }

    private Stream<Operation> reads() {
        return operations.stream().filter(Operation::isRead);
    }

    private Stream<Operation> writes() {
        return operations.stream().filter(operation -> !operation.isRead());
    }

    private static List<Operation> operations() {
        Map<String, Map<String, Object>> paths = given().queryParam("format", "json").get("/q/openapi").path("paths");
        List<Operation> operations = new ArrayList<>();
        new TreeMap<>(paths).forEach((path, byMethod) -> byMethod.forEach((method, operation) -> {
            if (METHODS.contains(method) && PEOPLE.stream().noneMatch(path::startsWith)) {
                operations.add(new Operation(method.toUpperCase(), path, queryParameters((Map<?, ?>) operation)));
            }
        }));
        return operations;
    }

    private static List<String> queryParameters(Map<?, ?> operation) {
        List<?> parameters = operation.get("parameters") instanceof List<?> all ? all : List.of();
        return parameters.stream().map(parameter -> (Map<?, ?>) parameter).filter(parameter -> "query".equals(parameter.get("in")))
                .map(parameter -> (String) parameter.get("name")).toList();
    }

    @Test
    void everyParameterIsKnownHere() {
        Set<String> unknown = new HashSet<>();
        operations.forEach(operation -> unknown.addAll(operation.queryParameters()));
        unknown.removeAll(HARMLESS);
        unknown.removeAll(PARAMETERS.keySet());
        assertThat(unknown).as("parameters of which this test does not know what they name").isEmpty();
    }

    @Test
    void peopleAndTokensAreForThoseWhoSeeAll() {
        PEOPLE.forEach(path -> assertThat(own.caller().get(path).statusCode()).as(path).isEqualTo(403));
    }

    @Test
    void nothingOfAnotherFacilityIsInAnyAnswer() {
        each(reads(), operation -> {
            Response ownView = wide(own.caller(), operation).get(operation.of(own));
            assertThat(ownView.statusCode()).as("%s: %s", operation, ownView.asString()).isEqualTo(200);
            assertSilent(operation, ownView);
            Response othersView = wide(foreign.caller(), operation).get(operation.of(foreign));
            assertThat(othersView.asString()).as("%s of the other one", operation).doesNotContain(own.mark());
        });
    }

    /** As much as can be had; analyses and reports want a facility to be named. */
    private RequestSpecification wide(RequestSpecification caller, Operation operation) {
        if (operation.path().startsWith("/api/analytics/") || operation.path().startsWith("/api/reports/")) {
            caller.queryParam("facility", (Object) caller.get("/api/facilities/").path("[0].id"));
        }
        return operation.queryParameters().contains("page_size") ? caller.queryParam("page_size", 10_000) : caller;
    }

    private void assertSilent(Object what, Response answer) {
        assertThat(answer.asString() + answer.headers()).as("%s", what).doesNotContain(foreign.mark()).doesNotContain(foreign.devEui());
    }

    @Test
    void listsShowWhatIsOnesOwn() {
        for (String list : List.of("/api/facilities", "/api/zones", "/api/bays", "/api/devices", "/api/alerts", "/api/mutes", "/api/deliveries",
                "/api/dead-letters", "/api/discovered-devices", "/api/targets", "/api/parking-logs", "/api/sites", "/api/sites/targets",
                "/api/dashboard/summary", "/api/open-data/ngsi-ld/parkings", "/api/open-data/ngsi-ld/spots", "/api/open-data/datex2/status", "/api/audit", "/api/audit/export")) {
            assertThat(own.caller().get(list).asString()).as(list).contains(own.mark());
        }
        assertThat(own.caller().get("/api/alert-rules").jsonPath().getList("zone_id", Integer.class)).contains(own.zone()).doesNotContain(foreign.zone());
    }

    /** Where everyone can narrow to one facility, whoever sees that one alone gets the same without narrowing. */
    @Test
    void sumsAreThoseOfTheOwnFacility() {
        each(reads().filter(one -> !one.namesOne() && NOT_NARROWED_ALIKE.stream().noneMatch(one.path()::startsWith)), operation -> {
            KnownSite.everyone().get(operation.plain());
            Stream.of("facility", "search", "zone").filter(operation.queryParameters()::contains).findFirst().ifPresent(narrowing ->
                    // some figures move with the time
                    await().untilAsserted(() -> assertThat(figures(own.caller().get(operation.plain())))
                            .as("%s by %s", operation, narrowing).isIn(PARAMETERS.get(narrowing).stream()
                                    .map(which -> figures(KnownSite.everyone().queryParam(narrowing, which.apply(own)).get(operation.plain()))).toList())));
        });
    }

    /** The answer without the zone that was asked for. */
    private static String figures(Response answer) {
        return answer.asString().replaceFirst("\"zone_id\":(null|\"\\d+\"),", "");
    }

    @Test
    void whatIsAnothersLooksAsIfItHadNeverBeen() {
        each(reads().filter(Operation::namesOne), operation -> {
            Response answer = own.caller().get(operation.of(foreign));
            assertThat(answer.statusCode()).as("%s", operation).isEqualTo(404);
            assertSilentAndAlike(operation, answer, own.caller().get(operation.of(KnownSite.UNKNOWN)));
        });
    }

    @Test
    void toAskForAnotherFacilityIsToAskForNone() {
        each(reads().filter(one -> !one.namesOne()), operation -> {
            for (String parameter : operation.queryParameters()) {
                if (PARAMETERS.containsKey(parameter)) {
                    for (Function<KnownSite, Object> which : PARAMETERS.get(parameter)) {
                        // what has just been told to those who see all is not held for others
                        KnownSite.everyone().queryParam(parameter, which.apply(foreign)).get(operation.plain());
                        Response answer = own.caller().queryParam(parameter, which.apply(foreign)).get(operation.plain());
                        Response never = own.caller().queryParam(parameter, which.apply(KnownSite.UNKNOWN)).get(operation.plain());
                        assertThat(alike(answer, foreign)).as("%s by %s", operation, parameter).isEqualTo(alike(never, KnownSite.UNKNOWN));
                    }
                }
            }
        });
    }

    @Test
    void nothingOfAnotherFacilityCanBeChanged() throws SQLException {
        Map<String, String> before = pictureOf(foreign);
        each(writes(), operation -> {
            List<Function<KnownSite, Object>> bodies = BODIES.get(operation.toString());
            assertThat(bodies).as("what is sent to %s? Say it in this test", operation).isNotNull();
            for (Function<KnownSite, Object> body : bodies) {
                Response answer = send(own.caller(), operation, foreign, body);
                Response never = send(own.caller(), operation, KnownSite.UNKNOWN, body);
                assertSilentAndAlike(operation, answer, never);
                assertThat(answer.statusCode()).as("%s: %s", operation, answer.asString()).isLessThan(500);
            }
        });
        assertThat(pictureOf(foreign)).isEqualTo(before);
    }

    private static Response send(RequestSpecification caller, Operation operation, KnownSite at, Function<KnownSite, Object> body) {
        RequestSpecification request = caller.header("If-Match", "*");
        Object content = body.apply(at);
        if (operation.path().equals("/api/dead-letters/replay")) {
            request.queryParams((Map<String, ?>) content);
        } else if (content instanceof String csv) {
            request.contentType("text/csv").body(csv);
        } else if (content instanceof byte[] image) {
            request.header("Content-Type", "image/png").body(image);
        } else if (content != null) {
            request.contentType(ContentType.JSON).body(content);
        }
        return request.request(operation.method(), operation.of(at));
    }

    private void assertSilentAndAlike(Operation operation, Response answer, Response never) {
        assertThat(alike(answer, foreign)).as("%s", operation).isEqualTo(alike(never, KnownSite.UNKNOWN));
    }

    /** The answer without what whoever asked has named. */
    private static String alike(Response answer, KnownSite asked) {
        String text = answer.asString().replace(asked.mark(), "MARK");
        for (Object id : List.of(asked.facility(), asked.zone(), asked.bay(), asked.freeBay(), asked.otherFreeBay(), asked.device(), asked.alert(), asked.rule(), asked.mute(), asked.letter(), asked.run(),
                asked.schedule())) {
            text = text.replaceAll("(?<![\\d.:-])" + id + "(?![\\d.:-])", "ID");
        }
        return answer.statusCode() + " " + text.replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME");
    }

    /** What people edit, what has come of readings, and what could not be read: everything the ticks do not change. */
    private Map<String, String> pictureOf(KnownSite site) throws SQLException {
        Map<String, String> rows = new LinkedHashMap<>();
        try (Connection connection = new Reach(Set.of((long) site.facility())).call(database::getConnection); Statement statement = connection.createStatement()) {
            for (String table : List.of("facility", "zone", "zone_plan_image", "bay", "device", "target", "weekly_target", "holiday", "alert_rule", "mute", "stay",
                    "hourly_usage", "occupancy", "heartbeat", "dead_letter", "dead_letter_source",
                    "report_schedule", "broker_account", "device_quarantine")) {
                try (ResultSet row = statement.executeQuery("select string_agg(t::text, ' ' order by t::text) from " + table + " t")) {
                    row.next();
                    assertThat(row.getString(1)).as("there is something in %s", table).isNotEmpty();
                    rows.put(table, row.getString(1));
                }
            }
            try (ResultSet row = statement.executeQuery("select string_agg(id || ' ' || coalesce(acknowledged_by, '') || note, '') from alert where note is not null")) {
                row.next();
                rows.put("alert", row.getString(1));
            }
        }
        return rows;
    }

    /**
     * That nothing comes of a question says something only where something would: whoever sees all is told of the other facility by each
     * read, in its answer, in its figures, or by what a parameter names.
     */
    @Test
    void eachReadTellsOfTheOtherFacilityToWhoeverSeesAll() {
        each(reads().filter(one -> !SAME_FOR_ALL.contains(one.toString())), operation -> {
            if (operation.namesOne()) {
                assertThat(alike(KnownSite.everyone().get(operation.of(foreign)), foreign))
                        .isNotEqualTo(alike(KnownSite.everyone().get(operation.of(KnownSite.UNKNOWN)), KnownSite.UNKNOWN));
            } else {
                boolean told = wide(KnownSite.everyone(), operation).get(operation.plain()).asString().contains(foreign.mark())
                        || !figures(own.caller().get(operation.plain())).equals(figures(KnownSite.everyone().get(operation.plain())))
                        || operation.queryParameters().stream().filter(PARAMETERS::containsKey).anyMatch(parameter -> tells(operation, parameter));
                assertThat(told).isTrue();
            }
        });
    }

    private boolean tells(Operation operation, String parameter) {
        return PARAMETERS.get(parameter).stream().anyMatch(which ->
                !alike(KnownSite.everyone().queryParam(parameter, which.apply(foreign)).get(operation.plain()), foreign)
                        .equals(alike(KnownSite.everyone().queryParam(parameter, which.apply(KnownSite.UNKNOWN)).get(operation.plain()), KnownSite.UNKNOWN)));
    }

    /** As with reads: what is refused, or changes nothing, because of whose it is, works for whoever sees all. */
    @Test
    void eachWriteWorksForWhoeverSeesAll() throws Exception {
        KnownSite site = KnownSite.create("any");
        execute("insert into device_quarantine values ('%s', %d, now(), now() + interval '1 hour', 1)".formatted(site.deviceCode(), site.device()));
        each(writes().filter(one -> !SAME_FOR_ALL.contains(one.toString())).sorted(Comparator.comparing(ForeignFacilityIT::turn)), operation -> {
            for (Function<KnownSite, Object> body : BODIES.get(operation.toString())) {
                Response answer = send(KnownSite.everyone(), operation, site, body);
                assertThat(answer.statusCode()).as(answer.asString()).isIn(200, 201, 202, 204);
            }
        });
    }

    private static int turn(Operation operation) {
        return ORDER.stream().filter(begin -> !begin.isEmpty() && operation.toString().startsWith(begin)).map(ORDER::indexOf).findFirst().orElse(ORDER.indexOf(""));
    }

    /** Reports and what they are made of: of a facility or zone that has to be named, so nobody gets sums over more than that one. */
    @Test
    void reportsOfTheOwnFacilityAreThoseOfWhoeverSeesAll() {
        List<String> reports = own.caller().get("/api/reports").path("name");
        assertThat(reports).isNotEmpty();
        for (String report : reports) {
            String path = "/api/reports/" + report;
            for (String form : List.of(path, path + ".csv")) {
                String ours = figuresOf(own.caller().queryParam("facility", own.facility()).get(form));
                assertThat(ours).as(form).isEqualTo(figuresOf(KnownSite.everyone().queryParam("facility", own.facility()).get(form)))
                        .doesNotContain(foreign.mark());
                assertThat(own.caller().get(form).statusCode()).as("%s of no facility", form).isEqualTo(400);
                for (String parameter : List.of("facility", "zone")) {
                    int id = parameter.equals("zone") ? foreign.zone() : foreign.facility();
                    Response refused = own.caller().queryParam(parameter, id).get(form);
                    assertThat(refused.statusCode()).as("%s by %s", form, parameter).isEqualTo(404);
                    assertSilent(form, refused);
                }
                Response mixed = own.caller().queryParam("facility", own.facility()).queryParam("zone", foreign.zone()).get(form);
                assertThat(mixed.statusCode()).as("%s of a zone elsewhere", form).isBetween(400, 404);
                assertSilent(form, mixed);
            }
        }
    }

    private static String figuresOf(Response report) {
        assertThat(report.statusCode()).as(report.asString()).isEqualTo(200);
        return report.asString().replaceAll("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME");
    }

    /** What is made in the background is made for whoever wanted it. */
    @Test
    void reportThatIsMadeLaterReachesAsFarAsWhoeverWantedIt() {
        Map<String, Object> wanted = Map.of("report", "zone-performance", "format", "csv", "facility", own.facility());
        int run = json(own.caller(), wanted).post("/api/report-runs").then().statusCode(202).extract().path("id");
        await().until(() -> "done".equals(own.caller().get("/api/report-runs/" + run).path("state")));
        assertThat(own.caller().get("/api/report-runs/" + run + "/file").asString()).contains(own.mark()).doesNotContain(foreign.mark())
                .isEqualTo(KnownSite.everyone().queryParam("facility", own.facility()).get("/api/reports/zone-performance.csv").asString());
        assertThat(foreign.caller().get("/api/report-runs/" + run + "/file").statusCode()).isEqualTo(404);
        assertThat(own.caller().get("/api/report-runs").jsonPath().getList("id", Integer.class)).contains(run).doesNotContain(foreign.run());
        assertThat(own.caller().get("/api/report-schedules").jsonPath().getList("id", Integer.class)).contains(own.schedule()).doesNotContain(foreign.schedule());
        assertThat(json(own.caller(), Map.of("report", "overstay", "format", "csv", "facility", own.facility(), "zone", foreign.zone()))
                .post("/api/report-runs").statusCode()).isBetween(400, 404);
        json(own.caller(), Map.of("facility", foreign.facility())).header("If-Match", "*").patch("/api/report-schedules/" + own.schedule())
                .then().statusCode(404);
    }

    @Test
    void ownThingsCannotBeTiedToAnothers() {
        String code = own.mark() + "-tied";
        for (KnownSite there : List.of(foreign, KnownSite.UNKNOWN)) {
            json(own.caller(), Map.of("bay_id", there.bay())).header("If-Match", "*").patch("/api/devices/" + own.device()).then().statusCode(400);
            json(own.caller(), Map.of("device_code", code, "bay_id", own.secondBay(), "facility_id", there.facility())).post("/api/devices").then().statusCode(400);
            json(own.caller(), Map.of("model", "m", "bay_id", there.bay())).post("/api/discovered-devices/%s/adopt".formatted(own.stranger())).then().statusCode(400);
        }
    }

    /** Codes are unique over all facilities, so that one is taken cannot be kept secret; by whom can. */
    @Test
    void whatIsTakenElsewhereIsOnlySaidToBeTaken() {
        int bay = own.secondBay();
        Response registered = json(own.caller(), Map.of("device_code", foreign.deviceCode(), "facility_id", own.facility())).post("/api/devices");
        assertThat(registered.statusCode()).isEqualTo(409);
        assertThat(registered.asString()).doesNotContain(foreign.mark());

        Response known = json(own.caller(), Map.of("dev_eui", foreign.devEui())).header("If-Match", "*").patch("/api/devices/" + own.device());
        assertThat(known.statusCode()).isEqualTo(409);
        assertSilent(bay, known);

        String csv = "facility_code,device_code\n%s,%s\n".formatted(own.mark(), foreign.deviceCode());
        Response imported = own.caller().contentType("text/csv").body(csv).post("/api/sites");
        assertThat(imported.statusCode()).isEqualTo(409);
        assertThat(imported.asString()).doesNotContain(foreign.mark());

        Response facility = json(own.caller(), Map.of("code", foreign.mark(), "name", "x")).post("/api/facilities");
        Response another = json(own.caller(), Map.of("code", KnownSite.NEVER, "name", "x")).post("/api/facilities");
        assertThat(facility.statusCode()).isEqualTo(403);
        assertThat(facility.asString()).isEqualTo(another.asString());
    }

    @Test
    void generalRulesAreReadAndNotChanged() {
        int general = own.caller().queryParam("type", "HIGH_POWER").get("/api/alert-rules").path("[0].id");
        json(own.caller(), Map.of("enabled", false)).header("If-Match", "*").patch("/api/alert-rules/" + general).then().statusCode(403);
        assertThat((Boolean) KnownSite.everyone().get("/api/alert-rules/" + general).path("enabled")).isTrue();
    }

    /** What somebody may do at the own facility works as it does for those who see all. */
    @Test
    void theOwnFacilityIsAdministeredAsEver() throws Exception {
        KnownSite site = KnownSite.create("mine");
        RequestSpecification me = given().header(TestCaller.FACILITIES, site.facility() + "," + KnownSite.NO_ID);
        int zone = json(me, Map.of("facility_id", site.facility(), "code", "n", "name", "n")).post("/api/zones").then().statusCode(201).extract().path("id");
        int bay = json(again(site), Map.of("zone_id", zone, "number", "1")).post("/api/bays").then().statusCode(201).extract().path("id");
        json(again(site), Map.of("width", 30, "height", 20, "bays", List.of(Map.of("id", bay, "number", "9", "x", 4, "y", 5), Map.of("number", "8")))).header("If-Match", "*")
                .patch("/api/zones/%d/plan".formatted(zone)).then().statusCode(200);
        again(site).header("Content-Type", "image/png").header("If-Match", "*").body(TestImages.png(4, 4)).put("/api/zones/%d/plan/image".formatted(zone)).then().statusCode(200);
        again(site).header("If-Match", "*").delete("/api/zones/%d/plan/image".formatted(zone)).then().statusCode(200);
        int device = json(again(site), Map.of("bay_id", bay, "device_code", site.mark() + "-d9")).post("/api/devices").then().statusCode(201).extract().path("id");
        json(again(site), Map.of("name", "another")).header("If-Match", "*").patch("/api/facilities/" + site.facility()).then().statusCode(200);
        json(again(site), Map.of("bay_id", site.secondBay())).header("If-Match", "*").patch("/api/devices/" + device).then().statusCode(400);
        json(again(site), Map.of("device_code", site.mark() + "-d10")).header("If-Match", "*").post("/api/devices/%d/replacement".formatted(site.device()))
                .then().statusCode(201);
        json(again(site), Map.of("is_active", false)).header("If-Match", "*").patch("/api/devices/" + device).then().statusCode(200);
        again(site).contentType("text/csv").body(again(site).get("/api/sites").asString()).post("/api/sites").then().statusCode(200);
        json(again(site), Map.of("arrivals", 3)).put("/api/zones/%d/targets/%s".formatted(zone, KnownSite.today())).then().statusCode(200);
        json(again(site), Map.of("type", "HIGH_POWER", "zone_id", zone)).post("/api/alert-rules").then().statusCode(201);
        json(again(site), Map.of("ids", List.of(site.alert()), "note", "seen")).post("/api/alerts/acknowledge").then().statusCode(200);
        again(site).delete("/api/mutes/" + site.mute()).then().statusCode(204);
        int free = json(again(site), Map.of("zone_id", zone, "number", "2")).post("/api/bays").then().statusCode(201).extract().path("id");
        json(again(site), Map.of("model", "m", "bay_id", free)).post("/api/discovered-devices/%s/adopt".formatted(site.stranger())).then().statusCode(201);
        assertThat((Integer) again(site).queryParam("zone", zone).get("/api/parking-logs").path("size()")).as("what the adopted has said").isEqualTo(1);
        json(again(site), Map.of("is_active", false)).header("If-Match", "*").patch("/api/zones/" + site.zone()).then().statusCode(200);
    }

    private static RequestSpecification again(KnownSite site) {
        return site.caller();
    }

    private static RequestSpecification json(RequestSpecification request, Map<String, ?> body) {
        return request.contentType(ContentType.JSON).body(body);
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
        Map<String, Object> all = new LinkedHashMap<>(some);
        all.putAll(more);
        return all;
    }

    @SafeVarargs
    private static Map.Entry<String, List<Function<KnownSite, Object>>> names(String parameter, Function<KnownSite, Object>... what) {
        return Map.entry(parameter, List.of(what));
    }

    private static Map<String, List<Function<KnownSite, Object>>> bodies() {
        Function<KnownSite, Object> nothing = site -> null;
        String soon = Instant.now().plusSeconds(600).toString();
        String now = Instant.now().minusSeconds(30).toString();
        Map<String, List<Function<KnownSite, Object>>> bodies = new LinkedHashMap<>();
        bodies.put("POST /api/alert-rules", List.of(site -> Map.of("type", "CLOCK_SKEW", "zone_id", site.zone()),
                site -> Map.of("type", "CLOCK_SKEW", "facility_id", site.facility()), site -> Map.of("type", "CLOCK_SKEW", "device_id", site.device())));
        bodies.put("PATCH /api/alert-rules/{id}", List.of(site -> Map.of("enabled", false)));
        bodies.put("DELETE /api/alert-rules/{id}", List.of(nothing));
        bodies.put("POST /api/alerts/acknowledge", List.of(site -> Map.of("ids", List.of(site.alert()), "note", "x")));
        bodies.put("PATCH /api/alerts/{id}/acknowledge", List.of(nothing));
        bodies.put("POST /api/alerts/{id}/notes", List.of(site -> Map.of("note", "x")));
        bodies.put("POST /api/bays", List.of(site -> Map.of("zone_id", site.zone(), "number", "x")));
        bodies.put("PATCH /api/bays/{id}", List.of(site -> Map.of("kind", "x")));
        bodies.put("POST /api/broker-accounts", List.of(site -> Map.of("name", site.mark(), "kind", "GATEWAY", "facility_code", site.mark()),
                site -> Map.of("name", site.mark(), "kind", "MONITOR"), site -> Map.of("name", site.mark(), "kind", "NETWORK_SERVER", "prefix", "v3/" + site.mark())));
        bodies.put("POST /api/broker-accounts/{name}/credentials", List.of(nothing));
        bodies.put("DELETE /api/broker-accounts/{name}", List.of(nothing));
        bodies.put("POST /api/devices/{id}/credentials", List.of(nothing));
        bodies.put("DELETE /api/devices/{id}/credentials", List.of(nothing));
        bodies.put("POST /api/facilities/{id}/device-credentials", List.of(nothing));
        bodies.put("DELETE /api/quarantine/{sender}", List.of(nothing));
        bodies.put("POST /api/dead-letters/replay", List.of(site -> Map.of("device", site.stranger()), site -> Map.of("facility", site.mark())));
        bodies.put("POST /api/dead-letters/{id}/replay", List.of(nothing));
        bodies.put("POST /api/devices", List.of(site -> Map.of("device_code", "x-" + site.freeBay(), "bay_id", site.freeBay()),
                site -> Map.of("device_code", "x-" + site.freeBay() + "-gw", "facility_id", site.facility())));
        bodies.put("PATCH /api/devices/{id}", List.of(site -> Map.of("model", "x")));
        bodies.put("POST /api/devices/{id}/replacement", List.of(site -> Map.of("device_code", "x-" + site.device() + "-new")));
        bodies.put("POST /api/discovered-devices/{code}/adopt", List.of(site -> Map.of("model", "x", "bay_id", site.otherFreeBay())));
        bodies.put("POST /api/facilities", List.of(site -> Map.of("code", site.mark(), "name", "x")));
        bodies.put("PATCH /api/facilities/{id}", List.of(site -> Map.of("name", "x")));
        bodies.put("PUT /api/facilities/{facility}/holidays/{day}", List.of(site -> Map.of("name", "x")));
        bodies.put("DELETE /api/facilities/{facility}/holidays/{day}", List.of(nothing));
        bodies.put("POST /api/mutes", List.of(site -> Map.of("zone_id", site.zone(), "reason", "x", "until", soon),
                site -> Map.of("facility_id", site.facility(), "reason", "x", "until", soon), site -> Map.of("device_id", site.device(), "reason", "x", "until", soon)));
        bodies.put("DELETE /api/mutes/{id}", List.of(nothing));
        bodies.put("POST /api/parking-log", List.of(site -> Map.of("device_code", site.deviceCode(), "is_occupied", false, "timestamp", now)));
        Map<String, Object> report = Map.of("report", "overstay", "format", "csv");
        bodies.put("POST /api/report-runs", List.of(site -> with(report, Map.of("facility", site.facility())), site -> with(report, Map.of("zone", site.zone()))));
        bodies.put("DELETE /api/report-runs/{id}", List.of(nothing));
        Map<String, Object> schedule = with(report, Map.of("name", "x", "every", "day", "at", "06:00", "recipients", List.of("a@example.org")));
        bodies.put("POST /api/report-schedules", List.of(site -> with(schedule, Map.of("facility", site.facility()))));
        bodies.put("PATCH /api/report-schedules/{id}", List.of(site -> Map.of("name", "x")));
        bodies.put("DELETE /api/report-schedules/{id}", List.of(nothing));
        bodies.put("POST /api/sites", List.of(site -> "facility_code,facility_name\n%s,x\n".formatted(site.mark())));
        bodies.put("POST /api/sites/targets", List.of(site -> "facility_code,zone_code,day,arrivals\n%1$s,%1$s-z,%2$s,3\n".formatted(site.mark(), KnownSite.today())));
        bodies.put("POST /api/session", List.of(site -> Map.of("name", site.mark(), "password", "x")));
        bodies.put("DELETE /api/session", List.of(nothing));
        bodies.put("PUT /api/session/password", List.of(site -> Map.of("current_password", "x", "new_password", site.mark())));
        Function<KnownSite, Map<String, Object>> telemetry = site -> Map.of("device_code", site.deviceCode(), "voltage", 230, "current", 1, "power_factor", 1, "timestamp", now);
        bodies.put("POST /api/telemetry", List.of(telemetry::apply));
        bodies.put("POST /api/telemetry/bulk", List.of(site -> List.of(telemetry.apply(site))));
        bodies.put("POST /api/zones", List.of(site -> Map.of("facility_id", site.facility(), "code", "x", "name", "x")));
        bodies.put("PATCH /api/zones/{id}", List.of(site -> Map.of("name", "x")));
        bodies.put("PATCH /api/zones/{id}/plan", List.of(site -> Map.of("width", 30, "height", 20, "bays", List.of(Map.of("id", site.bay(), "x", 4, "y", 5)))));
        bodies.put("PUT /api/zones/{id}/plan/image", List.of(site -> TestImages.png(4, 4)));
        bodies.put("DELETE /api/zones/{id}/plan/image", List.of(nothing));
        bodies.put("PUT /api/zones/{zone}/targets/{day}", List.of(site -> Map.of("arrivals", 3)));
        bodies.put("DELETE /api/zones/{zone}/targets/{day}", List.of(nothing));
        bodies.put("PUT /api/zones/{zone}/weekly-targets/{day}", List.of(site -> Map.of("arrivals", List.of(1, 1, 1, 1, 1, 1, 1))));
        bodies.put("DELETE /api/zones/{zone}/weekly-targets/{day}", List.of(nothing));
        return bodies;
    }
}
