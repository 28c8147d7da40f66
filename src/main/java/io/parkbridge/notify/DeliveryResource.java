package io.parkbridge.notify;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import io.parkbridge.access.Roles;
import io.parkbridge.http.Page;
import io.parkbridge.http.QueryParameter;
import io.parkbridge.time.Micros;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/deliveries}: what has been told, what waits, what was given up. */
@Path("/api/deliveries")
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Alerts")
@RunOnVirtualThread
public class DeliveryResource {

    private static final String DELIVERIES = """
            select d.id, d.channel, d.alert_id, e.kind, d.state, d.attempts, d.created_at, d.due_at, d.ended_at, d.last_error
            from delivery d join alert_event e on e.id = d.event_id
            where (? in (d.channel, split_part(d.channel, ':', 1)) or ?::text is null) and (d.state = ? or ?::text is null) and (d.alert_id = ? or ?::bigint is null)
            order by d.id desc limit ? offset ?
            """;

    enum State {
        PENDING, SENT, GIVEN_UP
    }

    /** A step of an alert on its way to a channel; {@code nextAttemptAt} is null once it has ended. */
    public record Delivery(long id, String channel, long alertId, String step, String state, int attempts, Instant createdAt,
            Instant nextAttemptAt, Instant endedAt, String lastError) {
    }

    private final DataSource database;

    DeliveryResource(DataSource database) {
        this.database = database;
    }

    @GET
    @Operation(summary = "Notifications, newest first", description = """
            state is PENDING, SENT or GIVEN_UP; channel is mqtt, webhook, mail, or mail: and an address""")
    public RestResponse<List<Delivery>> list(@QueryParam("channel") String channel, @QueryParam("state") String state,
            @QueryParam("alert") String alert, @QueryParam("page") String page, @QueryParam("page_size") String pageSize, @Context UriInfo uri)
            throws SQLException {
        Page wanted = Page.of(page, pageSize);
        String channelName = QueryParameter.text("channel", channel, 50);
        State wantedState = QueryParameter.oneOf("state", state, State.class);
        Long alertId = QueryParameter.number("alert", alert);
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(DELIVERIES)) {
            for (int i = 1; i <= 2; i++) {
                query.setString(i, channelName);
                query.setString(i + 2, wantedState == null ? null : wantedState.name());
                query.setObject(i + 4, alertId, Types.BIGINT);
            }
            query.setInt(7, wanted.limit());
            query.setInt(8, wanted.offset());
            return wanted.answer(read(query), uri);
        }
    }

    private static List<Delivery> read(PreparedStatement query) throws SQLException {
        List<Delivery> deliveries = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                boolean pending = State.PENDING.name().equals(row.getString(5));
                deliveries.add(new Delivery(row.getLong(1), row.getString(2), row.getLong(3), row.getString(4), row.getString(5), row.getInt(6),
                        Micros.read(row, 7), pending ? Micros.read(row, 8) : null, Micros.read(row, 9), row.getString(10)));
            }
        }
        return deliveries;
    }
}
