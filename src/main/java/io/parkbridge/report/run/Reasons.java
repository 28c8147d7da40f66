package io.parkbridge.report.run;

import java.util.Locale;

import io.parkbridge.report.Report;
import io.parkbridge.text.Texts;

/**
 * Why a run has failed. It is kept as one English sentence, which the screen says in its reader's language; mails say it in theirs by the texts
 * whose names begin with {@code reason.}.
 */
final class Reasons {

    static final String OURS = "the report could not be made; the log says why";
    static final String STOPPED = "the application was stopped twice while this was being made";
    static final String UNKNOWN = "this version of the application does not know such a report";

    private static final String TEXTS = "reason.";
    private static final Texts ENGLISH = Report.texts(Locale.UK);

    private Reasons() {
    }

    /** The reason as it is where there are no words for it. */
    static String in(Texts texts, String reason) {
        for (String key : ENGLISH.keys(TEXTS)) {
            Object[] values = ENGLISH.valuesOf(key, reason);
            if (values != null) {
                return texts.of(key, values);
            }
        }
        return reason;
    }
}
