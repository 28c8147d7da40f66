package io.parkbridge.scope;

import java.util.Collection;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkus.arc.Arc;
import io.quarkus.arc.ArcContainer;
import io.quarkus.security.identity.CurrentIdentityAssociation;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.quarkus.vertx.http.runtime.security.QuarkusHttpUser;
import io.vertx.ext.web.RoutingContext;

/**
 * The facilities that the work in hand may see and change. What a request asks for reaches as far as whoever sent it; what the application
 * does by itself (ingest, ticks, notifications) reaches everything. A request's work that goes on in another thread has to take its reach
 * along ({@link #call}).
 *
 * @param facilities ids, or null for all there are
 */
public record Reach(Set<Long> facilities) {

    /** Attribute of the security identity: the ids of the facilities it may see; absent means all. */
    public static final String ATTRIBUTE = "parkbridge.facilities";

    public static final Reach ALL = new Reach(null);

    private static final ScopedValue<Reach> GIVEN = ScopedValue.newInstance();

    /** That of the work in hand. */
    public static Reach current() {
        if (GIVEN.isBound()) {
            return GIVEN.get();
        }
        ArcContainer container = Arc.container();
        if (container == null || !container.requestContext().isActive()) {
            return ALL;
        }
        RoutingContext request = container.instance(CurrentVertxRequest.class).get().getCurrent();
        if (request == null) {
            // a WebSocket's callback, say; to find out who it is may itself ask the database
            return ALL.call(() -> of(container.instance(CurrentIdentityAssociation.class).get().getIdentity()));
        }
        return request.user() instanceof QuarkusHttpUser user ? of(user.getSecurityIdentity()) : ALL;
    }

    /** That of whoever this is. */
    public static Reach of(SecurityIdentity identity) {
        Collection<? extends Number> facilities = identity.getAttribute(ATTRIBUTE);
        return facilities == null ? ALL : new Reach(facilities.stream().map(Number::longValue).collect(Collectors.toUnmodifiableSet()));
    }

    /** Does this with this reach instead of the caller's own. */
    public <T, E extends Exception> T call(ScopedValue.CallableOp<T, E> work) throws E {
        return ScopedValue.where(GIVEN, this).call(work);
    }

    public boolean isLimited() {
        return facilities != null;
    }

    public boolean holds(long facilityId) {
        return facilities == null || facilities.contains(facilityId);
    }
}
