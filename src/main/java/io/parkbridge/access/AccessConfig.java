package io.parkbridge.access;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** {@code parkbridge.access.…} */
@ConfigMapping(prefix = "parkbridge.access")
interface AccessConfig {

    /** What everybody may do who can reach the application, without logging in; for a network where all are trusted. */
    @WithDefault("none")
    String anonymousRole();

    /** A session that was not used for so long is over. A page that shows live data uses it. */
    @WithDefault("8H")
    Duration sessionIdle();

    /** A session is over after this time, used or not. */
    @WithDefault("7D")
    Duration sessionLongest();

    /** Where the first administrator's password is written, readable by its owner only; on the console where it is absent. */
    Optional<Path> passwordFile();

    /** Gives {@code admin} a new password at start, and its rights back. */
    @WithDefault("false")
    boolean resetAdministrator();

    /** How people call the OpenID Connect provider, on the login page's button. */
    Optional<String> providerName();

    /** By name of a group at the OpenID Connect provider: what its members may do. Who is in none of them may not log in. */
    Map<String, Group> groups();

    /** The claim that names somebody's groups. */
    @WithDefault("groups")
    String groupsClaim();

    /** Of a group. */
    interface Group {

        /** The highest of somebody's groups counts. */
        String role();

        /** Codes; all where it is absent. Somebody of several groups has those of all. */
        Optional<List<String>> facilities();
    }
}
