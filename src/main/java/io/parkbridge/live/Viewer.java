package io.parkbridge.live;

import java.util.concurrent.atomic.AtomicInteger;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;

/**
 * One browser and what it has seen of its stream. Nothing grows with a slow browser, nor with many of them: with
 * {@value #FRAMES_IN_FLIGHT_MAX} frames on their way it is passed over, and once they have left it gets all it has missed as one frame, or
 * a snapshot. So where the processors cannot keep up, everybody gets fewer frames instead of older ones. All methods are called on the
 * live feed's thread.
 */
final class Viewer {

    private static final int FRAMES_IN_FLIGHT_MAX = 2;
    private static final int TRY_AGAIN_LATER = 1013;

    private final WebSocketConnection connection;
    private final Onlooker who;
    private final LiveMetrics metrics;
    private final Runnable caughtUp;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile boolean passedOver;
    private boolean loading = true;
    private boolean calm;
    private long seen;
    private boolean missedReports;

    /**
     * @param calm     gets at most four frames a second
     * @param caughtUp called, on any thread, when the last frame of one that was passed over has left
     */
    Viewer(WebSocketConnection connection, Onlooker who, boolean calm, LiveMetrics metrics, Runnable caughtUp) {
        this.connection = connection;
        this.who = who;
        this.calm = calm;
        this.metrics = metrics;
        this.caughtUp = caughtUp;
    }

    /** Sends what it has not seen; false where only a snapshot can help. */
    boolean follow(LiveStream stream) {
        if (loading || seen == stream.seq() && !missedReports) {
            return true;
        }
        // in this order, so that the last frame cannot leave unseen between the look and the note
        passedOver = true;
        if (inFlight.get() >= FRAMES_IN_FLIGHT_MAX) {
            metrics.passedOver();
            return true;
        }
        passedOver = false;
        if (missedReports) {
            missedReports = false;
            send(LiveFrames.SOME_REPORTS);
        }
        if (seen == stream.seq()) {
            return true;
        }
        if (!stream.canContinue(seen)) {
            return false;
        }
        metrics.coalesced(stream.seq() - seen - 1);
        send(stream.since(seen));
        seen = stream.seq();
        return true;
    }

    /** Beside its stream, what they may know of reports. One that cannot follow hears later that there was something. */
    void tell(ReportChanges reports) {
        String frame = reports.frame(who);
        if (frame.isEmpty()) {
            return;
        }
        if (inFlight.get() >= FRAMES_IN_FLIGHT_MAX) {
            missedReports = true;
            metrics.passedOver();
        } else {
            send(frame);
        }
    }

    /** It has seen this much before, on an earlier connection. */
    void resume(LiveStream stream, long seenBefore) {
        loading = false;
        send(stream.since(seenBefore));
        seen = stream.seq();
    }

    /** What it has seen no longer counts; {@link #loaded} follows. */
    void load() {
        loading = true;
    }

    boolean isLoading() {
        return loading;
    }

    /** The snapshot, with the number it holds at least. */
    void loaded(String snapshot, long seq) {
        loading = false;
        send(snapshot);
        seen = seq;
    }

    boolean isCalm() {
        return calm;
    }

    void pace(boolean wantsCalm) {
        calm = wantsCalm;
    }

    /** There is no snapshot to be had: the browser is told by the closing, and comes again after a pause. */
    void giveUp() {
        connection.close(new CloseReason(TRY_AGAIN_LATER)).subscribe().with(closed -> { }, failure -> { });
    }

    private void send(String frame) {
        metrics.sent();
        inFlight.incrementAndGet();
        connection.sendText(frame).subscribe().with(sent -> left(), failure -> left());
    }

    private void left() {
        if (inFlight.decrementAndGet() == 0 && passedOver) {
            caughtUp.run();
        }
    }
}
