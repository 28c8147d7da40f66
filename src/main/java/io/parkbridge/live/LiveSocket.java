package io.parkbridge.live;

import java.sql.SQLException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.parkbridge.access.Roles;
import io.parkbridge.live.LiveStream.Scope;
import io.parkbridge.scope.Reach;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import org.jboss.logging.Logger;

/**
 * {@code /ws/live}: a browser subscribes to a facility or zone and gets a snapshot, then deltas (docs/live.md). Subscribing again
 * switches.
 */
@RolesAllowed(Roles.VIEWER)
@WebSocket(path = "/ws/live")
class LiveSocket {

    private static final Logger LOG = Logger.getLogger(LiveSocket.class);

    private final LiveFeed feed;
    private final LiveSnapshots snapshots;
    private final ObjectMapper json;

    LiveSocket(LiveFeed feed, LiveSnapshots snapshots, ObjectMapper json) {
        this.feed = feed;
        this.snapshots = snapshots;
        this.json = json;
    }

    @OnTextMessage
    @RunOnVirtualThread
    String onMessage(String message, WebSocketConnection connection) throws SQLException {
        try {
            JsonNode request = json.readTree(message);
            return switch (request.path("type").asText()) {
                case "subscribe" -> subscribe(request, connection);
                case "pace" -> {
                    feed.pace(connection.id(), request.path("calm").asBoolean());
                    yield null;
                }
                default -> error("type must be subscribe or pace");
            };
        } catch (JsonProcessingException e) {
            LOG.debug("a browser sent what is not JSON", e);
            return error("the message is not JSON");
        }
    }

    private String subscribe(JsonNode request, WebSocketConnection connection) throws SQLException {
        Scope scope = snapshots.scope(code(request, "facility"), code(request, "zone"), Reach.current());
        if (scope == null) {
            return error("there is no such facility or zone");
        }
        feed.watch(scope, connection, Onlookers.of(connection), request.path("calm").asBoolean(), request.path("epoch").asText(null), request.path("seq").asLong(-1));
        return null;
    }

    /** Null where it is not given; the database's text cannot hold a NUL. */
    private static String code(JsonNode request, String member) {
        JsonNode code = request.path(member);
        return code.isMissingNode() || code.isNull() ? null : code.asText().replace("\0", "");
    }

    @OnClose
    void onClose(WebSocketConnection connection) {
        feed.leave(connection.id());
    }

    private String error(String text) {
        return LiveFrames.object(body -> {
            body.writeStringField("type", "error");
            body.writeStringField("message", text);
        });
    }
}
