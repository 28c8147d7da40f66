package io.parkbridge.alert;

import java.time.Instant;

/** An active alert as the running transaction sees it. */
record OpenAlert(long id, Subject subject, String type, Severity severity, Instant lastAt) {

    /** Subject and type name at most one active alert. */
    record Key(Subject subject, String type) {
    }

    Key key() {
        return new Key(subject, type);
    }
}
