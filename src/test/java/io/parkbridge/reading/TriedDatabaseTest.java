package io.parkbridge.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;

class TriedDatabaseTest {

    @Test
    void whatWasTriedIsNoMatterAndTheRestIsNamed() {
        assertThat(TriedDatabase.doubt("17.12", "2.19.3")).isNull();
        assertThat(TriedDatabase.doubt("16.4", "2.19.3")).contains("PostgreSQL 16.4");
        assertThat(TriedDatabase.doubt("17.12", "2.20.0")).contains("TimescaleDB 2.20.0");
        assertThat(TriedDatabase.doubt("170.1", "2.190.1")).isNotNull();
    }

    /** What the container engine is given is what is said to have been tried. */
    @Test
    void theImageIsOneOfThem() throws IOException {
        assertThat(Files.readString(Path.of("compose.yaml"))).containsPattern("image: timescale/timescaledb:2\\.19\\.\\d+-pg17\\n");
    }
}
