package io.parkbridge.report.run;

import io.parkbridge.access.Roles;
import io.parkbridge.http.Caller;
import io.parkbridge.scope.Reach;
import io.quarkus.security.identity.SecurityIdentity;

/**
 * Who wants a report, and how far that reaches.
 *
 * @param seesAll an administrator, who sees what others have wanted
 */
record Owner(String kind, String name, Reach reach, boolean seesAll) {

    static Owner of(Caller caller, SecurityIdentity identity) {
        return new Owner(caller.kind().name(), caller.name(), Reach.current(), identity.hasRole(Roles.ADMINISTRATOR));
    }
}
