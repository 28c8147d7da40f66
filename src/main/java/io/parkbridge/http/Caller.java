package io.parkbridge.http;

import java.net.InetAddress;

import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.vertx.http.runtime.CurrentVertxRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.RequestScoped;

/** Who a request comes from and from where, for what is kept of who did what. Where nobody has logged in the name is an address. */
@RequestScoped
public class Caller {

    /** What kind of somebody does things. */
    public enum Kind {
        USER, TOKEN, DEVICE, SYSTEM, ANONYMOUS
    }

    private static final int AGENT_LENGTH_MAX = 300;
    private static final String IPV4_AS_IPV6 = "0:0:0:0:0:ffff:";

    /** Attribute of an identity: its {@link Kind}. */
    public static final String KIND = "parkbridge.kind";

    private final CurrentVertxRequest current;
    private final SecurityIdentity identity;

    Caller(CurrentVertxRequest current, SecurityIdentity identity) {
        this.current = current;
        this.identity = identity;
    }

    /** False where no request is being answered: at the start, on a schedule. */
    public boolean isPresent() {
        return current.getCurrent() != null;
    }

    public Kind kind() {
        Kind kind = identity.getAttribute(KIND);
        return kind == null ? Kind.ANONYMOUS : kind;
    }

    public String name() {
        return identity.isAnonymous() ? address() : identity.getPrincipal().getName();
    }

    /** Of the client; behind a trusted proxy the one that the proxy forwards, {@code unknown} where that is none. */
    public String address() {
        return address(request().remoteAddress());
    }

    /** The same of a client that may be none of a request's, like that of a socket. */
    public static String address(SocketAddress client) {
        String address = client == null ? null : client.hostAddress();
        if (address == null) {
            return "unknown";
        }
        // so a proxy that listens on both tells of IPv4, and all its clients would be of one network
        return address.startsWith(IPV4_AS_IPV6) ? InetAddress.ofLiteral(address).getHostAddress() : address;
    }

    /** As the client calls itself, cut, without what is not text; or null. */
    public String userAgent() {
        String agent = request().getHeader(HttpHeaders.USER_AGENT);
        if (agent == null) {
            return null;
        }
        return agent.substring(0, Math.min(agent.length(), AGENT_LENGTH_MAX)).replaceAll("\\p{Cc}|\\p{Cs}", "?");
    }

    /** Told to the client with the answer, and written to the log with an error. */
    public String requestId() {
        return RequestId.of(context());
    }

    private HttpServerRequest request() {
        return context().request();
    }

    private RoutingContext context() {
        return current.getCurrent();
    }
}
