package io.parkbridge.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

import org.eclipse.microprofile.jwt.JsonWebToken;

import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Change;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.json.JsonString;

/** People whom the OpenID Connect provider vouches for: made at their first login, with the role and facilities of their groups at each. */
@ApplicationScoped
class ProviderUsers {

    private static final int NAME_LENGTH_MAX = 56;

    /** Whom the provider vouches for and who is not let in all the same. */
    static final class NotLetIn extends Exception {

        final Refusal reason;

        NotLetIn(Refusal reason) {
            this.reason = reason;
        }
    }

    private final AccessConfig config;
    private final Audit audit;

    ProviderUsers(AccessConfig config, Audit audit) {
        this.config = config;
        this.audit = audit;
    }

    void check(@Observes StartupEvent start) {
        config.groups().forEach((name, group) -> {
            if (Role.of(group.role()) == null || !Role.of(group.role()).isOfPeople()) {
                throw new IllegalArgumentException("parkbridge.access.groups.\"%s\".role must be viewer, operator, manager or administrator, and not %s"
                        .formatted(name, group.role()));
            }
        });
    }

    /** @throws NotLetIn where none of the groups lets the person in, or an administrator has made it inactive */
    User of(JsonWebToken token) throws NotLetIn {
        List<AccessConfig.Group> groups = groups(token);
        if (groups.isEmpty()) {
            throw new NotLetIn(Refusal.NO_GROUP);
        }
        User user = QuarkusTransaction.requiringNew().call(() -> {
            String subject = token.getIssuer() + " " + token.getSubject();
            User known = User.find("providerSubject", subject).firstResult();
            return known == null ? create(token, subject, groups) : known.active ? update(known, token, groups) : known;
        });
        if (!user.active) {
            throw new NotLetIn(Refusal.ENDED);
        }
        return user;
    }

    /** As the provider calls somebody. */
    static String shownName(JsonWebToken token) {
        String shown = token.getClaim("preferred_username");
        return shown == null ? token.getSubject() : shown;
    }

    private User create(JsonWebToken token, String subject, List<AccessConfig.Group> groups) {
        User user = new User();
        user.name = name(token, subject);
        user.providerSubject = subject;
        user.active = true;
        read(user, token, groups);
        user.persistAndFlush();
        audit.created(UserResource.AUDITED, user.id);
        return user;
    }

    private User update(User user, JsonWebToken token, List<AccessConfig.Group> groups) {
        Change change = audit.begin(UserResource.AUDITED, user.id);
        read(user, token, groups);
        User.flush();
        audit.done(change);
        return user;
    }

    private static void read(User user, JsonWebToken token, List<AccessConfig.Group> groups) {
        String fullName = token.getClaim("name");
        user.fullName = fullName == null ? "" : fullName.substring(0, Math.min(fullName.length(), 100)).replaceAll("\\p{Cc}", " ");
        user.role = groups.stream().map(AccessConfig.Group::role).max((a, b) -> Role.of(a).compareTo(Role.of(b))).orElseThrow();
        user.facilities = facilities(groups);
    }

    /** Null where one of the groups is for all. */
    private static Integer[] facilities(List<AccessConfig.Group> groups) {
        if (groups.stream().anyMatch(group -> group.facilities().isEmpty())) {
            return null;
        }
        String[] codes = groups.stream().flatMap(group -> group.facilities().get().stream()).distinct().toArray(String[]::new);
        List<?> ids = User.getEntityManager().createNativeQuery("select id from facility where code = any(:codes) order by id", Integer.class)
                .setParameter("codes", codes).getResultList();
        return ids.toArray(Integer[]::new);
    }

    private List<AccessConfig.Group> groups(JsonWebToken token) {
        List<AccessConfig.Group> groups = new ArrayList<>();
        if (token.getClaim(config.groupsClaim()) instanceof Collection<?> names) {
            for (Object name : names) {
                AccessConfig.Group group = config.groups().get(name instanceof JsonString text ? text.getString() : String.valueOf(name));
                if (group != null) {
                    groups.add(group);
                }
            }
        }
        return groups;
    }

    /** The name that the provider shows; never that of somebody who is here already. */
    private static String name(JsonWebToken token, String subject) {
        String name = shownName(token).toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9._@-]", "-").replaceAll("^[^a-z0-9]+", "");
        name = name.isEmpty() ? "person" : name.substring(0, Math.min(name.length(), NAME_LENGTH_MAX));
        return User.named(name) == null ? name : name + "-" + Secret.hash(subject).substring(0, 7);
    }
}
