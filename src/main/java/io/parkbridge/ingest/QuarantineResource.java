package io.parkbridge.ingest;

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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import io.parkbridge.access.Roles;
import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Entry;
import io.parkbridge.audit.Subject;
import io.parkbridge.http.Page;
import io.parkbridge.http.Problem;
import io.parkbridge.http.QueryParameter;
import io.parkbridge.time.Micros;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/quarantine}: who exceeds its budget, so that nothing of it is taken. */
@Path("/api/quarantine")
@Tag(name = "Devices")
@RunOnVirtualThread
@RolesAllowed(Roles.VIEWER)
public class QuarantineResource {

    private static final String LIST = """
            select q.sender, q.via, q.device_id, d.code, d.facility_id, q.since, q.until, q.messages
            from device_quarantine q
            left join device d on d.id = q.device_id
            where (d.facility_id = ? or ?::int is null)
            order by q.since desc, q.sender, q.via limit ? offset ?
            """;

    private static final String END = """
            delete from device_quarantine q where q.sender = ? and (q.via = ? or ?::text is null)
            returning q.device_id::text, (select d.facility_id from device d where d.id = q.device_id)
            """;

    /**
     * A sender of which nothing is taken.
     *
     * @param sender   the name in its topic
     * @param via      in whose name it sends: the facility's code in its topic, or a network server's levels before the device; empty for
     *                 facilities that nobody knows and a device that has logged in over HTTP
     * @param deviceId null, like its code and facility, where no such device is registered
     * @param until    when it ends if the sender keeps to its budget from now on
     * @param messages not taken since; a large one counts as several
     */
    public record Quarantined(String sender, String via, Integer deviceId, String deviceCode, Integer facilityId, Instant since, Instant until, long messages) {
    }

    private final DataSource database;

    private final Audit audit;

    QuarantineResource(DataSource database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    @GET
    @Operation(summary = "Senders in quarantine, newest first", description = """
            A sender that exceeds its budget of messages a minute is not heard until it has kept to it for five minutes. facility is an \
            id; paged by page and page_size.""")
    public RestResponse<List<Quarantined>> list(@QueryParam("facility") String facility, @QueryParam("page") String page,
            @QueryParam("page_size") String pageSize, @Context UriInfo uri) throws SQLException {
        Page asked = Page.of(page, pageSize);
        Integer facilityId = QueryParameter.id("facility", facility);
        List<Quarantined> found = new ArrayList<>();
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(LIST)) {
            query.setObject(1, facilityId, Types.INTEGER);
            query.setObject(2, facilityId, Types.INTEGER);
            query.setInt(3, asked.limit());
            query.setInt(4, asked.offset());
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    found.add(new Quarantined(row.getString(1), row.getString(2), row.getObject(3, Integer.class), row.getString(4),
                            row.getObject(5, Integer.class), Micros.read(row, 6), Micros.read(row, 7), row.getLong(8)));
                }
            }
        }
        return asked.answer(found, uri);
    }

    @DELETE
    @Path("/{sender}")
    @RolesAllowed(Roles.OPERATOR)
    @Transactional(rollbackOn = SQLException.class)
    @Operation(summary = "Ends a quarantine", description = """
            Within two seconds, with the whole budget; who goes on too fast is back soon. Without via, of all that send by this name.""")
    @APIResponse(responseCode = "204", description = "Ended")
    @APIResponse(responseCode = "404", description = "This sender is in no quarantine")
    public void end(String sender, @QueryParam("via") String via) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement delete = connection.prepareStatement(END)) {
            delete.setString(1, sender);
            delete.setString(2, via);
            delete.setString(3, via);
            List<Entry> released = new ArrayList<>();
            try (ResultSet row = delete.executeQuery()) {
                while (row.next()) {
                    released.add(Entry.of(Action.RELEASED, Subject.DEVICE, row.getString(1), sender, row.getObject(2, Integer.class), null));
                }
            }
            if (released.isEmpty()) {
                throw Problem.notFound("this sender is in no quarantine");
            }
            audit.record(connection, released);
        }
    }
}
