package io.parkbridge.live;

import io.parkbridge.http.Caller;
import io.quarkus.websockets.next.HttpUpgradeCheck;
import io.quarkus.websockets.next.UserData.TypedKey;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Notes who opens a socket. It is closed when what they may has changed, so this stays true as long as it is open. */
@ApplicationScoped
class Onlookers implements HttpUpgradeCheck {

    private static final TypedKey<Onlooker> OPENED_BY = new TypedKey<>("parkbridge.onlooker");

    @Override
    public Uni<CheckResult> perform(HttpUpgradeContext context) {
        String address = Caller.address(context.httpRequest().remoteAddress());
        return context.securityIdentity().chain(identity -> {
            context.userData().put(OPENED_BY, Onlooker.of(identity, address));
            return CheckResult.permitUpgrade();
        });
    }

    static Onlooker of(WebSocketConnection connection) {
        return connection.userData().get(OPENED_BY);
    }
}
