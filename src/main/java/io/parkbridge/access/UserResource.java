package io.parkbridge.access;

import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.AuditedRows;
import io.parkbridge.audit.Change;
import io.parkbridge.audit.Entry;
import io.parkbridge.audit.Subject;
import io.parkbridge.http.Fields;
import io.parkbridge.http.Page;
import io.parkbridge.http.Problem;
import io.parkbridge.http.Version;
import io.parkbridge.scope.Unlimited;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;

/** {@code /api/users}: people, for administrators of all facilities. Who is limited to some could otherwise lift that limit. */
@Path("/api/users")
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Access")
@Unlimited
@RunOnVirtualThread
public class UserResource {

    /** Without the password's hash. */
    static final AuditedRows AUDITED = new AuditedRows(Subject.USER, "(select id, name, full_name, role, facilities, active from app_user) r",
            "r.id = ?", "r.id", "r.name", "null");
    private static final Pattern NAME = Pattern.compile("[a-z0-9][a-z0-9._@-]{0,63}");
    private static final int FULL_NAME_LENGTH_MAX = 100;

    /**
     * @param facilities ids; null: all
     * @param isExternal logs in at the OpenID Connect provider, which says role and facilities
     */
    public record UserView(int id, String name, String fullName, String role, Integer[] facilities, boolean isActive, boolean isExternal,
            Instant createdAt, Instant lastLoginAt, int version) {

        static UserView of(User user) {
            return new UserView(user.id, user.name, user.fullName, user.role, user.facilities, user.active, user.providerSubject != null,
                    user.createdAt, user.lastLoginAt, user.version);
        }
    }

    /** What can be said of a person; {@code name} and {@code password} only when created. */
    @Schema(name = "UserFields")
    public record UserFields(String name, String fullName, String role, Integer[] facilities, String password, Boolean isActive) {
    }

    /** @param password shown this once; null where it was given */
    public record NewUser(@JsonUnwrapped UserView user, String password) {
    }

    /** @param password shown this once */
    public record NewPassword(String password) {
    }

    private final Passwords passwords;
    private final Sessions sessions;
    private final LoginThrottle throttle;
    private final Grants grants;
    private final Audit audit;

    UserResource(Passwords passwords, Sessions sessions, LoginThrottle throttle, Grants grants, Audit audit) {
        this.passwords = passwords;
        this.sessions = sessions;
        this.throttle = throttle;
        this.grants = grants;
        this.audit = audit;
    }

    @GET
    @Operation(summary = "All people", description = "Paged by page and page_size; the Link header names the next page")
    public RestResponse<List<UserView>> list(@QueryParam("page") String page, @QueryParam("page_size") String pageSize, @Context UriInfo uri) {
        grants.requireAllFacilities();
        Page wanted = Page.of(page, pageSize);
        List<User> users = User.find("order by name").range(wanted.offset(), wanted.offset() + wanted.limit() - 1).list();
        return wanted.answer(users.stream().map(UserView::of).toList(), uri);
    }

