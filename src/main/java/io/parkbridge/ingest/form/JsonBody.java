package io.parkbridge.ingest.form;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.parkbridge.http.Rejected;

/** The JSON of a request's body. Thread-safe. */
public final class JsonBody {

    private static final int NESTING_MAX = 32;
    private static final int MESSAGE_LENGTH_MAX = 200;

    /**
     * NaN and infinity are read, so that it is their field that is found wrong; a key that comes twice is refused, because nobody can say
     * which of the two was meant. Written in ASCII, so that half a surrogate pair, which no UTF-8 can hold, can be told back to its sender.
     */
    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder().maxNestingDepth(NESTING_MAX).build()).build())
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .enable(JsonWriteFeature.ESCAPE_NON_ASCII)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private JsonBody() {
    }

    /** An empty body is an empty object, which lacks every field. */
    public static JsonNode read(byte[] body) {
        try {
            // the parser alone would let some byte sequences pass that are no UTF-8
            String text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
            JsonNode json = JSON.readTree(text);
            return json.isMissingNode() ? JSON.createObjectNode() : json;
        } catch (CharacterCodingException e) {
            throw Rejected.body("JSON parse error - the body is not UTF-8");
        } catch (JsonProcessingException e) {
            throw Rejected.body("JSON parse error - " + printable(e));
        }
    }

    /** As it was sent, for the answer to the sender. */
    static String write(JsonNode json) {
        try {
            return JSON.writeValueAsString(json);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("what was read as JSON can be written as JSON", e);
        }
    }

    /** The parser's words hold pieces of the body, which may be anything. */
    private static String printable(JsonProcessingException e) {
        String where = e.getLocation() == null ? "" : ": line %d column %d".formatted(e.getLocation().getLineNr(), e.getLocation().getColumnNr());
        String said = e.getOriginalMessage().replaceAll("[^ -~]", "?");
        return said.substring(0, Math.min(said.length(), MESSAGE_LENGTH_MAX)) + where;
    }

    /** What the predecessor's language calls a value of this type; its clients know the words. */
    public static String typeOf(JsonNode json) {
        return switch (json.getNodeType()) {
            case OBJECT -> "dict";
            case ARRAY -> "list";
            case STRING -> "str";
            case NUMBER -> json.isIntegralNumber() ? "int" : "float";
            case BOOLEAN -> "bool";
            default -> "NoneType";
        };
    }
}
