package io.parkbridge.report;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

import javax.sql.DataSource;

import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.parkbridge.occupancy.analytics.Recount;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A whole real day of a car park, sent by its sensors: what the reports say in each format is what the API says, and what a plain recount of
 * the raw readings gives. Also where the day has 23 or 25 hours.
 */
@QuarkusTest
class ReportFiguresIT {

    private static final double A_TENTH = 0.0501;
    private static final int HOURS = 24;
    private static final int TARGET = 40;

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    private Site site;
    private ZoneId clock;
    private LocalDate day;
    private Recount recount;
    private int facility;
    private int zoneA;

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({"Europe/London, 2026-11-18", "Europe/London, 2026-10-25", "Europe/London, 2026-03-29"})
    void reportApiAndRecountAgree(String timeZone, LocalDate on) throws Exception {
        clock = ZoneId.of(timeZone);
        day = on;
        RealDay real = RealDay.read();
        site = sites.create(2 * real.bays(), timeZone);
        send(real);
        facility = site.id();
        zoneA = site.zone("A");
        expect();
        recount = Recount.of(database, site.facility());

        zonePerformance();
        usageByHour();
        efficiency();
        overstay();
        glance();
    }

    private Instant start(LocalDate of) {
        return of.atStartOfDay(clock).toInstant();
    }

    private Instant end() {
        return start(day.plusDays(1));
    }

    private void send(RealDay real) throws Exception {
        Map<String, String[]> messages = new LinkedHashMap<>();
        for (RealDay.Change change : real.changes()) {
            for (int copy = 0; copy < 2; copy++) {
                // the second zone has the same day, a minute and a half later
                Instant time = day.atTime(change.time()).plusSeconds(copy * 90L).atZone(clock).toInstant();
                String topic = site.topic(change.bay() + copy * real.bays(), "occupancy");
                messages.put(topic + time, new String[] {topic, "{\"time\":\"%s\",\"occupied\":%s}".formatted(time, change.occupied())});
            }
        }
        try (TestSensors sensors = TestSensors.connect()) {
            for (String[] message : messages.values()) {
                sensors.send(message[0], message[1], false);
            }
            await()
                    .until(() -> Recount.of(database, site.facility()).readings(null, start(day), end()) == messages.size());
        }
    }

