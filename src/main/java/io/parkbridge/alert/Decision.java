package io.parkbridge.alert;

import java.time.Instant;
import java.util.Map;

import io.parkbridge.alert.rule.Verdict;

/** What one transaction decides about one alert: how often its condition was met, and whether it is over at the end. */
final class Decision {

    final Subject subject;
    final String type;
    final Severity severity;
    String message;
    Map<String, Object> facts;
    Instant since;
    Instant lastAt;
    int raises;
    boolean over;
    boolean verified = true;
    Long parentId;

    /** An alert to be raised or counted up. */
    Decision(Subject subject, String type, Severity severity) {
        this.subject = subject;
        this.type = type;
        this.severity = severity;
    }

    /** @param at when the condition was or was not met, in the order of time */
    void take(Verdict verdict, Instant at) {
        switch (verdict) {
            case Verdict.Raise raise -> raised(raise, at);
            case Verdict.Clear clear -> over = true;
            case Verdict.Nothing nothing -> { }
        }
    }

    private void raised(Verdict.Raise raise, Instant at) {
        raises++;
        over = false;
        message = raise.message();
        facts = raise.facts();
        since = since == null ? at : since;
        lastAt = at;
    }
}
