package io.parkbridge.occupancy.forecast;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.parkbridge.access.Roles;
import io.parkbridge.occupancy.analytics.AskedPlace;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** {@code /api/analytics/forecast}; docs/forecast.md explains the method. */
@Path("/api/analytics/forecast")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Analytics")
@RunOnVirtualThread
public class ForecastResource {

    /** What is shown. */
    public enum Method {
        /** What is usual at this time of the week, and how far the present is from it. */
        USUAL,
        /** The same time last week, because it has been the better forecast lately. */
        LAST_WEEK,
        /** Nothing, because nothing is known of this zone yet. */
        NONE
    }

    /**
     * A zone's next 24 hours.
     *
     * @param historyDays days that the forecast rests on, the present one included
     */
    public record ZoneForecast(int zoneId, String zoneName, int bays, Method method, int historyDays, Error error, List<Hour> hours) {
    }

    /**
     * How far off the forecasts made at this time of day on the last 14 days were.
     *
     * @param forecasts how many hours were compared; where it is 0 the errors are null
     * @param mean      mean absolute error in bays
     * @param lastWeek  the same of "the same time last week"
     */
    public record Error(int forecasts, Double mean, Double lastWeek) {
    }

    /**
     * An hour to come.
     *
     * @param expected bays occupied on average, null where nothing is known of this time
     * @param low      eight of ten times it was not lower; null where the back-test says nothing
     * @param high     likewise not higher
     */
    public record Hour(Instant start, LocalDate date, int hour, Double expected, Double low, Double high) {
    }

    private final Forecasts forecasts;

    ForecastResource(Forecasts forecasts) {
        this.forecasts = forecasts;
    }

    @GET
    @Operation(summary = "Expected occupancy of each zone in the next 24 hours, with its error",
            description = "From the last eight weeks of the zone itself. The band is as wide as the forecast was wrong lately.")
    public List<ZoneForecast> next(@BeanParam AskedPlace asked) throws SQLException {
        return forecasts.next(asked.facility, asked.zone);
    }
}
