package io.parkbridge.ingest;

import java.sql.SQLException;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

import io.parkbridge.http.Problem;
import io.parkbridge.ingest.deadletter.DeadLetterFilter;
import io.parkbridge.ingest.deadletter.DeadLetterQuery;
import io.parkbridge.ingest.deadletter.DeadLetterState;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** Replaying, of {@code /api/dead-letters}. It stands here because it goes the whole way of a reading. */
@Path("/api/dead-letters")
@Tag(name = "Dead letters")
@RunOnVirtualThread
public class ReplayResource {

    private final Replay replay;
    private final DeadLetterQuery letters;

    ReplayResource(Replay replay, DeadLetterQuery letters) {
        this.replay = replay;
        this.letters = letters;
    }

    @POST
    @Path("/replay")
    @Operation(summary = "Replays the dead letters that match, with the filters of the list",
            description = "Answers when all are through; in batches, so what is done stays done when it is cut short")
    public Replay.Counts replay(@BeanParam DeadLetterFilter.Parameters asked) throws SQLException {
        return replay.all(asked.filter(DeadLetterState.DEAD));
    }

    @POST
    @Path("/{id}/replay")
    @Operation(summary = "Replays one dead letter")
    public Replay.Counts replay(long id) throws SQLException {
        Replay.Counts counts = replay.these(List.of(id));
        if (counts.replayed() == 0) {
            throw letters.find(id)
                    .map(letter -> Problem.conflict("dead letter " + id + " is being replayed, or has been: " + letter.letter().state()))
                    .orElseGet(() -> Problem.notFound("there is no dead letter " + id));
        }
        return counts;
    }
}
