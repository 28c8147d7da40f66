package io.parkbridge.alert;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

import javax.sql.DataSource;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.parkbridge.access.Roles;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.AuditedRows;
import io.parkbridge.audit.Change;
import io.parkbridge.audit.Subject;
import io.parkbridge.http.BadParameter;
import io.parkbridge.http.Fields;
import io.parkbridge.http.Problem;
import io.parkbridge.http.QueryParameter;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

/** {@code /api/facilities/{id}/holidays}: the days that are free of rules with {@code on_holidays} false, from the next message on. */
@Path("/api/facilities/{facility}/holidays")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Alert rules")
@RunOnVirtualThread
public class HolidayResource {

    private static final int NAME_LENGTH_MAX = 100;
    /** Comes back with no row where there is no such facility, and with one of nulls where it has no holidays. */
    private static final String LIST = """
            select h.day, h.name from facility f left join holiday h on h.facility_id = f.id where f.id = ? order by h.day limit 10000
            """;
    private static final String PUT = """
            insert into holiday (facility_id, day, name) select id, ?, ? from facility where id = ?
            on conflict (facility_id, day) do update set name = excluded.name
            """;
    private static final String DELETE = "delete from holiday where day = ? and facility_id = ?";

    private static final AuditedRows AUDITED = new AuditedRows(Subject.HOLIDAY, "holiday r join facility f on f.id = r.facility_id",
            "r.facility_id = ? and r.day = ?", "r.facility_id || '/' || r.day", "f.code || ' ' || r.day", "f.id");

    /** A day on the facility's own calendar. */
    public record Holiday(LocalDate day, String name) {
    }

    /** @param name may be left out */
    @Schema(name = "HolidayFields")
    public record HolidayForm(String name) {
    }

    private final DataSource database;
    private final Audit audit;

    HolidayResource(DataSource database, Audit audit) {
        this.database = database;
        this.audit = audit;
    }

    @GET
    @Operation(summary = "The holidays of a facility, in the order of their days")
    public List<Holiday> list(String facility) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(LIST)) {
            query.setInt(1, id(facility));
            List<Holiday> holidays = new ArrayList<>();
            try (ResultSet row = query.executeQuery()) {
                if (!row.next()) {
                    throw noFacility(facility);
                }
                do {
                    if (row.getObject(1) != null) {
                        holidays.add(new Holiday(row.getObject(1, LocalDate.class), row.getString(2)));
                    }
                } while (row.next());
            }
            return holidays;
        }
    }

    @PUT
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Transactional(rollbackOn = SQLException.class)
    @Path("/{day}")
    @Operation(summary = "Makes a day, YYYY-MM-DD, a holiday of the facility, or gives it another name")
    @Consumes(MediaType.APPLICATION_JSON)
    public Holiday put(String facility, String day, @RequestBody(content = @Content(schema = @Schema(implementation = HolidayForm.class))) byte[] body)
            throws SQLException {
        Holiday holiday = new Holiday(day(day), name(body));
        try (Connection connection = database.getConnection(); PreparedStatement insert = connection.prepareStatement(PUT)) {
            Change change = audit.begin(connection, AUDITED, id(facility), holiday.day());
            insert.setObject(1, holiday.day());
            insert.setString(2, holiday.name());
            insert.setInt(3, id(facility));
            if (insert.executeUpdate() == 0) {
                throw noFacility(facility);
            }
            audit.done(connection, change);
        }
        return holiday;
    }

    @DELETE
    @RolesAllowed(Roles.ADMINISTRATOR)
    @Transactional(rollbackOn = SQLException.class)
    @Path("/{day}")
    @Operation(summary = "Makes a day an ordinary one again")
    public void delete(String facility, String day) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement delete = connection.prepareStatement(DELETE)) {
            Change change = audit.begin(connection, AUDITED, id(facility), day(day));
            delete.setObject(1, day(day));
            delete.setInt(2, id(facility));
            if (delete.executeUpdate() == 0) {
                throw Problem.notFound("facility " + facility + " has no holiday on " + day);
            }
            audit.done(connection, change);
        }
    }

    private static int id(String facility) {
        if (!facility.matches("\\d{1,9}")) {
            throw noFacility(facility);
        }
        return Integer.parseInt(facility);
    }

    private static LocalDate day(String day) {
        try {
            LocalDate date = QueryParameter.date("day", day);
            if (date != null) {
                return date;
            }
        } catch (BadParameter e) {
            // told below, as of a day that is left empty
        }
        throw Problem.ofField("day", "must be a day in the form YYYY-MM-DD");
    }

    /** Empty where there is none, or no body at all. */
    private static String name(byte[] body) {
        if (body.length == 0) {
            return "";
        }
        Fields fields = Fields.of(body);
        String name = fields.textOrNull("name", null, text -> text.length() <= NAME_LENGTH_MAX && text.chars().noneMatch(Character::isISOControl) ? null
                : "must be at most " + NAME_LENGTH_MAX + " characters, none of them a control character");
        fields.check();
        return name == null ? "" : name;
    }

    private static Problem noFacility(String facility) {
        return Problem.notFound("there is no facility " + facility);
    }
}
