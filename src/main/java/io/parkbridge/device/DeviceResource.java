package io.parkbridge.device;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
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
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/devices}. */
@Path("/api/devices")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Devices")
@RunOnVirtualThread
public class DeviceResource {

    /** How many there are in all, where {@code total=true} asks. */
    public static final String TOTAL = "X-Total-Count";

    /**
     * A device with its place and last state; {@code slotNumber} and the zone are null for a gateway, the health is null as long as the
     * device was never heard of. {@code occupied} is its bay's.
     *
     * @param quarantinedUntil when its quarantine ends if it keeps to its budget from now on, null where it is in none
     * @param credentials      {@code ISSUED}, {@code LOST} where the broker has lost them and new ones are needed, or null
     */
    public record DeviceView(int id, String deviceCode, String slotNumber, String zoneName, Integer zoneId, String facilityName,
            boolean isActive, Integer healthScore, Instant lastSeenAt, Instant installedAt, String model, Boolean online, Long missing,
            Long clockSkewMs, DeviceStatus status, int facilityId, String facilityCode, String zoneCode, Integer bayId, Boolean occupied,
            Instant occupiedSince, Float voltage, Float power, Float battery, Float rssi, Float snr, Float temperature, String firmware,
            String devEui, Integer expectedIntervalSeconds, int openAlerts, Instant quarantinedUntil, String credentials) {

        DeviceView withHealth(Integer score) {
            return new DeviceView(id, deviceCode, slotNumber, zoneName, zoneId, facilityName, isActive, score, lastSeenAt, installedAt, model,
                    online, missing, clockSkewMs, status, facilityId, facilityCode, zoneCode, bayId, occupied, occupiedSince, voltage, power,
                    battery, rssi, snr, temperature, firmware, devEui, expectedIntervalSeconds, openAlerts,
                    quarantinedUntil, credentials);
        }
    }

    private final DeviceQuery devices;
    private final DeviceHealth health;
    private final Audit audit;

    DeviceResource(DeviceQuery devices, DeviceHealth health, Audit audit) {
        this.devices = devices;
        this.health = health;
        this.audit = audit;
    }

    @GET
    @Operation(summary = "Devices by code, or as sort says",
            description = "Paged by page and page_size, the first 10,000 where neither is said; the Link header names the next page, and X-Total-Count "
                    + "how many there are where total is true")
    public RestResponse<List<DeviceView>> list(@BeanParam DeviceFilter.Asked asked, @QueryParam("page") String page,
            @QueryParam("page_size") String pageSize, @QueryParam("total") @Parameter(description = "true: with X-Total-Count") String total,
            @Context UriInfo uri) throws SQLException {
        Page wanted = Page.ofWhole(page, pageSize);
        DeviceFilter filter = asked.filter();
        RestResponse<List<DeviceView>> answer = wanted.answer(devices.list(filter, wanted), uri);
        return Boolean.TRUE.equals(QueryParameter.bool("total", total))
                ? RestResponse.ResponseBuilder.<List<DeviceView>>create(answer.getStatusInfo()).entity(answer.getEntity())
                        .header("Link", answer.getHeaders().getFirst("Link")).header(TOTAL, devices.count(filter)).build()
                : answer;
    }

    @GET
    @Path("/export")
    @Produces("text/csv;charset=UTF-8")
    @Operation(summary = "The devices that match as CSV, in the order of sort",
            description = "Filters as of the list, without pages. A cell that a spreadsheet would take for a formula begins with '")
    public RestResponse<StreamingOutput> export(@BeanParam DeviceFilter.Asked asked) throws SQLException {
        DeviceFilter filter = asked.filter();
        audit.record(Entry.of(Action.EXPORTED, Subject.DEVICE, null, null, null, asked));
        return RestResponse.ResponseBuilder.ok((StreamingOutput) out -> devices.export(filter, out))
                .header("Content-Disposition", "attachment; filename=\"devices.csv\"").build();
    }

    @GET
    @Path("/models")
    @Operation(summary = "The models of the devices in use")
    public List<String> models() throws SQLException {
        return devices.models();
    }

    @GET
    @Path("/{id:\\d{1,9}}/health")
    @Operation(summary = "What a device's health is made of", description = "Factors that it does not report are left out; without any it was never heard of")
    public List<HealthScore.Factor> health(int id) throws SQLException {
        return health.factors(id).orElseThrow(() -> Problem.notFound("there is no device " + id));
    }
}
