package io.parkbridge.bench.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufInputStream;
import io.parkbridge.bench.Times;
import io.parkbridge.bench.ingest.Mix;

/** Finds out of every delta which changes it holds, and how long ago they were published. Confined to the event loop. */
final class FrameReader implements Browser.Watcher {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<Integer, Integer> devices;
    private final Mix mix;
    private final int markedDevice;
    private Times times;
    private CompletableFuture<Long> mark;

    /** @param devices the device on each bay, by the bay's id */
    FrameReader(Map<Integer, Integer> devices, Mix mix, int markedDevice) {
        this.devices = devices;
        this.mix = mix;
        this.markedDevice = markedDevice;
    }

    void time(Times wanted) {
        times = wanted;
    }

    void nextMark(CompletableFuture<Long> wanted) {
        mark = wanted;
    }

    @Override
    public void onFrame(ByteBuf frame, long seq) {
        long now = System.nanoTime();
        JsonNode delta = read(frame);
        if (!"delta".equals(delta.path("type").asText())) {
            return;
        }
        for (JsonNode bay : delta.path("bays")) {
            int device = devices.get(bay.get(0).asInt());
            if (device != markedDevice) {
                add(now - mix.changedNanos(device));
            } else if (mark != null) {
                mark.complete(seq);
                mark = null;
            }
        }
    }

    private void add(long nanos) {
        if (times != null) {
            times.add(nanos);
        }
    }

    private static JsonNode read(ByteBuf frame) {
        try (ByteBufInputStream text = new ByteBufInputStream(frame.duplicate())) {
            return JSON.readTree((java.io.InputStream) text);
        } catch (IOException e) {
            throw new UncheckedIOException("a frame is not JSON", e);
        }
    }
}
