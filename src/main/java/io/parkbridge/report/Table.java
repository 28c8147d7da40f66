package io.parkbridge.report;

import java.util.List;

import io.parkbridge.text.Texts;

/**
 * The form of one table of a report: a section on paper, a sheet in a workbook.
 *
 * @param name    unique within its report
 * @param title   what people call it; empty until the language is known
 * @param printed false for what is only worth having as data
 */
public record Table(String name, String title, boolean printed, List<Column> columns) {

    static Table printed(String name, Column... columns) {
        return new Table(name, "", true, List.of(columns));
    }

    static Table data(String name, Column... columns) {
        return new Table(name, "", false, List.of(columns));
    }

    Table in(Texts texts, Report report) {
        String place = report.path() + "." + name;
        return new Table(name, texts.of("table." + place), printed, columns.stream().map(column -> column.in(texts, report.path(), place)).toList());
    }
}
