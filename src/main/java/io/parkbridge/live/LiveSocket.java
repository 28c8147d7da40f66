package io.parkbridge.live;

import java.sql.SQLException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import org.jboss.logging.Logger;

/**
 * {@code /ws/live}: a browser subscribes to a facility and gets a snapshot, then deltas (docs/live.md). Subscribing again switches.
 */
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
            if (!"subscribe".equals(request.path("type").asText())) {
                return error("type must be subscribe");
            }
            String code = request.path("facility").asText(null);
            Integer facility = snapshots.facilityId(code);
            if (facility == null && code != null) {
                return error("there is no such facility");
            }
            feed.watch(facility == null ? 0 : facility, connection);
            return null;
        } catch (JsonProcessingException e) {
            LOG.debug("a browser sent what is not JSON", e);
            return error("the message is not JSON");
        }
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