    @GET
    @Path("/{id:\\d{1,9}}")
    @Operation(summary = "One person, the version in the ETag header")
    public RestResponse<UserView> one(int id) {
        grants.requireAllFacilities();
        return answer(find(id));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Creates a person", description = """
            name and role are required, and facilities: ids, or null for all. Without password a random one is made and shown in the \
            answer, this once.""")
    public RestResponse<NewUser> create(@RequestBody(content = @Content(schema = @Schema(implementation = UserFields.class))) byte[] body) {
        grants.requireAllFacilities();
        Fields fields = Fields.of(body);
        User user = new User();
        String name = fields.text("name", null, UserResource::faultOfName);
        user.name = name == null ? "" : name;
        user.fullName = "";
        String given = fields.secretOrNull("password", text -> Passwords.fault(text, user.name));
        user.facilities = fields.idsOrNull("facilities", null, true, Grants.FACILITIES_MAX);
        read(fields, user);
        user.active = fields.bool("is_active", true);
        if (QuarkusTransaction.requiringNew().call(() -> User.named(user.name)) != null) {
            fields.refuse("name", "is taken");
        }
        fields.check();
        String password = given == null ? Secret.password() : given;
        user.passwordHash = passwords.hash(password);
        QuarkusTransaction.requiringNew().run(() -> {
            user.persistAndFlush();
            audit.created(AUDITED, user.id);
        });
        UserView view = UserView.of(QuarkusTransaction.requiringNew().call(() -> find(user.id)));
        return Version.answer(Status.CREATED, new NewUser(view, given == null ? password : null), view.version());
    }

    @PATCH
    @Path("/{id:\\d{1,9}}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Changes a person, or ends the access with is_active false", description = """
            If-Match names the version that was seen. Effective at once; who is made inactive is logged out everywhere. One active \
            administrator of all facilities has to remain.""")
    public RestResponse<UserView> change(int id, @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = UserFields.class))) byte[] body) throws SQLException {
        grants.requireAllFacilities();
        User changed = QuarkusTransaction.requiringNew().call(() -> {
            FirstAdministrator.oneAfterTheOther();
            User user = find(id);
            Version.require(ifMatch, user.version);
            Change change = audit.begin(AUDITED, id);
            Fields fields = Fields.of(body);
            user.facilities = fields.idsOrNull("facilities", user.facilities, false, Grants.FACILITIES_MAX);
            read(fields, user);
            user.active = fields.bool("is_active", user.active);
            fields.check();
            User.flush();
            if (!FirstAdministrator.isThere()) {
                throw Problem.conflict("one active administrator of all facilities has to remain");
            }
            audit.done(change);
            return user;
        });
        if (changed.active) {
            sessions.changed(id);
        } else {
            sessions.endAllOf(id);
        }
        return answer(changed);
    }

    @POST
    @Path("/{id:\\d{1,9}}/password")
    @Operation(summary = "Gives a person a new random password", description = "It is in the answer, this once; all sessions of the person end")
    public NewPassword resetPassword(int id) {
        grants.requireAllFacilities();
        String password = Secret.password();
        String hash = passwords.hash(password);
        User user = QuarkusTransaction.requiringNew().call(() -> {
            User found = find(id);
            if (found.providerSubject != null) {
                throw Problem.conflict("this person logs in elsewhere and has no password here");
            }
            found.passwordHash = hash;
            User.flush(); // as with a password that is changed
            endSessions(Action.PASSWORD_CHANGED, Subject.USER, found);
            return found;
        });
        sessions.changed(id);
        throttle.forget(user.name);
        return new NewPassword(password);
    }

    @DELETE
    @Path("/{id:\\d{1,9}}/sessions")
    @Operation(summary = "Logs a person out everywhere")
    public void endSessions(int id) {
        grants.requireAllFacilities();
        QuarkusTransaction.requiringNew().run(() -> endSessions(Action.REVOKED, Subject.SESSION, find(id)));
        sessions.changed(id);
    }

    private void endSessions(Action action, Subject subject, User user) {
        try {
            Login.SessionsEnded ended = new Login.SessionsEnded(sessions.endAll(user.id, null));
            audit.record(new Entry(action, subject, Integer.toString(user.id), user.name, null, ended, null));
        } catch (SQLException e) {
            throw new IllegalStateException("it cannot be recorded", e);
        }
    }

    private static void read(Fields fields, User user) {
        user.fullName = fields.text("full_name", user.fullName, UserResource::faultOfFullName);
        user.role = fields.text("role", user.role, UserResource::faultOfRole);
        Grants.check(fields, user.facilities);
    }

    private static String faultOfName(String name) {
        return NAME.matcher(name).matches() ? null : "must be 1 to 64 of a-z 0-9 . _ @ - and begin with a letter or digit";
    }

    private static String faultOfFullName(String name) {
        return name.length() <= FULL_NAME_LENGTH_MAX && name.chars().noneMatch(Character::isISOControl) ? null
                : "must be at most " + FULL_NAME_LENGTH_MAX + " characters, none of them a control character";
    }

    private static String faultOfRole(String text) {
        Role role = Role.of(text);
        return role != null && role.isOfPeople() ? null : "must be viewer, operator, manager or administrator";
    }

    private static User find(int id) {
        return User.<User>findByIdOptional(id).orElseThrow(() -> Problem.notFound("there is no such person"));
    }

    private static RestResponse<UserView> answer(User user) {
        return Version.answer(Status.OK, UserView.of(user), user.version);
    }
}
