package io.parkbridge.live;

import io.parkbridge.access.Roles;
import io.parkbridge.http.Caller;
import io.parkbridge.scope.Reach;
import io.quarkus.security.identity.SecurityIdentity;

/**
 * Who looks at the live feed, for what only some may know of.
 *
 * @param kind              with {@code name} as whoever calls the API is known ({@link Caller})
 * @param mayTakeReports    a manager
 * @param seesWhatAllWanted an administrator
 */
record Onlooker(Caller.Kind kind, String name, boolean mayTakeReports, boolean seesWhatAllWanted, Reach reach) {

    /** @param address whence somebody comes who has not logged in */
    static Onlooker of(SecurityIdentity identity, String address) {
        Caller.Kind kind = identity.getAttribute(Caller.KIND);
        return new Onlooker(kind == null ? Caller.Kind.ANONYMOUS : kind, identity.isAnonymous() ? address : identity.getPrincipal().getName(),
                identity.hasRole(Roles.MANAGER), identity.hasRole(Roles.ADMINISTRATOR), Reach.of(identity));
    }
}
