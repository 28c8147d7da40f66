package io.parkbridge.access;

import java.util.Set;

import io.parkbridge.http.Caller;
import io.parkbridge.scope.Reach;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;

/** Identities as the rest of the application sees them: a name, role names, and the facilities they are for. */
public final class Identities {

    /** {@code Set<Long>} of ids of facilities; absent where all are meant. */
    public static final String FACILITIES = Reach.ATTRIBUTE;

    /** {@link Proof}: what the identity rests on; absent where nobody has logged in. */
    static final String PROOF = "parkbridge.proof";

    private Identities() {
    }

    /**
     * @param facilities null: all
     * @param proof      what it ends with
     */
    static SecurityIdentity of(String name, Role role, Set<Long> facilities, Proof proof) {
        QuarkusSecurityIdentity.Builder builder = QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(name))
                .addRoles(role.names).addAttribute(PROOF, proof)
                .addAttribute(Caller.KIND, proof instanceof Proof.Token ? Caller.Kind.TOKEN : Caller.Kind.USER);
        if (facilities != null) {
            builder.addAttribute(FACILITIES, facilities);
        }
        return builder.build();
    }

    static SecurityIdentity anonymous(Set<String> roles) {
        return QuarkusSecurityIdentity.builder().setAnonymous(true).setPrincipal(new QuarkusPrincipal("anonymous")).addRoles(roles).build();
    }
}
