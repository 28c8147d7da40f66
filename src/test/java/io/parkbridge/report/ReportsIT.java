package io.parkbridge.report;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import javax.sql.DataSource;

import io.micrometer.core.instrument.MeterRegistry;
import io.parkbridge.TestSensors;
import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.parkbridge.http.Problem;
import io.parkbridge.occupancy.analytics.Questions;
import io.parkbridge.occupancy.analytics.Recount;
import io.parkbridge.text.Texts;
import io.quarkus.arc.All;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.cos.COSName;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.font.PDFont;
import org.apache.pdfbox.text.PDFTextStripper;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.xmlbeans.XmlError;
import org.apache.xmlbeans.XmlOptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every report in every format, and what may be wrong with asking for one. */
@QuarkusTest
class ReportsIT {

    private static final String NAME = "Parkhaus Über-Łódź, Αθήνα, Київ";
    private static final Texts ENGLISH = Report.texts(Locale.UK);
    private static final Texts GERMAN = Report.texts(Locale.GERMANY);
    private static final String FORMULA = "=cmd()|'/C calc'!A0";

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    @Inject
    Rendering rendering;

    @Inject
    ReportRequests requests;

    @Inject
    Questions questions;

    @Inject
    Basis basis;

    @Inject
    Meters meters;

    @Inject
    MeterRegistry metrics;

    @Inject
    WarmUp warmUp;

    @All
    List<ReportSource> sources;

    @All
    List<Renderer> renderers;

    private Site site;
    private int facility;
    private LocalDate yesterday;

    @BeforeEach
    void parkedYesterday() throws Exception {
        yesterday = LocalDate.now(ZoneOffset.UTC).minusDays(1);
        site = sites.create(4, "UTC");
        Instant morning = yesterday.atTime(8, 0).toInstant(ZoneOffset.UTC);
        try (TestSensors sensors = TestSensors.connect()) {
            for (int bay = 1; bay <= site.bays(); bay++) {
                sensors.send(site.topic(bay, "occupancy"), "{\"time\":\"%s\",\"occupied\":true}".formatted(morning.plusSeconds(bay)), false);
                sensors.send(site.topic(bay, "occupancy"), "{\"time\":\"%s\",\"occupied\":false}".formatted(morning.plusSeconds(7_200 + bay)), false);
            }
            await().until(() -> Recount.of(database, site.facility()).readings(null, Instant.EPOCH, Instant.MAX) == 8);
        }
        facility = site.id();
        change("update facility set name = ? where code = ?", NAME, site.facility());
        change("update zone set name = ? where code = 'A' and facility_id = (select id from facility where code = ?)", FORMULA, site.facility());
        change("update bay set number = ? where number = '1' and zone_id = (select z.id from zone z join facility f on f.id = z.facility_id "
                + "where z.code = 'A' and f.code = ?)", "-1+1", site.facility());
    }

