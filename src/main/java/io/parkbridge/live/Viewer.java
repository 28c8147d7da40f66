package io.parkbridge.live;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.WebSocketConnection;

/**
 * One browser's view of one facility: a snapshot, then numbered deltas without a gap. Nothing grows with a slow browser: when
 * {@value #FRAMES_IN_FLIGHT_MAX} frames are on their way it is passed over, and gets a fresh snapshot once they have left. All methods
 * are called on the live feed's thread.
 */
final class Viewer {

    private static final int FRAMES_IN_FLIGHT_MAX = 16;
    private static final int DELTAS_KEPT_MAX = 200;
    private static final int TRY_AGAIN_LATER = 1013;

    private final WebSocketConnection connection;
    private final Consumer<Viewer> snapshotWanted;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final List<String> keptDeltas = new ArrayList<>();
    private boolean loading = true;
    private boolean missedSome;
    private long seq;

    /**
     * @param snapshotWanted asks for a new snapshot, which comes to {@link #loaded}
     */
    Viewer(WebSocketConnection connection, Consumer<Viewer> snapshotWanted) {
        this.connection = connection;
        this.snapshotWanted = snapshotWanted;
    }

    /** A delta that has just been committed. */
    void offer(String deltaBody) {
        if (loading) {
            missedSome |= keptDeltas.size() >= DELTAS_KEPT_MAX;
            if (!missedSome) {
                keptDeltas.add(deltaBody);
            }
        } else if (missedSome || inFlight.get() >= FRAMES_IN_FLIGHT_MAX) {
            missedSome = true;
            reloadWhenFree();
        } else {
            sendDelta(deltaBody);
        }
    }

    /** The snapshot asked for, without its head; deltas since it was asked for follow it: they carry states, so one twice does no harm. */
    void loaded(String snapshotBody) {
        loading = false;
        send("{\"type\":\"snapshot\",\"seq\":" + ++seq + "," + snapshotBody);
        keptDeltas.forEach(this::sendDelta);
        keptDeltas.clear();
    }

    /** What it has been told is not all there is: it gets a fresh snapshot as soon as it is free. */
    void refresh() {
        missedSome = true;
        if (!loading) {
            reloadWhenFree();
        }
    }

    /** There is no snapshot to be had: the browser is told by the closing, and comes again after a pause. */
    void giveUp() {
        connection.close(new CloseReason(TRY_AGAIN_LATER)).subscribe().with(closed -> { }, failure -> { });
    }

    private void reloadWhenFree() {
        if (inFlight.get() == 0) {
            missedSome = false;
            loading = true;
            snapshotWanted.accept(this);
        }
    }

    private void sendDelta(String body) {
        send("{\"type\":\"delta\",\"seq\":" + ++seq + "," + body);
    }

    private void send(String frame) {
        inFlight.incrementAndGet();
        connection.sendText(frame).subscribe().with(sent -> inFlight.decrementAndGet(), failure -> inFlight.decrementAndGet());
    }
}
