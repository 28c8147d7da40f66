package io.parkbridge.audit;

import io.parkbridge.http.Caller;

/** Who did it. */
public record Who(Caller.Kind kind, String name) {

    /** The application itself, for instance at its start or on a schedule. */
    public static Who system(String part) {
        return new Who(Caller.Kind.SYSTEM, part);
    }
}
