package io.parkbridge.firmware.cars;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** Reads the recorded data that come with the simulator (resources, {@code data/README.md}). */
final class Recorded {

    private static final CSVFormat FORMAT = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).setTrim(true).get();

    private Recorded() {
    }

    static List<CSVRecord> resource(String name) {
        try (Reader reader = new InputStreamReader(Recorded.class.getResourceAsStream("/data/" + name), StandardCharsets.UTF_8)) {
            return read(reader);
        } catch (IOException e) {
            throw new UncheckedIOException("data/" + name + " cannot be read", e);
        }
    }

    static List<CSVRecord> read(Reader reader) throws IOException {
        return FORMAT.parse(reader).getRecords();
    }
}
