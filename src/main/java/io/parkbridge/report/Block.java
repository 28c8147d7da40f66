package io.parkbridge.report;

import java.util.List;

import io.parkbridge.text.Texts;

/** A part of a report, from top to bottom. */
sealed interface Block {

    /** Up to five figures side by side. */
    record Figures(List<Figure> figures) implements Block {
    }

    /**
     * One figure that tells.
     *
     * @param note what it is to be seen against; may be empty
     */
    record Figure(String label, Column.Kind kind, Object value, String note) {
    }

    /** Sentences that were computed from the data. */
    record Findings(String title, List<String> sentences) implements Block {
    }

    /** What the reader must know before reading on. */
    record Notice(String text) implements Block {
    }

    /** One chart over the whole width, or two side by side. */
    record Charts(List<Chart> charts) implements Block {
    }

    /**
     * A table with its rows, which can be read once.
     *
     * @param note  below its title; may be empty
     * @param total in the order of the columns; null where there is nothing to add up
     */
    record Filled(Table table, String note, Rows rows, Object[] total) implements Block {

        Filled in(Texts texts, Report report) {
            return new Filled(table.in(texts, report), note, rows, total);
        }
    }
}
