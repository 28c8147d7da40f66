package io.parkbridge.opendata;

import java.io.IOException;
import java.time.Instant;

import com.fasterxml.jackson.core.JsonGenerator;

/** Writes one NGSI-LD entity in normalized form (ETSI GS CIM 009), member by member. */
final class NgsiEntity {

    private final JsonGenerator json;

    NgsiEntity(JsonGenerator json) {
        this.json = json;
    }

    void begin(String type, String id) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", id);
        json.writeStringField("type", type);
    }

    /** @param observedAt null where there is no such time */
    void property(String name, Object value, Instant observedAt) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("type", "Property");
        json.writeObjectField("value", value);
        if (observedAt != null) {
            json.writeStringField("observedAt", observedAt.toString());
        }
        json.writeEndObject();
    }

    void relationship(String name, String id) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeStringField("type", "Relationship");
        json.writeStringField("object", id);
        json.writeEndObject();
    }

    void point(double longitude, double latitude) throws IOException {
        json.writeObjectFieldStart("location");
        json.writeStringField("type", "GeoProperty");
        json.writeObjectFieldStart("value");
        json.writeStringField("type", "Point");
        json.writeArrayFieldStart("coordinates");
        json.writeNumber(longitude);
        json.writeNumber(latitude);
        json.writeEndArray();
        json.writeEndObject();
        json.writeEndObject();
    }

    void end() throws IOException {
        json.writeArrayFieldStart("@context");
        json.writeString("https://raw.githubusercontent.com/smart-data-models/dataModel.Parking/master/context.jsonld");
        json.writeString("https://uri.etsi.org/ngsi-ld/v1/ngsi-ld-core-context.jsonld");
        json.writeEndArray();
        json.writeEndObject();
    }
}
