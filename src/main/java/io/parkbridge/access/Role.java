package io.parkbridge.access;

import java.util.Locale;
import java.util.Set;

/** What one person or machine may do; its {@link #names} are what {@code @RolesAllowed} asks for. */
enum Role {
    VIEWER(Set.of(Roles.VIEWER)),
    OPERATOR(Set.of(Roles.VIEWER, Roles.OPERATOR)),
    MANAGER(Set.of(Roles.VIEWER, Roles.OPERATOR, Roles.MANAGER)),
    ADMINISTRATOR(Set.of(Roles.VIEWER, Roles.OPERATOR, Roles.MANAGER, Roles.ADMINISTRATOR, Roles.INGEST)),
    INGEST(Set.of(Roles.INGEST));

    final Set<String> names;

    Role(Set<String> names) {
        this.names = names;
    }

    /** As it is written in JSON, in the database and in settings. */
    String lowerCase() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Null where there is no such role. */
    static Role of(String lowerCase) {
        for (Role role : values()) {
            if (role.lowerCase().equals(lowerCase)) {
                return role;
            }
        }
        return null;
    }

    /** Of role names that an identity has, the one that holds the others; null where there is none. */
    static String highest(Set<String> names) {
        Role highest = null;
        for (Role role : values()) {
            highest = names.containsAll(role.names) && (highest == null || role.names.size() > highest.names.size()) ? role : highest;
        }
        return highest == null ? null : highest.lowerCase();
    }

    boolean isOfPeople() {
        return this != INGEST;
    }
}
