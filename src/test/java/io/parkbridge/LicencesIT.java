package io.parkbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** What the application is delivered with is listed with its licences, and each of them has been looked at. */
class LicencesIT {

    private static final File LIST = new File("target/classes/META-INF/sbom/application.cdx.json");

    /** Free to use and pass on in an application that is not changed by it. Where a part may be had under one of several, one of these will do. */
    private static final Set<String> LOOKED_AT = Set.of("Apache-2.0", "MIT", "MIT-0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "ISC", "EPL-1.0", "EPL-2.0",
            "LGPL-2.1-only", "LGPL-2.1-or-later", "CC0-1.0", "Public Domain", "EDL 1.0", "UPL-1.0", "GPL-2.0-with-classpath-exception",
            "(MPL-2.0 OR Apache-2.0)", "(MIT OR CC0-1.0)",
            // in the words of the reports' libraries: the LGPL, unchanged and replaceable as separate jars
            "GNU Lesser General Public License", "GNU Lesser General Public Licence", "GNU Lesser General Public License (LGPL), Version 2.1",
            "Mozilla Public License Version 2.0");

    @Test
    void everyPartHasALicenceThatHasBeenLookedAt() throws IOException {
        JsonNode parts = new ObjectMapper().readTree(LIST).path("components");
        Map<String, Set<String>> unknown = new TreeMap<>();
        for (JsonNode part : parts) {
            Set<String> licences = new TreeSet<>();
            for (JsonNode licence : part.path("licenses")) {
                licences.add(licence.path("expression").asText(licence.path("license").path("id").asText(licence.path("license").path("name").asText())));
            }
            if (licences.stream().noneMatch(LOOKED_AT::contains)) {
                unknown.put(part.path("group").asText() + ":" + part.path("name").asText(), licences);
            }
        }
        assertThat(parts.size()).as("parts of the application").isGreaterThan(100);
        assertThat(unknown).isEmpty();
    }
}
