package io.parkbridge.access;

import java.util.Arrays;
import java.util.List;

import io.parkbridge.http.Fields;
import io.parkbridge.http.Problem;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;

/** What may be granted to others, and by whom. */
@ApplicationScoped
class Grants {

    static final int FACILITIES_MAX = 1_000;

    private final SecurityIdentity identity;

    Grants(SecurityIdentity identity) {
        this.identity = identity;
    }

    /** Who is limited to some facilities grants nothing: it could be what lifts that limit. */
    void requireAllFacilities() {
        if (identity.getAttribute(Identities.FACILITIES) != null) {
            throw Problem.forbidden("this takes an administrator of all facilities");
        }
    }

    /** Refuses facilities that there are not. */
    static void check(Fields fields, Integer[] facilities) {
        if (facilities != null && Arrays.stream(facilities).allMatch(java.util.Objects::nonNull)) {
            List<?> known = User.getEntityManager().createNativeQuery("select id from facility where id = any(:ids)", Integer.class)
                    .setParameter("ids", facilities).getResultList();
            if (facilities.length == 0) {
                fields.refuse("facilities", "must name one, or be null for all");
            }
            Arrays.stream(facilities).filter(id -> !known.contains(id)).forEach(id -> fields.refuse("facilities", "there is no facility " + id));
        }
    }
}
