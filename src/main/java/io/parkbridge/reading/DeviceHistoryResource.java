package io.parkbridge.reading;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

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

/** {@code /api/devices/{id}/…}: what a device has said. */
@Path("/api/devices/{id:\\d{1,9}}")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Devices")
@RunOnVirtualThread
public class DeviceHistoryResource {

    private static final Duration SPAN = Duration.ofDays(1);
    private static final Duration SPAN_MAX = Duration.ofDays(93);
    private static final String PAGE_SIZE = "100";
    private static final int REACH_MAX = 100_000;

    /** The range of time asked about. */
    public static class Asked {

        @QueryParam("from")
        @Parameter(description = "RFC 3339; a day before to, unless named")
        public String from;

        @QueryParam("to")
        @Parameter(description = "RFC 3339, not included; now, unless named. At most 93 days after from")
        public String to;
    }

    private record Range(Instant from, Instant to) {
    }

    private final DeviceReadings readings;
    private final DeviceSeries series;
    private final Audit audit;
    private final Clock clock;

    DeviceHistoryResource(DeviceReadings readings, DeviceSeries series, Audit audit, Clock clock) {
        this.readings = readings;
        this.series = series;
        this.audit = audit;
        this.clock = clock;
    }

    @GET
    @Path("/series")
    @Operation(summary = "What a device has measured, in at most 500 buckets of time", description = "Means, and least and greatest where peaks matter")
    public DeviceSeries.Series series(int id, @BeanParam Asked asked) throws SQLException {
        Range range = range(asked);
        require(id);
        return series.of(id, range.from, range.to);
    }

    @GET
    @Path("/readings")
    @Operation(summary = "What a device has said, the newest first",
            description = "Paged by page and page_size (100), within the newest 100,000 of the range; the Link header names the next page")
    public RestResponse<List<DeviceReadings.RawReading>> readings(int id, @BeanParam Asked asked, @QueryParam("page") String page,
            @QueryParam("page_size") String pageSize, @Context UriInfo uri) throws SQLException {
        Range range = range(asked);
        Page wanted = Page.of(page, pageSize == null ? PAGE_SIZE : pageSize);
        if ((long) wanted.number() * wanted.size() > REACH_MAX) {
            throw Problem.ofField("page", "reaches beyond the newest " + REACH_MAX + " readings: choose an earlier to");
        }
        require(id);
        return wanted.answer(readings.newest(id, range.from, range.to, wanted), uri);
    }

    @GET
    @Path("/readings/export")
    @Produces("text/csv;charset=UTF-8")
    @Operation(summary = "What a device has said as CSV, the oldest first")
    public RestResponse<StreamingOutput> export(int id, @BeanParam Asked asked) throws SQLException {
        Range range = range(asked);
        require(id);
        audit.record(Entry.of(Action.EXPORTED, Subject.DEVICE, Integer.toString(id), null, null, Map.of("from", range.from, "to", range.to)));
        return RestResponse.ResponseBuilder.ok((StreamingOutput) out -> readings.export(id, range.from, range.to, out))
                .header("Content-Disposition", "attachment; filename=\"readings.csv\"").build();
    }

    @GET
    @Path("/gaps")
    @Operation(summary = "Where the numbers of a device's readings have gaps, the newest 200")
    public List<DeviceReadings.Gap> gaps(int id, @BeanParam Asked asked) throws SQLException {
        Range range = range(asked);
        require(id);
        return readings.gaps(id, range.from, range.to);
    }

    private void require(int device) throws SQLException {
        if (!readings.isKnown(device)) {
            throw Problem.notFound("there is no device " + device);
        }
    }

    private Range range(Asked asked) {
        Instant to = QueryParameter.instant("to", asked.to);
        to = to == null ? clock.instant() : to;
        Instant from = QueryParameter.instant("from", asked.from);
        from = from == null ? to.minus(SPAN) : from;
        if (!from.isBefore(to) || Duration.between(from, to).compareTo(SPAN_MAX) > 0) {
            throw Problem.ofField("from", "must be before to, by at most " + SPAN_MAX.toDays() + " days");
        }
        return new Range(from, to);
    }
}
