package io.parkbridge.ingest.deadletter;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import io.parkbridge.access.Roles;
import io.parkbridge.http.Page;
import io.parkbridge.http.QueryParameter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/discovered-devices}: to look at; adopting is {@code AdoptionResource}. */
@Path("/api/discovered-devices")
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Discovered devices")
@RunOnVirtualThread
public class DiscoveredDeviceResource {

    private static final int CODE_LENGTH_MAX = 50;

    /**
     * A device that is heard of and not registered.
     *
     * @param facilityCode of its newest message, null where that does not tell; the facility need not exist
     * @param notKept      messages beyond what is kept in a day: they cannot be replayed
     * @param kinds        last topic levels of its newest 20 messages
     * @param lastPayload  null where it is not UTF-8; both are null once none is kept
     */
    public record DiscoveredDevice(String code, String facilityCode, Instant firstSeenAt, Instant lastSeenAt, long messages, long notKept,
            List<String> kinds, String lastPayload, byte[] lastPayloadBase64) {
    }

    private final DiscoveredDeviceQuery devices;

    DiscoveredDeviceResource(DiscoveredDeviceQuery devices) {
        this.devices = devices;
    }

    @GET
    @Operation(summary = "Devices heard of and not registered, the last heard of first",
            description = "search is a part of the code. Paged; the Link header names the next page")
    public RestResponse<List<DiscoveredDevice>> list(@QueryParam("facility") String facility, @QueryParam("search") String search,
            @QueryParam("page") String page, @QueryParam("page_size") String pageSize, @Context UriInfo uri) throws SQLException {
        Page part = Page.of(page, pageSize);
        return part.answer(devices.newest(QueryParameter.text("facility", facility, CODE_LENGTH_MAX),
                QueryParameter.text("search", search, CODE_LENGTH_MAX), part), uri);
    }
}
