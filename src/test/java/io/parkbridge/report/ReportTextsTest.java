package io.parkbridge.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;

import io.parkbridge.text.Texts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReportTextsTest {

    private static final int SHEET_NAME_MAX = 31;

    @ParameterizedTest
    @ValueSource(strings = {"en-GB", "de-DE"})
    void everyReportTableAndColumnIsCalledSomething(String language) {
        Texts texts = Report.texts(Locale.forLanguageTag(language));
        assertThat(Report.values()).allSatisfy(report -> {
            assertThat(report.title(texts)).isNotBlank();
            assertThat(report.description(texts)).isNotBlank();
            assertThat(report.tables(texts)).allSatisfy(table -> {
                assertThat(table.title()).isNotBlank();
                assertThat(table.columns()).allSatisfy(column -> assertThat(column.label().isBlank())
                        .as(table.name() + " " + column.name()).isEqualTo(table.name().equals("heat-map") && column.name().equals("weekday")));
            });
            assertThat(report.tables(texts)).extracting(table -> table.title().substring(0, Math.min(table.title().length(), SHEET_NAME_MAX - 4)))
                    .as("sheets of a workbook").doesNotHaveDuplicates();
        });
    }
}
