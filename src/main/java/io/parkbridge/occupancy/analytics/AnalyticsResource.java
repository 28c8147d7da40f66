package io.parkbridge.occupancy.analytics;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.parkbridge.access.Roles;
import io.parkbridge.occupancy.analytics.Coverage.Covered;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;

/** {@code /api/analytics}; every figure is defined in docs/metrics.md. */
@Path("/api/analytics")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Analytics")
@RunOnVirtualThread
public class AnalyticsResource {

    private static final int HOURS_DAYS_MAX = 366;
    private static final int STAYS_DAYS_MAX = 92;
    private static final int ZONES_DAYS_MAX = 7;

    /** Figures with the days they are of and what they rest on. */
    public record Answer<T>(LocalDate from, LocalDate to, String timeZone, Covered coverage, List<T> figures) {
    }

    private final Questions questions;
    private final Coverage coverage;
    private final HourFigures hours;
    private final DayFigures days;
    private final StayFigures stays;
    private final DeviceFigures devices;
    private final DayReplay replay;

    AnalyticsResource(Questions questions, Coverage coverage, HourFigures hours, DayFigures days, StayFigures stays,
            DeviceFigures devices, DayReplay replay) {
        this.questions = questions;
        this.coverage = coverage;
        this.hours = hours;
        this.days = days;
        this.stays = stays;
        this.devices = devices;
        this.replay = replay;
    }

    @GET
    @Path("hours")
    @Operation(summary = "Arrivals, departures and occupancy rate hour by hour, against the target and the same hour a week before",
            description = "At most 366 days. Only hours that have begun; the present one up to now.")
    public Answer<HourFigures.Hour> hours(@BeanParam AskedDays asked) throws SQLException {
        Question question = ask(asked, HOURS_DAYS_MAX);
        return answer(question, hours.hours(question));
    }

    @GET
    @Path("zone-hours")
    @Operation(summary = "Occupancy rate and arrivals of each zone, hour by hour", description = "At most 7 days. Only hours that have begun; the present one up to now.")
    public Answer<HourFigures.Zone> zoneHours(@BeanParam AskedDays asked) throws SQLException {
        Question question = ask(asked, ZONES_DAYS_MAX);
        return answer(question, hours.zones(question));
    }

    @GET
    @Path("replay")
    @Operation(summary = "The stays that touch one day, from which the picture of its bays at any time of it follows",
            description = "A bay is occupied at a time if one of its stays holds it. At most " + DayReplay.STAYS_MAX + " stays; where there are more, a zone must be named")
    public DayReplay.Replay replay(@BeanParam AskedPlace asked,
            @QueryParam("date") @Parameter(description = "YYYY-MM-DD of the facility's calendar; today when absent") String date) throws SQLException {
        return replay.of(questions.day(asked.facility, asked.zone, date));
    }

    @GET
    @Path("heatmap")
    @Operation(summary = "Occupancy rate and arrivals by weekday and hour of the day", description = "At most 366 days; always 168 cells")
    public Answer<HourFigures.Cell> heatMap(@BeanParam AskedDays asked) throws SQLException {
        Question question = ask(asked, HOURS_DAYS_MAX);
        return answer(question, hours.heatMap(question));
    }

    @GET
    @Path("days")
    @Operation(summary = "Each zone and day: arrivals and usage hours against the targets, efficiency, turnover, and the fullest hour",
            description = "At most 366 days")
    public Answer<DayFigures.Day> days(@BeanParam AskedDays asked) throws SQLException {
        Question question = ask(asked, HOURS_DAYS_MAX);
        return answer(question, days.days(question));
    }

    @GET
    @Path("stays")
    @Operation(summary = "Length of stay (average, median, 90th and 95th percentile), turnover and overstay rate",
            description = "Of the stays that began on these days, all together first, then by zone; at most 92 days")
    public Answer<StayFigures.Figures> stays(@BeanParam AskedDays asked) throws SQLException {
        Question question = ask(asked, STAYS_DAYS_MAX);
        return answer(question, stays.stays(question));
    }

    @GET
    @Path("devices")
    @Operation(summary = "Each zone and day: how much of the time its devices were heard of", description = "At most 366 days")
    public Answer<DeviceFigures.Day> devices(@BeanParam AskedDays asked) throws SQLException {
        Question question = ask(asked, HOURS_DAYS_MAX);
        return answer(question, devices.days(question));
    }

    private Question ask(AskedDays asked, int daysMax) throws SQLException {
        return questions.ask(asked.facility, asked.zone, asked.from, asked.to, daysMax);
    }

    private <T> Answer<T> answer(Question question, List<T> figures) throws SQLException {
        return new Answer<>(question.from(), question.to(), question.timeZone().getId(), coverage.of(question), figures);
    }
}