    private void change(String sql, String... values) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement update = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                update.setString(i + 1, values[i]);
            }
            assertThat(update.executeUpdate()).isOne();
        }
    }

    private Response ask(String report, String... parameters) {
        var request = given().queryParam("facility", facility).queryParam("from", yesterday.toString()).queryParam("to", yesterday.toString());
        for (int i = 0; i < parameters.length; i += 2) {
            request.queryParam(parameters[i], parameters[i + 1]);
        }
        return request.get("/api/reports/" + report);
    }

    private byte[] bytes(String report, String... parameters) {
        return ask(report, parameters).then().statusCode(200).extract().asByteArray();
    }

    private static String text(PDDocument pdf) throws IOException {
        return new PDFTextStripper().getText(pdf);
    }

    private List<CSVRecord> csv(String report, String table) throws IOException {
        String text = new String(bytes(report + ".csv", "table", table), StandardCharsets.UTF_8);
        return CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(new StringReader(text)).getRecords();
    }

    @ParameterizedTest
    @EnumSource(Report.class)
    void everyReportInEveryFormat(Report report) throws IOException {
        for (Paper paper : Paper.values()) {
            try (PDDocument pdf = Loader.loadPDF(bytes(report.path() + ".pdf", "paper", paper.name()))) {
                assertThat(pdf.getPage(0).getMediaBox().getWidth()).isEqualTo(paper.width());
                assertThat(pdf.getPage(0).getMediaBox().getHeight()).isEqualTo(paper.height());
                assertThat(text(pdf)).contains(NAME, report.title(ENGLISH), "Time zone UTC (UTC+00:00), made ", "Page 1 of", "" + pdf.getNumberOfPages(),
                        "What these figures rest on");
                assertThat(pdf.getDocumentInformation().getTitle()).contains(report.title(ENGLISH), NAME, yesterday.toString());
                assertThat(pdf.getDocumentCatalog().getMarkInfo().isMarked()).isTrue();
                assertThat(pdf.getDocumentCatalog().getStructureTreeRoot()).isNotNull();
                headsAreWhole(report, ENGLISH, text(pdf));
            }
        }
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes(report.path() + ".xlsx")))) {
            assertThat(workbook.getNumberOfSheets()).isEqualTo(1 + report.tables().size());
            assertThat(workbook.getSheet("Summary").getRow(0).getCell(0).getStringCellValue()).isEqualTo(report.title(ENGLISH));
            assertThat(workbook.getSheet("Summary").getRow(2).getCell(1).getStringCellValue()).isEqualTo(NAME);
            isToExcelsTaste(workbook);
        }
        for (Table table : report.tables()) {
            String csv = new String(bytes(report.path() + ".csv", "table", table.name()), StandardCharsets.UTF_8);
            assertThat(csv).startsWith(String.join(",", table.columns().stream().map(Column::name).toList()) + "\r\n");
        }
        ask(report.path()).then().statusCode(200).body("title", equalTo(report.title(ENGLISH))).body("place", equalTo(NAME));
    }

    @ParameterizedTest
    @EnumSource(Report.class)
    void everyReportInGerman(Report report) throws IOException {
        try (PDDocument pdf = Loader.loadPDF(bytes(report.path() + ".pdf", "lang", "de"))) {
            assertThat(text(pdf)).contains(NAME, report.title(GERMAN), "Zeitzone UTC (UTC+00:00), erstellt ", "Seite 1 von", "Worauf diese Zahlen beruhen")
                    .doesNotContain("Time zone", "All zones", "Zones", "Arrivals", "Occupancy", "of them");
            headsAreWhole(report, GERMAN, text(pdf));
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("de");
            assertThat(pdf.getDocumentInformation().getTitle()).contains(report.title(GERMAN));
        }
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes(report.path() + ".xlsx", "lang", "de")))) {
            assertThat(workbook.getSheetName(0)).isEqualTo("Übersicht");
            assertThat(workbook.getSheetAt(0).getRow(0).getCell(0).getStringCellValue()).isEqualTo(report.title(GERMAN));
            isToExcelsTaste(workbook);
        }
        assertThat(bytes(report.path() + ".csv", "lang", "de")).as("what machines read is the same in all languages").isEqualTo(bytes(report.path() + ".csv"));
        ask(report.path(), "lang", "de-AT").then().statusCode(200).body("title", equalTo(report.title(GERMAN)));
    }

    @Test
    void languageIsThatOfTheReader() {
        assertThat(given().header("Accept-Language", "de-CH,de;q=0.9,en;q=0.5").get("/api/reports").<String>path("[0].title"))
                .isEqualTo(Report.ZONE_PERFORMANCE.title(GERMAN));
        given().header("Accept-Language", "de").queryParam("facility", facility).get("/api/reports/overstay.csv").then().statusCode(200)
                .header("Content-Language", "de-DE");
        given().header("Accept-Language", "de").queryParam("facility", facility).queryParam("language", "en-US").get("/api/reports/overstay").then()
                .statusCode(200).body("title", equalTo(Report.OVERSTAY.title(ENGLISH)));
        given().header("Accept-Language", "fr, *;q=0.1").get("/api/reports").then().statusCode(200).body("[0].title", equalTo(Report.ZONE_PERFORMANCE.title(ENGLISH)));
        given().get("/api/reports?lang=fr").then().statusCode(400).body("errors.language[0]", containsString("de-DE"));
    }

    /** A word that has no room in its column's head is not in the text either. */
    private static void headsAreWhole(Report report, Texts texts, String text) {
        Map<String, Integer> words = new HashMap<>();
        report.tables(texts).stream().filter(Table::printed).flatMap(table -> table.columns().stream()).flatMap(column -> Stream.of(column.label().split(" ")))
                .forEach(word -> words.merge(word, 1, Integer::sum));
        words.forEach((word, times) -> assertThat(text.split(Pattern.quote(word), -1).length - 1).as("times of \"%s\" in %s", word, report)
                .isGreaterThanOrEqualTo(times));
    }

    /** Against the format's schema, and what else it complains about when it opens a file, or marks with a green corner. */
    private static void isToExcelsTaste(XSSFWorkbook workbook) {
        List<XmlError> faults = new ArrayList<>();
        XmlOptions options = new XmlOptions().setErrorListener(faults);
        workbook.getCTWorkbook().validate(options);
        workbook.getStylesSource().getCTStylesheet().validate(options);
        Set<String> names = new HashSet<>();
        for (Sheet any : workbook) {
            XSSFSheet sheet = (XSSFSheet) any;
            sheet.getCTWorksheet().validate(options);
            assertThat(names.add(sheet.getSheetName().toLowerCase())).as(sheet.getSheetName()).isTrue();
            assertThat(sheet.getSheetName()).hasSizeBetween(1, 31).doesNotContainPattern("[\\[\\]:*?/\\\\]|^'|'$");
            sheet.forEach(row -> row.forEach(cell -> assertThat(cell.getCellType() == CellType.STRING && cell.getStringCellValue().matches("[0-9]+"))
                    .as("%s %s is text and not a number", sheet.getSheetName(), cell.getAddress()).isFalse()));
            if (sheet.getCTWorksheet().isSetAutoFilter()) {
                CellRangeAddress filtered = CellRangeAddress.valueOf(sheet.getCTWorksheet().getAutoFilter().getRef());
                assertThat(filtered.getFirstRow()).isZero();
                assertThat(filtered.getLastColumn()).isEqualTo(sheet.getRow(0).getLastCellNum() - 1);
            }
        }
        assertThat(faults).isEmpty();
        List<String> styles = Stream.of(workbook.getStylesSource().getCTStylesheet().getCellXfs().getXfArray()).map(Object::toString).toList();
        assertThat(styles).doesNotHaveDuplicates();
    }

    @Test
    void firstReportsAreMadeForNobody() throws Exception {
        assertThat(warmUp.makeAll()).isEqualTo(Report.values().length * Format.values().length);
    }

    @Test
    void allReportsAreListed() {
        List<String> names = given().get("/api/reports").then().statusCode(200).extract().path("name");
        assertThat(names).hasSize(7).containsExactlyElementsOf(Stream.of(Report.values()).map(Report::path).toList());
    }

    @Test
    void everyLetterIsInTheFontsThatThePdfCarries() throws IOException {
        try (PDDocument pdf = Loader.loadPDF(bytes("overstay.pdf"))) {
            for (PDPage page : pdf.getPages()) {
                for (COSName name : page.getResources().getFontNames()) {
                    PDFont font = page.getResources().getFont(name);
                    assertThat(font.isEmbedded()).as(font.getName()).isTrue();
                }
            }
            assertThat(pdf.getDocumentCatalog().getLanguage()).isEqualTo("en");
            assertThat(text(pdf)).contains(NAME, FORMULA);
        }
    }

    @Test
    void headsAreRepeatedAndPagesCounted() throws IOException {
        String range = yesterday.minusDays(60).toString();
        byte[] report = given().queryParam("facility", facility).queryParam("from", range).queryParam("to", yesterday.toString())
                .get("/api/reports/zone-performance.pdf").then().statusCode(200).extract().asByteArray();
        try (PDDocument pdf = Loader.loadPDF(report)) {
            assertThat(pdf.getNumberOfPages()).isGreaterThan(2);
            PDFTextStripper second = new PDFTextStripper();
            second.setStartPage(2);
            second.setEndPage(2);
            assertThat(second.getText(pdf)).contains("Turnover", "Efficiency", "Page 2 of").contains("" + pdf.getNumberOfPages());
        }
    }

    @Test
    void spreadsheetIsForWorkingOn() throws IOException {
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes("overstay.xlsx")))) {
            XSSFSheet sheet = workbook.getSheet("Every overstay");
            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 1);
            assertThat(sheet.getCTWorksheet().getAutoFilter().getRef()).isEqualTo("A1:G5");
            assertThat(sheet.getColumnWidthInPixels(0)).isGreaterThan(100);
            assertThat(sheet.getRow(1).getCell(2).getLocalDateTimeCellValue().toLocalDate()).isEqualTo(yesterday);
        }
    }

    @Test
    void nothingIsAFormula() throws IOException {
        List<CSVRecord> rows = csv("overstay", "stays");
        assertThat(rows).hasSize(4).anySatisfy(row -> assertThat(row.get("bay")).isEqualTo("'-1+1"))
                .anySatisfy(row -> assertThat(row.get("zone")).isEqualTo("'" + FORMULA));
        assertThat(csv("efficiency-against-target", "zone-days").getFirst().get("zone")).isEqualTo("'" + FORMULA);
        assertThat(csv("usage-by-hour", "hours-of-day")).allSatisfy(row -> assertThat(row.get("change")).doesNotContain("'"));
        try (XSSFWorkbook workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes("overstay.xlsx")))) {
            workbook.sheetIterator().forEachRemaining(sheet -> sheet.forEach(row -> row.forEach(
                    cell -> assertThat(cell.getCellType()).isNotEqualTo(CellType.FORMULA))));
            assertThat(workbook.getSheet("Every overstay").getRow(1).getCell(0).getStringCellValue()).isEqualTo(FORMULA);
        }
    }

    @Test
    void negativeNumbersStayNumbers() throws Exception {
        int zone = site.zone("B");
        change("insert into target (zone_id, day, arrivals) values (" + zone + ", '" + yesterday + "', 10)");
        assertThat(csv("efficiency-against-target", "days").getFirst().get("difference")).isEqualTo("-8");
    }

    @ParameterizedTest
    @EnumSource(Report.class)
    void emptyRangeSaysSo(Report report) throws IOException {
        if (report == Report.DEVICE_HEALTH) {
            return; // devices are there whatever the range
        }
        byte[] file = given().queryParam("facility", facility).queryParam("from", "2001-01-01").queryParam("to", "2001-01-31")
                .get("/api/reports/" + report.path() + ".pdf").then().statusCode(200).extract().asByteArray();
        try (PDDocument pdf = Loader.loadPDF(file)) {
            assertThat(text(pdf)).containsAnyOf("Nothing was recorded", "No alert was raised", "No car that came", "No target is set");
        }
        List<String> notices = given().queryParam("facility", facility).queryParam("from", "2001-01-01").queryParam("to", "2001-01-31")
                .get("/api/reports/" + report.path()).then().statusCode(200).extract().path("notices");
        assertThat(notices).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"from=2026-11-02&to=2026-11-01 | from | not be after", "from=2001-01-01&to=2026-11-01 | from | at most",
        "from=2099-01-01&to=2099-01-02 | from | future", "from=01.11.2026 | from | YYYY-MM-DD", "to=2026-02-30 | to | YYYY-MM-DD",
        "paper=A0 | paper | A4", "language=fr | language | de-DE", "lang=fr | language | en-GB", "table=users | table | one of", "zone=abc | zone | whole number"})
    void nonsenseIsRefusedWithItsReason(String query, String field, String reason) {
        for (String report : List.of("overstay.pdf", "zone-performance.csv", "usage-by-hour")) {
            given().get("/api/reports/" + report + "?facility=" + facility + "&" + query).then().statusCode(400)
                    .contentType("application/problem+json").body("errors." + field + "[0]", containsString(reason));
        }
    }

    @Test
    void allThatIsWrongIsSaidAtOnce() {
        Map<String, Object> errors = given().get("/api/reports/overstay.pdf?from=x&to=y&paper=z").then().statusCode(400).extract().path("errors");
        assertThat(errors).containsOnlyKeys("from", "to", "paper");
        given().get("/api/reports/overstay.pdf").then().statusCode(400).body("errors", org.hamcrest.Matchers.hasKey("facility"));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        ask("no-such-report.pdf").then().statusCode(404);
        ask("no-such-report").then().statusCode(404);
        ask("overstay.docx").then().statusCode(404);
        given().get("/api/reports/overstay.pdf?facility=2147483647").then().statusCode(404);
        int otherZone = given().get("/api/zones/?facility=" + facility).path("[0].id");
        Site other = sites.create(2, "UTC");
        int otherFacility = other.id();
        given().get("/api/reports/overstay.pdf?facility=" + otherFacility + "&zone=" + otherZone).then().statusCode(404);
    }

    @Test
    void zoneAloneIsAboutThatZone() throws IOException {
        int zone = site.zone("B");
        byte[] report = given().queryParam("zone", zone).queryParam("from", yesterday.toString()).queryParam("to", yesterday.toString())
                .get("/api/reports/zone-performance.pdf").then().statusCode(200).extract().asByteArray();
        try (PDDocument pdf = Loader.loadPDF(report)) {
            assertThat(text(pdf)).contains(NAME + ", Zone B").doesNotContain(FORMULA);
        }
    }

    /** Names are for people; nothing keeps two levels from having the same. */
    @ParameterizedTest
    @ValueSource(strings = {"efficiency-against-target", "device-health"})
    void zonesOfTheSameNameAreStillTwo(String report) throws SQLException {
        for (String zone : List.of("A", "B")) {
            change("update zone set name = 'Level' where code = ? and facility_id = (select id from facility where code = ?)", zone, site.facility());
        }
        String csv = given().queryParam("facility", facility).queryParam("from", yesterday.toString()).queryParam("to", yesterday.toString())
                .queryParam("table", "zones").get("/api/reports/%s.csv".formatted(report)).then().statusCode(200).extract().asString();
        assertThat(csv.lines().filter(line -> line.startsWith("Level,"))).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void cancelledRenderingEndsAndLeavesNothingBehind(Format format) throws Exception {
        List<Path> before = left();
        ReportRequest request = requests.check("zone-performance", format, new ReportRequests.Asked("" + facility, null,
                yesterday.minusDays(60).toString(), yesterday.toString(), null, null, null));
        List<Double> shares = new ArrayList<>();
        assertThatThrownBy(() -> rendering.write(request, new ByteArrayOutputStream(), share -> {
            shares.add(share);
            if (share > 0.3) {
                throw new CancellationException();
            }
        })).isInstanceOf(CancellationException.class);
        assertThat(shares).isSorted().hasSizeGreaterThan(1);
        assertThat(left()).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(Format.class)
    void fileThatOutgrowsItsBoundEndsThereAndLeavesNothingBehind(Format format) throws Exception {
        List<Path> before = left();
        ReportConfig small = new SmallRyeConfigBuilder().withMapping(ReportConfig.class).withDefaultValue("parkbridge.reports.file-max", "1000").build()
                .getConfigMapping(ReportConfig.class);
        Rendering narrow = new Rendering(database, questions, basis, small, meters, sources, renderers);
        ReportRequest request = requests.check("zone-performance", format, new ReportRequests.Asked("" + facility, null,
                yesterday.minusDays(60).toString(), yesterday.toString(), null, null, null));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThatThrownBy(() -> narrow.write(request, out, Progress.UNWATCHED)).isInstanceOf(Problem.class).hasMessageContaining("larger than 1000 bytes");
        assertThat(out.size()).isLessThanOrEqualTo(1_000);
        assertThat(left()).isEqualTo(before);
    }

    @Test
    void exportsAreInTheAuditLogAndTimed() {
        ask("overstay.csv").then().statusCode(200);
        ask("overstay").then().statusCode(200);
        ask("overstay.pdf", "paper", "A0").then().statusCode(400);
        given().queryParam("subject", "REPORT").queryParam("facility", facility).get("/api/audit").then().statusCode(200).body("size()", equalTo(1))
                .body("[0].action", equalTo("EXPORTED")).body("[0].name", equalTo("overstay-" + yesterday + ".csv")).body("[0].after.format", equalTo("CSV"))
                .body("[0].after.from", equalTo(yesterday.toString()));
        for (String timer : List.of("parkbridge.report.rendering", "parkbridge.report.waiting")) {
            assertThat(metrics.get(timer).tags("report", "overstay", "format", "csv").timer().count()).as(timer).isPositive();
        }
    }

    private static List<Path> left() throws IOException {
        try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            return files.filter(file -> file.getFileName().toString().startsWith("report")).sorted().toList();
        }
    }
}
