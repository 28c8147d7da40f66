package io.parkbridge.access;

/** Names of roles for {@code @RolesAllowed}. A higher role holds the names of the lower ones: the lowest that may is enough. */
public final class Roles {

    /** Sees everything of its facilities. */
    public static final String VIEWER = "viewer";
    /** Works the alerts. */
    public static final String OPERATOR = "operator";
    /** Sets targets, takes reports and exports. */
    public static final String MANAGER = "manager";
    /** Sites, devices, rules, people. */
    public static final String ADMINISTRATOR = "administrator";
    /** Posts readings and nothing else; a machine's. */
    public static final String INGEST = "ingest";

    private Roles() {
    }
}
