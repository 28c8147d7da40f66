package io.parkbridge.live;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import io.parkbridge.alert.Alert;
import io.parkbridge.occupancy.BayChange;
import io.parkbridge.occupancy.ZoneAvailability;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes the frames of {@code /ws/live} (docs/live.md). */
@ApplicationScoped
class LiveFrames {

    static final int FREE = 0;
    static final int OCCUPIED = 1;
    static final int UNKNOWN = 2;

    private static final JsonFactory JSON = new JsonFactory();

    /** Some have changed of the reports that whoever gets this may see. */
    static final String SOME_REPORTS = object(json -> json.writeStringField("type", "reports"));

    interface Body {
        void write(JsonGenerator json) throws IOException;
    }

    /** When a frame was made, and the books at that time. */
    record Moment(Instant time, IngestCounts counts) {
    }

    /** What is different now. */
    record Changes(List<ZoneAvailability> zones, List<BayChange> bays, List<Alert> alerts) {
    }

    static String object(Body body) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            body.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("writing to memory failed", e);
        }
        return text.toString();
    }

    /**
     * What has changed between two numbers of a stream.
     *
     * @param after the number that must have been seen for this frame to continue the picture
     */
    String delta(String epoch, long after, long seq, Changes changes, Moment moment) {
        return object(json -> {
            json.writeStringField("type", "delta");
            json.writeNumberField("seq", seq);
            json.writeStringField("epoch", epoch);
            json.writeNumberField("after", after);
            json.writeStringField("time", moment.time().toString());
            writeZones(json, changes.zones());
            writeBays(json, changes.bays());
            writeAlerts(json, changes.alerts());
            writeCounts(json, moment.counts());
        });
    }

    /** Which reports have changed, of those that somebody may see. */
    static String reports(List<ReportChange.Run> runs, List<ReportChange.Schedule> schedules) {
        return object(json -> {
            json.writeStringField("type", "reports");
            json.writeArrayFieldStart("runs");
            for (ReportChange.Run run : runs) {
                json.writeStartObject();
                json.writeNumberField("id", run.id());
                json.writeObjectField("schedule_id", run.schedule());
                json.writeStringField("state", run.state());
                json.writeNumberField("progress", run.progress());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeArrayFieldStart("schedules");
            for (ReportChange.Schedule schedule : schedules) {
                json.writeNumber(schedule.id());
            }
            json.writeEndArray();
        });
    }

    private static void writeZones(JsonGenerator json, List<ZoneAvailability> zones) throws IOException {
        json.writeArrayFieldStart("zones");
        for (ZoneAvailability zone : zones) {
            json.writeArray(new int[] {zone.zoneId(), zone.occupied(), zone.free(), zone.unknown()}, 0, 4);
        }
        json.writeEndArray();
    }

    private static void writeBays(JsonGenerator json, List<BayChange> bays) throws IOException {
        json.writeArrayFieldStart("bays");
        for (BayChange bay : bays) {
            json.writeArray(new long[] {bay.bayId(), bay.occupied() ? OCCUPIED : FREE, bay.since().getEpochSecond()}, 0, 3);
        }
        json.writeEndArray();
    }

    static void writeAlerts(JsonGenerator json, List<Alert> alerts) throws IOException {
        json.writeArrayFieldStart("alerts");
        for (Alert alert : alerts) {
            json.writeStartObject();
            json.writeNumberField("id", alert.id());
            json.writeStringField("type", alert.alertType());
            json.writeStringField("severity", alert.severity().name());
            json.writeStringField("message", alert.message());
            json.writeFieldName("facts");
            json.writeRawValue(alert.facts());
            json.writeStringField("device", alert.deviceCode());
            json.writeStringField("zone", alert.zoneName());
            json.writeObjectField("bay_id", alert.bayId());
            json.writeNumberField("raised", alert.createdAt().getEpochSecond());
            json.writeBooleanField("active", alert.isActive());
            json.writeBooleanField("acknowledged", alert.isAcknowledged());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    static void writeCounts(JsonGenerator json, IngestCounts counts) throws IOException {
        json.writeObjectFieldStart("counters");
        json.writeNumberField("received", counts.received());
        json.writeNumberField("stored", counts.stored());
        json.writeNumberField("duplicate", counts.duplicate());
        json.writeNumberField("dead_lettered", counts.deadLettered());
        json.writeNumberField("quarantined", counts.quarantined());
        json.writeNumberField("in_flight", counts.inFlight());
        json.writeEndObject();
    }
}
