package io.parkbridge.bench.screen;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

/**
 * What a page holds when all garbage is gone.
 *
 * @param code    bytes of what the engine has made of the page's scripts to run them faster: it grows for minutes while it learns which are run often
 * @param objects bytes of everything else: the page's own objects, the document's, buffers
 */
record Held(long code, long objects, long nodes, long listeners) {

    private static final JsonFactory JSON = new JsonFactory();
    /** Kinds of nodes that the engine makes of code; "object shape" is what it knows of how objects look. */
    private static final Set<String> CODE = Set.of("code", "object shape");

    /** Of a snapshot's nodes their kinds and sizes. */
    static Held of(Path snapshot, long nodes, long listeners) throws IOException {
        List<String> fields = List.of(), kinds = List.of();
        long code = 0, objects = 0;
        try (JsonParser json = JSON.createParser(snapshot.toFile())) {
            while (json.nextToken() != null) {
                if (json.currentToken() != JsonToken.FIELD_NAME) {
                    continue;
                }
                switch (json.currentName()) {
                    case "node_fields" -> fields = texts(json);
                    case "node_types" -> {
                        json.nextToken();
                        kinds = texts(json);
                    }
                    case "nodes" -> {
                        long[] sizes = sizes(json, fields.indexOf("type"), fields.indexOf("self_size"), fields.size(), kinds.size());
                        for (int kind = 0; kind < sizes.length; kind++) {
                            if (CODE.contains(kinds.get(kind))) {
                                code += sizes[kind];
                            } else {
                                objects += sizes[kind];
                            }
                        }
                        return new Held(code, objects, nodes, listeners);
                    }
                    default -> { }
                }
            }
        }
        throw new IOException("a snapshot without nodes");
    }

    private static List<String> texts(JsonParser json) throws IOException {
        List<String> texts = new ArrayList<>();
        for (json.nextToken(); json.nextToken() == JsonToken.VALUE_STRING;) {
            texts.add(json.getText());
        }
        return texts;
    }

    /** By kind. */
    private static long[] sizes(JsonParser json, int kindAt, int sizeAt, int width, int kinds) throws IOException {
        long[] sizes = new long[kinds];
        json.nextToken();
        for (int field = 0, kind = 0; json.nextToken() != JsonToken.END_ARRAY; field = (field + 1) % width) {
            if (field == kindAt) {
                kind = json.getIntValue();
            } else if (field == sizeAt) {
                sizes[kind] += json.getLongValue();
            }
        }
        return sizes;
    }
}
