package io.parkbridge.access;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Entry;
import io.parkbridge.audit.Subject;
import io.parkbridge.http.Problem;
import io.parkbridge.scope.Unlimited;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.security.Authenticated;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** {@code /api/sessions}: where one is logged in oneself, and ending what should not be. */
@Path("/api/sessions")
@Tag(name = "Access")
@Authenticated
@Unlimited
@RunOnVirtualThread
public class OwnSessions {

    /**
     * @param id        names it to its person; opens nothing
     * @param isCurrent the one that asks
     */
    public record SessionOfOwn(String id, String address, String userAgent, Instant createdAt, Instant lastUsedAt, boolean isCurrent) {
    }

    private final Sessions sessions;
    private final Audit audit;
    private final SecurityIdentity identity;

    OwnSessions(Sessions sessions, Audit audit, SecurityIdentity identity) {
        this.sessions = sessions;
        this.audit = audit;
        this.identity = identity;
    }

    @GET
    @Operation(summary = "Where I am logged in", description = "At most 50, the last used first")
    public List<SessionOfOwn> list() throws SQLException {
        Proof.Session current = current();
        return sessions.of(current.userId()).stream().map(seen -> new SessionOfOwn(seen.id(), seen.address(), seen.userAgent(), seen.createdAt(),
                seen.lastUsedAt(), seen.id().equals(Sessions.id(current)))).toList();
    }

    @DELETE
    @Operation(summary = "Logs me out everywhere but here")
    public void endOthers() {
        Proof.Session current = current();
        end(current, () -> sessions.endAll(current.userId(), current.hash()));
    }

    @DELETE
    @Path("/{id}")
    @Operation(summary = "Ends one of my sessions")
    public void end(String id) {
        Proof.Session current = current();
        if (end(current, () -> sessions.end(current.userId(), id)).isEmpty()) {
            throw Problem.notFound("you have no such session");
        }
    }

    private List<Sessions.Seen> end(Proof.Session current, Callable<List<Sessions.Seen>> deed) {
        List<Sessions.Seen> ended = QuarkusTransaction.requiringNew().call(() -> {
            List<Sessions.Seen> gone = deed.call();
            for (Sessions.Seen session : gone) {
                audit.record(new Entry(Action.REVOKED, Subject.SESSION, session.id(), identity.getPrincipal().getName(), null, session, null));
            }
            return gone;
        });
        sessions.changed(current.userId());
        return ended;
    }

    private Proof.Session current() {
        if (identity.getAttribute(Identities.PROOF) instanceof Proof.Session session) {
            return session;
        }
        throw Problem.forbidden("only a person has sessions");
    }
}
