package io.parkbridge.ingest;

import java.sql.SQLException;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.parkbridge.access.Roles;
import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Entry;
import io.parkbridge.audit.Subject;
import io.parkbridge.http.Problem;
import io.parkbridge.ingest.deadletter.DeadLetterFilter;
import io.parkbridge.ingest.deadletter.DeadLetterQuery;
import io.parkbridge.ingest.deadletter.DeadLetterResource.DeadLetterView;
import io.parkbridge.ingest.deadletter.DeadLetterState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Replaying, of {@code /api/dead-letters}. It stands here because it goes the whole way of a reading. */
@Path("/api/dead-letters")
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Dead letters")
@RunOnVirtualThread
public class ReplayResource {

    private final Replay replay;
    private final DeadLetterQuery letters;
    private final Audit audit;

    ReplayResource(Replay replay, DeadLetterQuery letters, Audit audit) {
        this.replay = replay;
        this.letters = letters;
        this.audit = audit;
    }

    @POST
    @Path("/replay")
    @Operation(summary = "Replays the dead letters that match, with the filters of the list",
            description = "Answers when all are through; in batches, so what is done stays done when it is cut short")
    public Replay.Counts replay(@BeanParam DeadLetterFilter.Parameters asked) throws SQLException {
        DeadLetterFilter filter = asked.filter(DeadLetterState.DEAD);
        // before it begins: what is done stays done when it is cut short
        audit.record(Entry.of(Action.REPLAYED, Subject.DEAD_LETTERS, null, null, null, filter));
        return replay.all(filter);
    }

    @POST
    @Path("/{id}/replay")
    @Operation(summary = "Replays one dead letter")
    public Replay.Counts replay(long id) throws SQLException {
        DeadLetterView letter = letter(id);
        Replay.Counts counts = replay.these(List.of(letter.id()));
        if (counts.replayed() == 0) {
            throw Problem.conflict("dead letter " + id + " is being replayed, or has been: " + letter(id).state());
        }
        audit.record(Entry.of(Action.REPLAYED, Subject.DEAD_LETTERS, Long.toString(id), null, null, counts));
        return counts;
    }

    /** Whoever may not see it must not replay it either. */
    private DeadLetterView letter(long id) throws SQLException {
        return letters.find(id).orElseThrow(() -> Problem.notFound("there is no dead letter " + id)).letter();
    }
}