    private void expect() throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement insert = connection.prepareStatement("insert into target (zone_id, day, arrivals) values (?, ?, ?)")) {
            insert.setInt(1, zoneA);
            insert.setObject(2, day);
            insert.setInt(3, TARGET);
            insert.executeUpdate();
        }
    }

    private byte[] report(String name) {
        return given().queryParam("facility", facility).queryParam("from", day.toString()).queryParam("to", day.toString())
                .get("/api/reports/" + name).then().statusCode(200).extract().asByteArray();
    }

    private List<CSVRecord> csv(String report, String table) throws IOException {
        String text = new String(report(report + ".csv?table=" + table), StandardCharsets.UTF_8);
        return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(new StringReader(text)).getRecords();
    }

    private List<Map<String, Object>> api(String of) {
        return given().queryParam("facility", facility).queryParam("from", day.toString()).queryParam("to", day.toString())
                .get("/api/analytics/" + of).then().statusCode(200).extract().path("figures");
    }

    private static double number(Object value) {
        return value instanceof Number number ? number.doubleValue() : Double.parseDouble((String) value);
    }

    private void zonePerformance() throws IOException {
        List<CSVRecord> rows = csv("zone-performance", "days");
        List<Map<String, Object>> shown = api("days");
        assertThat(rows).hasSize(2);
        for (int i = 0; i < rows.size(); i++) {
            CSVRecord row = rows.get(i);
            String zone = i == 0 ? "A" : "B";
            assertThat(row.get("date")).isEqualTo(day.toString());
            assertThat(row.get("zone")).isEqualTo("Zone " + zone);
            assertThat(number(row.get("arrivals"))).isEqualTo(recount.arrivals(zone, start(day), end()))
                    .isEqualTo(number(shown.get(i).get("arrivals"))).isPositive();
            assertThat(number(row.get("parking_events"))).isEqualTo(recount.readings(zone, start(day), end()))
                    .isEqualTo(number(shown.get(i).get("parking_events")));
            assertThat(number(row.get("occupancy_rate"))).isEqualTo(number(shown.get(i).get("occupancy_rate")), within(1e-4))
                    .isEqualTo(rate(zone, start(day), end()), within(A_TENTH));
            assertThat(number(row.get("average_stay_minutes"))).isEqualTo(recount.stays(zone)
                    .filter(stay -> !stay.arrived().isBefore(start(day)) && stay.arrived().isBefore(end()))
                    .mapToDouble(stay -> Duration.between(stay.arrived(), stay.departed()).toMillis() / 60_000.0).average().orElseThrow(), within(A_TENTH));
            assertThat(Instant.from(java.time.OffsetDateTime.parse(row.get("peak_start")))).isEqualTo(Instant.parse((String) shown.get(i).get("peak_start")));
        }
        assertThat(number(rows.getFirst().get("efficiency"))).isEqualTo(number(shown.getFirst().get("efficiency")), within(1e-4));
        assertThat(rows.get(1).get("target")).isEmpty();
        sameInExcel("zone-performance", "Day by day", rows);
    }

    private double rate(String zone, Instant from, Instant to) {
        return recount.occupiedHours(zone, from, to) / (site.bays() / 2 * Duration.between(from, to).toMillis() / 3_600_000.0) * 100;
    }

    /** Every cell of a sheet is the value that CSV has. */
    private void sameInExcel(String report, String name, List<CSVRecord> rows) throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(report(report + ".xlsx")))) {
            Sheet sheet = workbook.getSheet(name);
            assertThat(sheet).as(name).isNotNull();
            for (int i = 0; i < rows.size(); i++) {
                Row row = sheet.getRow(i + 1);
                for (int column = 0; column < rows.get(i).size(); column++) {
                    same(row.getCell(column), rows.get(i).get(column));
                }
            }
        }
    }

    private void same(Cell cell, String text) {
        if (text.isEmpty()) {
            assertThat(cell).isNull();
            return;
        }
        String format = cell.getCellStyle().getDataFormatString();
        Map<String, BiConsumer<Cell, String>> checks = new HashMap<>();
        checks.put("0.0%", (percent, value) -> assertThat(percent.getNumericCellValue() * 100).isEqualTo(number(value), within(1e-9)));
        checks.put("[h]:mm", (length, value) -> assertThat(length.getNumericCellValue() * 1_440).isEqualTo(number(value), within(1e-6)));
        checks.put("yyyy-mm-dd", (date, value) -> assertThat(date.getLocalDateTimeCellValue().toLocalDate()).isEqualTo(LocalDate.parse(value)));
        checks.put("yyyy-mm-dd hh:mm", (time, value) -> assertThat(time.getLocalDateTimeCellValue())
                .isEqualTo(java.time.OffsetDateTime.parse(value).toLocalDateTime()));
        checks.put("General", (any, value) -> assertThat(any.getStringCellValue()).isEqualTo(value));
        checks.getOrDefault(format, (count, value) -> assertThat(count.getNumericCellValue()).isEqualTo(number(value), within(1e-9)))
                .accept(cell, text);
    }

    private void usageByHour() throws IOException {
        List<CSVRecord> rows = csv("usage-by-hour", "hours");
        List<Map<String, Object>> shown = api("hours");
        assertThat(rows).hasSameSizeAs(shown).hasSize((int) Duration.between(start(day), end()).toHours());
        for (int i = 0; i < rows.size(); i++) {
            Instant begin = Instant.from(java.time.OffsetDateTime.parse(rows.get(i).get("start")));
            assertThat(begin).isEqualTo(Instant.parse((String) shown.get(i).get("start")));
            assertThat(number(rows.get(i).get("arrivals"))).isEqualTo(recount.arrivals(null, begin, begin.plusSeconds(3_600)))
                    .isEqualTo(number(shown.get(i).get("arrivals")));
            assertThat(number(rows.get(i).get("occupied_hours"))).isEqualTo(recount.occupiedHours(null, begin, begin.plusSeconds(3_600)), within(A_TENTH));
        }
        List<CSVRecord> ofDay = csv("usage-by-hour", "hours-of-day");
        assertThat(ofDay).hasSize(HOURS);
        for (int hour = 0; hour < HOURS; hour++) {
            int at = hour;
            assertThat(number(ofDay.get(hour).get("arrivals"))).isEqualTo(recount.stays(null).map(stay -> stay.arrived().atZone(clock))
                    .filter(arrived -> arrived.toLocalDate().equals(day) && arrived.getHour() == at).count());
        }
        sameInExcel("usage-by-hour", "Hour by hour", rows);
    }

    private void efficiency() throws IOException {
        CSVRecord row = csv("efficiency-against-target", "days").getFirst();
        int arrivals = recount.arrivals("A", start(day), end());
        assertThat(row.get("target")).isEqualTo("" + TARGET);
        assertThat(row.get("arrivals")).isEqualTo("" + arrivals);
        assertThat(row.get("cumulated_difference")).isEqualTo("" + (arrivals - TARGET));
        assertThat(number(row.get("efficiency"))).isEqualTo(arrivals * 100.0 / TARGET, within(A_TENTH));
    }

    private void overstay() throws IOException {
        List<CSVRecord> rows = csv("overstay", "stays");
        List<Recount.Parked> over = recount.stays(null).filter(stay -> !stay.arrived().isBefore(start(day)) && stay.arrived().isBefore(end()))
                .filter(stay -> Duration.between(stay.arrived(), stay.departed()).compareTo(Duration.ofMinutes(65)) > 0).toList();
        assertThat(rows).hasSameSizeAs(over).isNotEmpty();
        double excess = over.stream().mapToDouble(stay -> Duration.between(stay.arrived(), stay.departed()).toSeconds() / 60.0 - 65).sum();
        assertThat(rows.stream().mapToDouble(row -> number(row.get("excess_minutes"))).sum()).isEqualTo(excess, within(0.1 * rows.size()));
        assertThat(csv("overstay", "zones").stream().mapToDouble(row -> number(row.get("overstays"))).sum()).isEqualTo(rows.size());
        sameInExcel("overstay", "Every overstay", rows);
    }

    private void glance() {
        Map<String, Object> shown = given().queryParam("facility", facility).queryParam("from", day.toString()).queryParam("to", day.toString())
                .get("/api/reports/month-at-a-glance").then().statusCode(200).extract().path("$");
        Map<?, ?> arrivals = (Map<?, ?>) ((List<?>) shown.get("figures")).getFirst();
        assertThat(arrivals.get("value")).isEqualTo(recount.arrivals(null, start(day), end()));
        List<?> sentences = (List<?>) ((Map<?, ?>) ((List<?>) shown.get("findings")).getFirst()).get("sentences");
        assertThat(sentences).hasSize(3);
        assertThat(sentences.get(1).toString()).contains("nothing was recorded in the day before");
        assertThat(sentences.get(2).toString()).contains("Zone A", recount.arrivals("A", start(day), end()) + " arrivals where " + TARGET);
    }
}
