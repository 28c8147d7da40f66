package io.parkbridge.opendata;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Who publishes, as DATEX II wants to know. */
@ConfigMapping(prefix = "parkbridge.open-data")
interface OpenDataConfig {

    /** ISO 3166-1, two letters; XX stands for none. */
    @WithDefault("XX")
    String country();

    /** The publisher's name within its country. */
    @WithDefault("parkbridge")
    String publisher();

    /** Of the names of facilities, zones and bays (BCP 47). */
    @WithDefault("en")
    String language();

    /** Stops the start where a setting cannot stand in a document. */
    default void check() {
        require(country().matches("[A-Z]{2}"), "country", "must be two letters of ISO 3166-1, like DE");
        require(!publisher().isBlank() && publisher().length() <= 1_024, "publisher", "must be 1 to 1,024 characters");
        require(language().matches("[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*"), "language", "must be a language tag, like en");
    }

    private static void require(boolean holds, String name, String rule) {
        if (!holds) {
            throw new IllegalStateException("parkbridge.open-data." + name + " " + rule);
        }
    }
}
