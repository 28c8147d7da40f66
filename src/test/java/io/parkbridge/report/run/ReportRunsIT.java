package io.parkbridge.report.run;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import javax.sql.DataSource;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.parkbridge.facility.TestSite;
import io.parkbridge.notify.Receivers;
import io.parkbridge.report.Turns;
import io.parkbridge.scope.TestCaller;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Reports that are queued, cancelled, taken up again, made on a schedule and sent. */
@QuarkusTest
@WithTestResource(Receivers.class)
class ReportRunsIT {

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    @Inject
    Turns turns;

    @Inject
    ScheduleTick tick;

    @Inject
    Runs runs;

    @Inject
    MeterRegistry metrics;

    Supplier<List<String>> mails;

    private int facility;
    private int turnsTaken;

    @BeforeEach
    void site() {
        facility = sites.create(2, "Europe/Berlin").id();
    }

    @AfterEach
    void giveTurnsBack() {
        for (; turnsTaken > 0; turnsTaken--) {
            turns.giveBack();
        }
    }

    private void takeTurns(int number) {
        for (int i = 0; i < number; i++) {
            await().until(turns::tryTake);
            turnsTaken++;
        }
    }

    private static RequestSpecification by(String manager) {
        return given().header(TestCaller.FACILITIES, TestCaller.ALL).header(TestCaller.MANAGER, manager).contentType(ContentType.JSON);
    }

    private int queue(String manager) {
        ValidatableResponse answer = by(manager).body(Map.of("report", "zone-performance", "format", "csv", "facility", facility)).post("/api/report-runs")
                .then().statusCode(202).header("Location", containsString("/api/report-runs/"));
        return answer.extract().path("id");
    }

    private static String state(int run) {
        return given().get("/api/report-runs/" + run).path("state");
    }

    private static void awaitState(int run, String state) {
        await().untilAsserted(() -> assertThat(state(run)).isEqualTo(state));
    }

