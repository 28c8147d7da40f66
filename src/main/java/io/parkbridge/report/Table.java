package io.parkbridge.report;

import java.util.List;

/**
 * The form of one table of a report: a section on paper, a sheet in a workbook.
 *
 * @param name    unique within its report
 * @param printed false for what is only worth having as data
 */
public record Table(String name, String title, boolean printed, List<Column> columns) {

    static Table printed(String name, String title, Column... columns) {
        return new Table(name, title, true, List.of(columns));
    }

    static Table data(String name, String title, Column... columns) {
        return new Table(name, title, false, List.of(columns));
    }
}
