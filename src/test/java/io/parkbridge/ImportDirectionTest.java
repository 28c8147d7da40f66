package io.parkbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

/** Each package knows only what stands to its right in the list of docs/architecture.md, so the way of a reading has no loops. */
class ImportDirectionTest {

    private static final Path SOURCES = Path.of("src/main/java/io/parkbridge");
    private static final List<String> LEFT_TO_RIGHT = List.of("ingest", "report", "opendata", "dashboard", "live", "notify", "alert", "occupancy", "reading",
            "device", "facility", "access", "audit", "http", "scope", "mqtt", "text", "time");
    private static final Pattern IMPORT = Pattern.compile("^import (?:static )?io\\.parkbridge\\.(\\w+)", Pattern.MULTILINE);

    @Test
    void packagesImportOnlyWhatStandsToTheirRight() throws IOException {
        List<String> against = new ArrayList<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String room = SOURCES.relativize(file).getName(0).toString();
                assertThat(LEFT_TO_RIGHT).as("the place of package %s", room).contains(room);
                Matcher imported = IMPORT.matcher(Files.readString(file));
                while (imported.find()) {
                    if (LEFT_TO_RIGHT.indexOf(imported.group(1)) < LEFT_TO_RIGHT.indexOf(room)) {
                        against.add(file + " imports " + imported.group(1));
                    }
                }
            }
        }
        assertThat(against).isEmpty();
    }
}
