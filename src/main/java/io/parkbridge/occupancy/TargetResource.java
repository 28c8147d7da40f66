package io.parkbridge.occupancy;

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

/** {@code /api/targets}. */
@Path("/api/targets")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Sites")
@RunOnVirtualThread
public class TargetResource {

    /**
     * A zone's target for a day and what came of it.
     *
     * @param id                   below zero where the target follows from the weekly pattern and has no row of its own; unique all the same
     * @param targetOccupancyCount arrivals expected
     * @param actualUsage          arrivals
     * @param efficiency           percent, one decimal
     */
    public record TargetView(int id, String zoneName, LocalDate date, int targetOccupancyCount, int actualUsage, double efficiency,
            int zoneId, Integer targetUsageHours) {
    }

    private final TargetQuery targets;

    TargetResource(TargetQuery targets) {
        this.targets = targets;
    }

    @GET
    @Operation(summary = "The targets of a day and the arrivals against them", description = "The day is each facility's own")
    public List<TargetView> list(@Parameter(description = "YYYY-MM-DD; today when absent") @QueryParam("date") String date)
            throws SQLException {
        return targets.of(QueryParameter.date("date", date));
    }
}
