package io.parkbridge.report;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.parkbridge.access.Roles;
import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Entry;
import io.parkbridge.audit.Subject;
import io.parkbridge.http.Problem;
import io.parkbridge.http.QueryParameter;
import io.parkbridge.occupancy.analytics.AskedDays;
import io.parkbridge.text.Languages;
import io.parkbridge.text.Texts;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;

/** {@code /api/reports} (docs/reports.md). */
@jakarta.ws.rs.Path("/api/reports")
@RolesAllowed(Roles.MANAGER)
@Tag(name = "Reports")
@RunOnVirtualThread
public class ReportResource {

    private static final int ROWS_SHOWN = 200;
    private static final int ROWS_MAX = 1_000;

    /** What a report is asked for. */
    public static class Asked extends AskedDays {

        @QueryParam("paper")
        @Parameter(description = "A4 or LETTER, for PDF; when absent that of the language's country")
        String paper;

        @BeanParam
        Spoken spoken;

        @QueryParam("table")
        @Parameter(description = "the table that CSV is of; the report's first when absent")
        String table;

        ReportRequests.Asked asked() {
            return new ReportRequests.Asked(facility, zone, from, to, paper, spoken.tag(), table);
        }
    }

    /** The language of the answer: what is asked for, or what the reader's browser says that they like best. */
    public static class Spoken {

        @QueryParam("lang")
        @Parameter(description = "en or de, with a country for the form of numbers and dates: en-GB, en-US, de-DE, de-AT, de-CH; when absent by Accept-Language, then English")
        String lang;

        @QueryParam("language")
        @Parameter(description = "the same as lang, by the name that runs and schedules have for it")
        String language;

        @HeaderParam("Accept-Language")
        @Parameter(hidden = true)
        String liked;

        String tag() {
            return lang != null ? lang : language != null ? language : Languages.accepted(liked).toLanguageTag();
        }

        Texts texts() {
            Locale locale = Languages.of(tag());
            if (locale == null) {
                throw Problem.ofField("language", "language must be one of " + String.join(", ", Languages.TAGS));
            }
            return Report.texts(locale);
        }
    }

    /** A report that can be asked for. */
    public record Listed(String name, String title, String description, int daysMax, List<Table> tables) {
    }

    private final ReportRequests requests;
    private final Rendering rendering;
    private final Turns turns;
    private final Audit audit;

    ReportResource(ReportRequests requests, Rendering rendering, Turns turns, Audit audit) {
        this.requests = requests;
        this.rendering = rendering;
        this.turns = turns;
        this.audit = audit;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The reports there are, with the columns of their tables")
    public List<Listed> list(@BeanParam Spoken spoken) {
        Texts texts = spoken.texts();
        return Arrays.stream(Report.values()).map(report -> new Listed(report.path(), report.title(texts), report.description(texts),
                report.daysMax(), report.tables(texts))).toList();
    }

    @GET
    @jakarta.ws.rs.Path("{report:[a-z-]+}")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "A report as JSON, before it is printed", description = "Of long tables the first rows")
    public Preview preview(@PathParam("report") String report, @BeanParam Asked asked,
            @Parameter(description = "of each table at most so many, 1 to 1,000; 200 when absent") @QueryParam("rows") String rows)
            throws SQLException {
        Integer rowsMax = QueryParameter.id("rows", rows);
        if (rowsMax != null && (rowsMax < 1 || rowsMax > ROWS_MAX)) {
            throw Problem.ofFields(Map.of("rows", List.of("rows must be 1 to " + ROWS_MAX)));
        }
        return rendering.preview(requests.check(report, null, asked.asked()), rowsMax == null ? ROWS_SHOWN : rowsMax);
    }

    @GET
    @jakarta.ws.rs.Path("{report}.{format:[a-z0-9]+}")
    @Operation(summary = "A report as PDF, Excel or CSV", description = "CSV holds one table of the report")
    @APIResponse(responseCode = "200", content = {@Content(mediaType = "application/pdf"),
        @Content(mediaType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"), @Content(mediaType = "text/csv")})
    public Response render(@PathParam("report") String report, @PathParam("format") String format, @BeanParam Asked asked)
            throws IOException, SQLException {
        ReportRequest request = requests.check(report, Format.of(format), asked.asked());
        Path file = Files.createTempFile("report", "." + format);
        try {
            turns.run(request, () -> {
                try (OutputStream out = Files.newOutputStream(file)) {
                    rendering.write(request, out, Progress.UNWATCHED);
                }
            });
            audit.record(Entry.of(Action.EXPORTED, Subject.REPORT, null, request.fileName(), request.facility(), request));
            return Response.ok(sent(file), request.format().mediaType()).header("Content-Length", Files.size(file))
                    .header("Content-Language", request.locale().toLanguageTag())
                    .header("Content-Disposition", "attachment; filename=\"" + request.fileName() + "\"").build();
        } catch (IOException | SQLException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
    }

    /** From a file: whoever reads slowly holds no connection to the database, and what fails is answered as an error. */
    private static StreamingOutput sent(Path file) {
        return out -> {
            try {
                Files.copy(file, out);
            } finally {
                Files.deleteIfExists(file);
            }
        };
    }
}
