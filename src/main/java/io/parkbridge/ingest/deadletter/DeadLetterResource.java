package io.parkbridge.ingest.deadletter;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.parkbridge.access.Roles;
import io.parkbridge.http.Page;
import io.parkbridge.http.Problem;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/dead-letters}: to look at; replaying is {@code ReplayResource}. */
@Path("/api/dead-letters")
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Dead letters")
@RunOnVirtualThread
public class DeadLetterResource {

    /**
     * A letter without its payload.
     *
     * @param size       of the payload, in bytes
     * @param attempts   how often it has been replayed
     * @param replayedAt the last of them, else null
     */
    public record DeadLetterView(long id, Instant receivedAt, String topic, String deviceCode, String reason, String detail, int size,
            DeadLetterState state, int attempts, Instant replayedAt) {
    }

    /** A letter whole; {@code payloadText} is null where the payload is not UTF-8. */
    public record DeadLetterContent(@JsonUnwrapped DeadLetterView letter, String payloadText, byte[] payloadBase64) {

        static DeadLetterContent of(DeadLetterView letter, byte[] payload) {
            return new DeadLetterContent(letter, text(payload), payload);
        }
    }

    /**
     * What has come of one reason.
     *
     * @param dead     kept and not taken
     * @param messages ever, as long as their senders are remembered
     * @param notKept  of these, beyond what is kept in a day
     */
    public record ReasonSummary(String reason, long dead, long messages, long notKept) {
    }

    private final DeadLetterQuery letters;

    DeadLetterResource(DeadLetterQuery letters) {
        this.letters = letters;
    }

    @GET
    @Operation(summary = "Messages that could not be taken, newest first",
            description = "state is DEAD (default), STORED, DUPLICATE or ALL; topic is a part of it. Paged; the Link header names the next page")
    public RestResponse<List<DeadLetterView>> list(@BeanParam DeadLetterFilter.Parameters asked, @QueryParam("state") String state,
            @QueryParam("page") String page, @QueryParam("page_size") String pageSize, @Context UriInfo uri) throws SQLException {
        Page part = Page.of(page, pageSize);
        return part.answer(letters.newest(asked.filter(DeadLetterFilter.state(state)), part), uri);
    }

    @GET
    @Path("/summary")
    @Operation(summary = "How many there are, by reason")
    public List<ReasonSummary> summary() throws SQLException {
        return letters.summary();
    }

    @GET
    @Path("/{id}")
    @Operation(summary = "One of them, with its payload")
    public DeadLetterContent letter(long id) throws SQLException {
        return letters.find(id).orElseThrow(() -> Problem.notFound("there is no dead letter " + id));
    }

    /** The payload as text, null where it is not UTF-8. */
    static String text(byte[] payload) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(payload)).toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