    private void execute(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private long count(String sql) throws SQLException {
        try (Connection connection = database.getConnection(); Statement statement = connection.createStatement(); ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    @Test
    void runIsMadeAndItsFileIsThatOfTheReport() {
        int run = queue("anna");
        awaitState(run, "done");
        String file = by("anna").get("/api/report-runs/" + run + "/file").then().statusCode(200).header("Content-Disposition", containsString(".csv"))
                .extract().asString();
        assertThat(file).isEqualTo(given().get("/api/reports/zone-performance.csv?facility=" + facility).asString());
        by("anna").get("/api/report-runs/" + run).then().body("progress", equalTo(1f)).body("who", equalTo("anna"))
                .body("size", equalTo(file.length())).body("file", equalTo("/api/report-runs/" + run + "/file"))
                .body("paper", equalTo("A4")).body("language", equalTo("en-GB")).body("table", nullValue());
        by("anna").delete("/api/report-runs/" + run).then().statusCode(204);
        by("anna").get("/api/report-runs/" + run).then().statusCode(404);
    }

    @Test
    void anothersRunIsNotThere() {
        int run = queue("anna");
        awaitState(run, "done");
        by("bert").get("/api/report-runs/" + run).then().statusCode(404);
        by("bert").get("/api/report-runs/" + run + "/file").then().statusCode(404);
        by("bert").delete("/api/report-runs/" + run).then().statusCode(404);
        by("bert").get("/api/report-runs").then().statusCode(200).body("id", not(hasItem(run)));
        by("anna").get("/api/report-runs").then().statusCode(200).body("id", hasItem(run));
        given().get("/api/report-runs").then().body("id", hasItem(run));
    }

    /** With one turn left of two; what it reads is locked meanwhile, so that it lasts as long as the test wants. */
    @Test
    void oneIsMadeTheOthersQueueAndBothCanBeCancelled() throws SQLException {
        // what other tests have queued would come first
        takeTurns(2);
        execute("delete from report_run where state = 'QUEUED'");
        turns.giveBack();
        turnsTaken--;
        int running;
        int queued;
        int last;
        try (Connection lock = database.getConnection(); Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            // however long it takes to get there
            statement.execute("set local idle_in_transaction_session_timeout = 0");
            statement.execute("lock table target in access exclusive mode");
            running = queue("anna");
            awaitState(running, "running");
            queued = queue("anna");
            last = queue("anna");
            assertThat(state(queued)).isEqualTo("queued");
            by("anna").get("/api/report-runs/" + queued + "/file").then().statusCode(409);
            by("anna").delete("/api/report-runs/" + queued).then().statusCode(204);
            by("anna").delete("/api/report-runs/" + running).then().statusCode(204);
            assertThat(state(last)).isEqualTo("queued");
            lock.rollback();
        }
        awaitState(last, "done");
        assertThat(state(queued)).isEqualTo("cancelled");
        assertThat(state(running)).isEqualTo("cancelled");
        assertThat(count("select count(*) from report_run where content is not null and id in (%d, %d)".formatted(queued, running))).isZero();
    }

    @Test
    void oneMayQueueSomeAndNoMore() {
        takeTurns(2);
        for (int i = 0; i < 10; i++) {
            queue("carl");
        }
        by("carl").body(Map.of("report", "overstay", "format", "csv", "facility", facility)).post("/api/report-runs").then().statusCode(429)
                .header("Retry-After", not(nullValue()));
        queue("dora");
        List<Integer> runs = by("carl").get("/api/report-runs").path("id");
        runs.forEach(run -> by("carl").delete("/api/report-runs/" + run));
    }

    @Test
    void whatAnInstanceThatDiedWasMakingIsTakenUpOnce() throws SQLException {
        takeTurns(2);
        int once = queue("anna");
        int twice = queue("anna");
        execute("""
                update report_run set state = 'RUNNING', attempts = case id when %d then 1 else 2 end, claim = gen_random_uuid(),
                                      lease_until = now() - interval '1 second' where id in (%1$d, %d)""".formatted(once, twice));
        giveTurnsBack();
        awaitState(once, "done");
        awaitState(twice, "failed");
        given().get("/api/report-runs/" + twice).then().body("reason", containsString("stopped twice"));
        assertThat(count("select attempts from report_run where id = " + once)).isEqualTo(2);
    }

    @Test
    void twoThatAreAskedForAtOnceDoNotShareTheLastPlace() throws Exception {
        takeTurns(2);
        String body = new com.fasterxml.jackson.databind.ObjectMapper().writeValueAsString(Map.of("report", "overstay", "format", "csv", "facility", facility));
        Callable<Integer> call = () -> by("emil").body(body).post("/api/report-runs").statusCode();
        List<Integer> answers;
        try (ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
            answers = callers.invokeAll(Collections.nCopies(14, call)).stream()
                    .map(Future::resultNow).toList();
        }
        assertThat(answers).hasSize(14).containsOnly(202, 429);
        assertThat(Collections.frequency(answers, 202)).isEqualTo(10);
        execute("delete from report_run where owner = 'emil'");
    }

    @Test
    void runThatAStopInterruptsIsBegunAgainAndIsNotCountedAsCancelled() throws SQLException {
        double cancelled = counted("cancelled");
        double interrupted = counted("interrupted");
        int run;
        try (Connection lock = database.getConnection(); Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute("set local idle_in_transaction_session_timeout = 0");
            statement.execute("lock table target in access exclusive mode");
            run = queue("anna");
            awaitState(run, "running");
            runs.interrupt();
            lock.rollback();
        }
        awaitState(run, "done");
        assertThat(count("select attempts from report_run where id = " + run)).isOne();
        await().until(() -> counted("interrupted") > interrupted);
        assertThat(counted("cancelled")).isEqualTo(cancelled);
    }

    private double counted(String outcome) {
        Counter counter = metrics.find("parkbridge.report.runs").tag("outcome", outcome).counter();
        return counter == null ? 0 : counter.count();
    }

    @Test
    void runsAndDownloadsAreInTheAuditLog() {
        int run = queue("anna");
        awaitState(run, "done");
        by("bert").get("/api/report-runs/" + run + "/file").then().statusCode(404);
        by("anna").get("/api/report-runs/" + run + "/file").then().statusCode(200);
        by("anna").delete("/api/report-runs/" + run).then().statusCode(204);
        given().queryParam("subject", "REPORT").queryParam("subject_id", run).get("/api/audit").then().statusCode(200)
                .body("action", equalTo(List.of("DELETED", "EXPORTED", "CREATED"))).body("who", everyItem(equalTo("anna")))
                .body("name", everyItem(startsWith("zone-performance-"))).body("facility_id", everyItem(equalTo(facility)));
    }

    private Map<String, Object> schedule(String... recipients) {
        Map<String, Object> body = new HashMap<>(Map.of("name", "The owner's " + facility, "report", "zone-performance", "format", "pdf", "facility", facility,
                "every", "day", "at", "06:30"));
        body.put("recipients", List.of(recipients));
        return body;
    }

    private int create(Map<String, Object> body) {
        return by("anna").body(body).post("/api/report-schedules").then().statusCode(201).header("ETag", equalTo("\"1\"")).extract().path("id");
    }

    @Test
    void missedRunIsMadeUpOnceAndSent() throws Exception {
        String address = "owner" + facility + "@example.org";
        int schedule = create(schedule(address));
        execute("update report_schedule set next_due = next_due - interval '5 days' where id = " + schedule);

        Thread other = Thread.ofVirtual().start(tick::look);
        tick.look();
        other.join();
        await().until(() -> given().get("/api/report-schedules/%d/runs".formatted(schedule)).path("[0].state"), "done"::equals);
        await().until(() -> mails.get().stream().anyMatch(mail -> mail.contains(address)));
        tick.look();

        given().get("/api/report-schedules/%d/runs".formatted(schedule)).then().body("size()", equalTo(1)).body("[0].from", equalTo(yesterdayAtHalfPastSix()));
        await().until(() -> given().get("/api/report-schedules/%d/runs".formatted(schedule)).path("[0].mails[0].state"), "sent"::equals);
        List<String> received = mails.get().stream().filter(mail -> mail.contains(address)).toList();
        assertThat(received).hasSize(1);
        assertThat(received.getFirst()).contains("The owner's " + facility, "application/pdf", "zone-performance-" + yesterdayAtHalfPastSix() + ".pdf", "JVBER");
        int run = given().get("/api/report-schedules/%d/runs".formatted(schedule)).path("[0].id");
        given().get("/api/report-schedules/" + schedule).then().body("last_run.id", equalTo(run)).body("last_run.state", equalTo("done"));
        by("bert").queryParam("page_size", 1000).get("/api/report-schedules").then().body("find { it.id == %d }.last_run.id".formatted(schedule), equalTo(run));
        by("bert").get("/api/report-runs/" + run + "/file").then().statusCode(200).contentType("application/pdf");
    }

    private static void isDone(int schedule) {
        await().until(() -> given().get("/api/report-schedules/%d/runs".formatted(schedule)).path("[0].state"), "done"::equals);
    }

    private void due(int schedule) throws SQLException {
        execute("update report_schedule set next_due = now() - interval '1 second' where id = " + schedule);
    }

    /** The tick passes it over, so that the change alone can be what makes it. */
    @Test
    void changeOfAScheduleThatIsDueLosesNoRun() throws SQLException {
        int schedule = create(schedule("old@example.org"));
        execute("update report_schedule set retry_at = now() + interval '1 hour' where id = " + schedule);
        due(schedule);
        by("anna").header("If-Match", "\"1\"").body("{\"every\":\"month\",\"day\":31,\"at\":\"07:00\",\"recipients\":[\"new@example.org\"]}")
                .patch("/api/report-schedules/" + schedule).then().statusCode(200);
        isDone(schedule);
        given().get("/api/report-schedules/%d/runs".formatted(schedule)).then().body("size()", equalTo(1)).body("[0].mails.address", equalTo(List.of("new@example.org")));
        tick.look();
        given().get("/api/report-schedules/%d/runs".formatted(schedule)).then().body("size()", equalTo(1));
    }

    @Test
    void scheduleThatCannotBeReadSaysSoAndHoldsUpNoOther() throws SQLException {
        int unreadable = create(schedule("a@example.org"));
        int other = create(schedule("b@example.org"));
        execute("update report_schedule set report = 'of-old', next_due = now() - interval '1 day' where id = " + unreadable);
        due(other);
        tick.look();
        isDone(other);
        given().get("/api/report-schedules/" + unreadable).then().statusCode(200).body("fault", containsString("cannot be read")).body("report", equalTo("of-old"));
        given().get("/api/report-schedules/" + other).then().body("fault", nullValue());
        given().queryParam("subject", "REPORT_SCHEDULE").queryParam("subject_id", unreadable).get("/api/audit").then()
                .body("[0].who_kind", equalTo("SYSTEM")).body("[0].after.fault", containsString("cannot be read"));
        given().get("/api/report-schedules/%d/runs".formatted(unreadable)).then().body("size()", equalTo(0));

        by("anna").header("If-Match", "\"1\"").body("{\"report\":\"overstay\"}").patch("/api/report-schedules/" + unreadable).then().statusCode(200)
                .body("fault", nullValue());
        isDone(unreadable);
        given().get("/api/report-schedules/%d/runs".formatted(unreadable)).then().body("size()", equalTo(1));
    }

    @Test
    void facilityOfAnotherTimeZoneMovesItsSchedules() {
        int schedule = create(schedule("a@example.org"));
        Instant before = nextDue(schedule);
        String version = given().get("/api/facilities/" + facility).header("ETag");
        given().header("If-Match", version).contentType(ContentType.JSON).body("{\"time_zone\":\"Asia/Tokyo\"}").patch("/api/facilities/" + facility).then()
                .statusCode(200);
        tick.look();
        assertThat(nextDue(schedule)).isNotEqualTo(before).satisfies(next -> assertThat(next.atZone(ZoneId.of("Asia/Tokyo")).toLocalTime()).hasToString("06:30"));
        given().get("/api/report-schedules/%d/runs".formatted(schedule)).then().body("size()", equalTo(0));
    }

    private static Instant nextDue(int schedule) {
        return Instant.parse(given().get("/api/report-schedules/" + schedule).path("next_due"));
    }

    @Test
    void scheduleOfSomebodyWhoHasLeftStopsUntilItIsTakenOver() throws SQLException {
        String name = "left" + facility;
        ValidatableResponse person = given().contentType(ContentType.JSON).body("{\"name\":\"%s\",\"role\":\"manager\",\"facilities\":[%d]}".formatted(name, facility))
                .post("/api/users").then().statusCode(201);
        int id = person.extract().path("id");
        int schedule = create(schedule("a@example.org"));
        execute("update report_schedule set owner_kind = 'USER', owner = '%s' where id = %d".formatted(name, schedule));
        due(schedule);
        tick.look();
        isDone(schedule);

        given().contentType(ContentType.JSON).header("If-Match", person.extract().header("ETag")).body("{\"is_active\":false}").patch("/api/users/" + id).then()
                .statusCode(200);
        execute("update report_schedule set next_due = next_due - interval '2 days' where id = " + schedule);
        tick.look();
        given().get("/api/report-schedules/" + schedule).then().body("who", equalTo(name)).body("fault", containsString(name + ", who changed it last, may no longer"));
        given().get("/api/report-schedules/%d/runs".formatted(schedule)).then().body("size()", equalTo(1));

        execute("delete from report_run where schedule_id = " + schedule);
        by("bert").header("If-Match", "\"1\"").body("{}").patch("/api/report-schedules/" + schedule).then().statusCode(200).body("who", equalTo("bert"))
                .body("fault", nullValue());
        isDone(schedule);
        given().get("/api/report-schedules/%d/runs".formatted(schedule)).then().body("size()", equalTo(1)).body("[0].who", equalTo("bert"));
    }

    @Test
    void facilityThatIsNoLongerInUseHasNoReportsMade() throws SQLException {
        int schedule = create(schedule("a@example.org"));
        execute("update facility set active = false where id = " + facility);
        due(schedule);
        tick.look();
        given().get("/api/report-schedules/" + schedule).then().body("fault", containsString("no longer in use"));
    }

    @Test
    void whoWaitsForAReportThatFailsIsTold() throws SQLException {
        String address = "waits" + facility + "@example.org";
        String mail = mailOfAFailure(schedule(address), address);
        assertThat(mail).contains("Subject: Not made: The owner's " + facility, "could not be made this time", "may lie at most 92 days apart");
    }

    @Test
    void reasonOfAFailureIsInTheLanguageOfTheReport() throws SQLException {
        String address = "wartet" + facility + "@example.org";
        Map<String, Object> german = schedule(address);
        german.put("language", "de-DE");
        assertThat(mailOfAFailure(german, address)).contains("Subject: Nicht gemacht: The owner's " + facility, "92 Tage auseinanderliegen")
                .doesNotContain("days apart");
    }

    private String mailOfAFailure(Map<String, Object> body, String address) throws SQLException {
        int schedule = create(body);
        takeTurns(2);
        due(schedule);
        tick.look();
        execute("update report_run set from_day = to_day - 400 where schedule_id = " + schedule);
        giveTurnsBack();
        await().until(() -> given().get("/api/report-schedules/%d/runs".formatted(schedule)).path("[0].state"), "failed"::equals);
        tick.send();
        return awaitMail(address);
    }

    private String awaitMail(String address) {
        return await().until(() -> mails.get().stream().filter(mail -> mail.contains(address)).findAny().orElse(null), not(nullValue()));
    }

    @Test
    void mailThatIsRefusedIsTriedAgainAndGivenUpAfterADay() throws SQLException {
        String busy = "busy" + facility + "@example.org";
        String gone = "gone" + facility + "@example.org";
        int schedule = create(schedule(busy, gone));
        due(schedule);
        tick.look();
        isDone(schedule);
        tick.send();
        awaitMail(busy);
        await().untilAsserted(() -> assertThat(sent(schedule, busy)).containsEntry("state", "sent").containsEntry("attempts", 2));
        assertThat(sent(schedule, gone)).containsEntry("state", "pending").extracting("reason").asString().contains("550");

        execute("update report_mail set since = now() - interval '1 day', due_at = now() where address = '%s'".formatted(gone));
        tick.send();
        await().untilAsserted(() -> assertThat(sent(schedule, gone)).containsEntry("state", "given_up"));
        assertThat(mails.get()).noneMatch(mail -> mail.contains(gone));
        given().queryParam("subject", "REPORT").queryParam("action", "EXPORTED").queryParam("facility", facility).get("/api/audit").then()
                .body("after.mail", equalTo(List.of(busy)));
    }

    private static Map<String, Object> sent(int schedule, String address) {
        return given().get("/api/report-schedules/%d/runs".formatted(schedule)).path("[0].mails.find { it.address == '%s' }".formatted(address));
    }

    @Test
    void fileThatIsTooLargeForAMailIsLinked() throws SQLException {
        String address = "large" + facility + "@example.org";
        int schedule = create(schedule(address));
        due(schedule);
        takeTurns(2);
        tick.look();
        long run = count("select id from report_run where schedule_id = " + schedule);
        execute("""
                update report_run set state = 'DONE', size = 12345678, content = '' where id = %d;
                insert into report_mail (run_id, address, due_at, since) values (%1$d, '%s', now(), now())""".formatted(run, address));
        tick.send();
        assertThat(awaitMail(address)).contains("12.3 MB", "https://parking.example.org/api/report-runs/" + run + "/file").doesNotContain("application/pdf");
    }

    /** The day before the last half past six in Berlin. */
    private static String yesterdayAtHalfPastSix() {
        var now = java.time.ZonedDateTime.now(java.time.ZoneId.of("Europe/Berlin"));
        return now.minusHours(6).minusMinutes(30).toLocalDate().minusDays(1).toString();
    }

    @Test
    void scheduleIsChangedByThoseWhoHaveSeenIt() {
        int schedule = create(schedule("a@example.org"));
        given().get("/api/report-schedules/" + schedule).then().body("last_run", nullValue());
        by("anna").body("{\"at\":\"07:00\"}").patch("/api/report-schedules/" + schedule).then().statusCode(428);
        by("anna").header("If-Match", "\"1\"").body("{\"every\":\"month\",\"day\":31,\"at\":\"07:00\",\"period\":\"month\"}")
                .patch("/api/report-schedules/" + schedule).then().statusCode(200).header("ETag", equalTo("\"2\"")).body("at", equalTo("07:00"))
                .body("period", equalTo("month")).body("day", equalTo(31));
        by("anna").header("If-Match", "\"1\"").body("{\"at\":\"08:00\"}").patch("/api/report-schedules/" + schedule).then().statusCode(412);
        given().queryParam("subject", "REPORT_SCHEDULE").queryParam("subject_id", schedule).get("/api/audit").then().statusCode(200)
                .body("size()", equalTo(2));
        by("anna").header("If-Match", "\"2\"").delete("/api/report-schedules/" + schedule).then().statusCode(204);
        by("anna").get("/api/report-schedules/" + schedule).then().statusCode(404);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"every | \"hour\"", "day | 8", "at | \"25:00\"", "at | 6", "recipients | [\"nobody at all\"]", "recipients | []",
        "recipients | [\"a@example.org\\r\\nBcc: b@example.org\"]", "report | \"none\"", "format | \"docx\"", "paper | \"A0\"", "language | \"fr\"", "name | \"\"", "period | 1",
        "colour | \"red\""})
    void whatIsWrongWithAScheduleIsNamed(String field, String value) throws Exception {
        Map<String, Object> body = schedule("a@example.org");
        body.put("every", "week");
        body.put(field, new com.fasterxml.jackson.databind.ObjectMapper().readValue(value, Object.class));
        by("anna").body(body).post("/api/report-schedules").then().statusCode(400).contentType("application/problem+json").body("errors", hasKey(field));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"report | none", "format | doc", "from | yesterday", "from | 2999-01-01", "to | 2026-02-30", "paper | A0", "language | fr", "table | x"})
    void whatIsWrongWithARunIsNamed(String field, String value) {
        Map<String, Object> body = new HashMap<>(Map.of("report", "overstay", "format", "pdf", "facility", facility));
        body.put(field, value);
        if (value.startsWith("2999")) {
            body.put("to", LocalDate.parse(value).plusDays(1).toString());
        }
        by("anna").body(body).post("/api/report-runs").then().statusCode(400).contentType("application/problem+json").body("errors", hasKey(field));
    }
}
