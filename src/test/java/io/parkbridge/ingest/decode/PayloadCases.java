package io.parkbridge.ingest.decode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Folders of payloads: what goes in and what is expected, side by side. */
public record PayloadCases(String format) {

    private static final Path ROOT = Path.of("src/test/resources/payloads");
    private static final JsonMapper JSON = new JsonMapper();

    /** One folder. */
    public record Case(Path folder) {

        public byte[] bytes(String file) {
            try {
                return Files.readAllBytes(folder.resolve(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        public String text(String file) {
            return new String(bytes(file)).strip();
        }

        public JsonNode json(String file) {
            try {
                return JSON.readTree(bytes(file));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public String toString() {
            return ROOT.relativize(folder).toString();
        }
    }

    public List<Case> all() {
        try (Stream<Path> folders = Files.list(ROOT.resolve(format))) {
            return folders.sorted().map(Case::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
