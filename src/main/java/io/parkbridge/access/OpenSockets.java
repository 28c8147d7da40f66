package io.parkbridge.access;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import io.quarkus.scheduler.Scheduled;
import io.quarkus.scheduler.Scheduled.ConcurrentExecution;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.OpenConnections;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;

/**
 * A socket lives as long as what it was opened with: it is closed when the session ends or the token does, at once where that happens in this
 * instance and within {@value Believed#SECONDS} seconds otherwise. It is closed also when the person's role or facilities change,
 * and may come back with the new ones. An open socket uses its session.
 */
@ApplicationScoped
class OpenSockets implements HttpUpgradeCheck {

    private static final TypedKey<SecurityIdentity> OPENED_BY = new TypedKey<>("parkbridge.identity");
    /** Policy violation, RFC 6455: the page looks whether it is still logged in. */
    private static final CloseReason OVER = new CloseReason(1008, "the session is over");

    private final OpenConnections connections;
    private final Sessions sessions;
    private final Tokens tokens;

    OpenSockets(OpenConnections connections, Sessions sessions, Tokens tokens) {
        this.connections = connections;
        this.sessions = sessions;
        this.tokens = tokens;
    }

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        return context.securityIdentity().chain(identity -> {
            context.userData().put(OPENED_BY, identity);
            return CheckResult.permitUpgrade();
        });
    }

    @Scheduled(every = Believed.SECONDS + "s", concurrentExecution = ConcurrentExecution.SKIP)
    void sweep() throws SQLException {
        closeEnded();
    }

    void onEnd(@ObservesAsync Sessions.Ended ended) throws SQLException {
        closeEnded();
    }

    private void closeEnded() throws SQLException {
        Map<Proof, List<WebSocketConnection>> open = connections.stream().filter(connection -> proof(connection) != null)
                .collect(Collectors.groupingBy(OpenSockets::proof));
        if (!open.isEmpty()) {
            Set<Proof> good = good(open.keySet());
            open.forEach((proof, sockets) -> {
                if (!good.contains(proof)) {
                    sockets.forEach(socket -> socket.close(OVER).subscribe().with(done -> { }, failure -> { }));
                }
            });
        }
    }

    private Set<Proof> good(Set<Proof> shown) throws SQLException {
        Set<Proof> good = sessions.good(shown.stream().filter(Proof.Session.class::isInstance).map(Proof.Session.class::cast).toList());
        good.addAll(tokens.good(shown.stream().filter(Proof.Token.class::isInstance).map(Proof.Token.class::cast).toList()));
        return good;
    }

    private static Proof proof(WebSocketConnection connection) {
        SecurityIdentity identity = connection.userData().get(OPENED_BY);
        return identity == null ? null : identity.getAttribute(Identities.PROOF);
    }
}
