package io.parkbridge.dashboard;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.parkbridge.access.Roles;
import io.parkbridge.http.QueryParameter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** {@code /api/dashboard}; every figure is defined in docs/metrics.md. */
@Path("/api/dashboard")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Dashboard")
@RunOnVirtualThread
public class DashboardResource {

    /** A day at one glance; percentages with one decimal. */
    public record Summary(LocalDate date, int totalSlots, int totalOccupied, int totalAvailable, int totalUnknown, double occupancyRate,
            long totalParkingEvents, int activeDevices, double avgHealthScore, Alerts alerts, Efficiency efficiency,
            List<ZoneSummary> zones) {
    }

    /** Unacknowledged alerts by severity, and how many were raised on the day. */
    public record Alerts(int total, int critical, int warning, int info, int triggeredOnDate) {
    }

    /** The day's arrivals against its targets. */
    public record Efficiency(long targetUsage, long actualUsage, double efficiencyPercentage) {
    }

    /**
     * One zone's part of the summary.
     *
     * @param avgHealthScore of the devices on its bays, null where none has been heard of
     */
    public record ZoneSummary(int id, String name, String zoneType, String facilityName, int totalSlots, int occupied, int available,
            int unknown, double occupancyRate, int targetUsage, int actualUsage, double efficiencyPercentage,
            long parkingEvents, Double avgHealthScore) {
    }

    /** A day's arrivals by hour; the zone is the text that was asked for, or null. */
    public record Hourly(LocalDate date, String zoneId, List<Hour> hourly) {
    }

    /**
     * An hour of the facilities' own clocks.
     *
     * @param target   the day's targets ÷ 24, one decimal
     * @param lastWeek arrivals in the same hour seven days before
     */
    public record Hour(int hour, String label, long occupiedEvents, double target, long lastWeek) {
    }

    private final SummaryQuery summary;
    private final HourlyQuery hourly;

    DashboardResource(SummaryQuery summary, HourlyQuery hourly) {
        this.summary = summary;
        this.hourly = hourly;
    }

    @GET
    @Path("summary")
    @Operation(summary = "A day at one glance: bays, events, devices, alerts, and efficiency against the targets",
            description = "Today, occupied and available are those of now; of a past day, those at its end. Days are each facility's own.")
    public Summary summary(
            @Parameter(description = "YYYY-MM-DD; today when absent") @QueryParam("date") String date,
            @Parameter(description = "a facility's id; all when absent") @QueryParam("facility") String facility) throws SQLException {
        return summary.read(QueryParameter.date("date", date), QueryParameter.id("facility", facility));
    }

    @GET
    @Path("hourly")
    @Operation(summary = "A day's arrivals by hour, against the target and the same hour a week before",
            description = "Always 24 entries: the hour that the end of summer time repeats is counted in one, the one that its beginning "
                    + "leaves out is 0")
    public Hourly hourly(
            @Parameter(description = "YYYY-MM-DD; today when absent") @QueryParam("date") String date,
            @Parameter(description = "a zone's id; all when absent") @QueryParam("zone") String zone) throws SQLException {
        return hourly.read(QueryParameter.date("date", date), QueryParameter.id("zone", zone));
    }
}
