package io.parkbridge.facility;

import java.nio.file.Path;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;

/** Where sites come from. */
@ConfigMapping(prefix = "parkbridge.sites")
public interface SiteConfig {

    /** Folder of {@code *.sites.csv} and {@code *.targets.csv}, imported at start (docs/sites.md); none by default. */
    Optional<Path> directory();
}
