package io.parkbridge.ingest.decode;

import java.io.IOException;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.parkbridge.ingest.deadletter.DeadLetterReason;

/** Streams over JSON objects field by field, so that a message costs no tree. */
final class JsonObject {

    private static final JsonFactory JSON = new JsonFactory();

    /** Takes one field; a value it does not want it leaves, with its children, by {@link JsonParser#skipChildren}. */
    interface Field {
        void read(String name, JsonToken token, JsonParser json) throws IOException, Unreadable;
    }

    private JsonObject() {
    }

    /** Reads a payload that must be one object and nothing else. */
    static void read(byte[] payload, Field field) throws Unreadable {
        try (JsonParser json = JSON.createParser(payload)) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                throw new Unreadable(DeadLetterReason.NOT_JSON, "the payload is not a JSON object");
            }
            readFields(json, field);
            if (json.nextToken() != null) {
                throw new Unreadable(DeadLetterReason.NOT_JSON, "something follows the JSON object");
            }
        } catch (IOException e) {
            throw new Unreadable(DeadLetterReason.NOT_JSON, "the payload is not JSON, or is cut short");
        }
    }

    /** Reads the object that is the value of the field {@code name}; null is an empty one. */
    static void readNested(String name, JsonToken token, JsonParser json, Field field) throws IOException, Unreadable {
        if (token == JsonToken.START_OBJECT) {
            readFields(json, field);
        } else if (token != JsonToken.VALUE_NULL) {
            throw new Unreadable(DeadLetterReason.WRONG_TYPE, name + " must be an object");
        }
    }

    private static void readFields(JsonParser json, Field field) throws IOException, Unreadable {
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            field.read(name, json.nextToken(), json);
        }
    }
}
