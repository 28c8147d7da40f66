package io.parkbridge.access;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Entry;
import io.parkbridge.audit.Subject;
import io.parkbridge.audit.Who;
import io.parkbridge.http.Caller;
import io.parkbridge.http.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;

/** Name and password. What is told of a failure is the same whether the name, the password or the person's state was the reason. */
@ApplicationScoped
class Login {

    /** A pause of that length is told as such. */
    private static final Duration LOCKED = Duration.ofMinutes(1);

    /** What a change has ended. */
    record SessionsEnded(List<Sessions.Seen> sessions) {
    }

    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final Sessions sessions;
    private final Audit audit;

    Login(Passwords passwords, LoginThrottle throttle, Sessions sessions, Audit audit) {
        this.passwords = passwords;
        this.throttle = throttle;
        this.sessions = sessions;
        this.audit = audit;
    }

    static String faultOfText(String text) {
        return text.isEmpty() || text.length() > Passwords.LENGTH_MAX ? "must have 1 to " + Passwords.LENGTH_MAX + " characters" : null;
    }

    static Problem refused() {
        return Problem.unauthorized("name or password is wrong");
    }

    /** Who that is; a {@link Problem} where it is nobody. */
    User check(String name, String password, String address) throws SQLException {
        User user = check(name, password, address, refused());
        audit.record(new Who(Caller.Kind.USER, user.name), Entry.of(Action.LOGIN, Subject.SESSION, null, user.name, null, null));
        return user;
    }

    private User check(String name, String password, String address, Problem refusal) throws SQLException {
        Duration wait = throttle.begin(name, address);
        if (!wait.isZero()) {
            throw Problem.tooMany("too many failures; try again in " + (wait.toSeconds() + 1) + " s", wait.plusSeconds(1));
        }
        User user = user(name);
        boolean right = passwords.isRight(password, user == null ? null : user.passwordHash);
        if (!right || !user.active) {
            recordFailure(name);
            throw refusal;
        }
        throttle.succeeded(name, address);
        return user;
    }

    private void recordFailure(String name) throws SQLException {
        Duration pause = throttle.pause(name);
        Action action = pause.compareTo(LOCKED) >= 0 ? Action.LOCKED : Action.LOGIN_FAILED;
        audit.record(new Who(Caller.Kind.ANONYMOUS, name),
                Entry.of(action, Subject.SESSION, null, name, null, Map.of("pause_seconds", pause.toSeconds())));
    }

    /** Null where there is no such person. */
    User user(String name) {
        return QuarkusTransaction.joiningExisting().call(() -> User.named(name.strip().toLowerCase(Locale.ROOT)));
    }

    /** Ends all sessions of the person. */
    User changePassword(String name, String present, String wanted, String address) throws SQLException {
        if (user(name).passwordHash == null) {
            throw Problem.conflict("you log in elsewhere and have no password here");
        }
        User user = check(name, present, address, Problem.ofField("current_password", "is wrong"));
        return setPassword(user.id, passwords.hash(wanted));
    }

    private User setPassword(int id, String hash) {
        User changed = QuarkusTransaction.requiringNew().call(() -> {
            User user = User.findById(id);
            user.passwordHash = hash;
            User.flush(); // who is logging in with the old one has a session by now, or gets none
            audit.record(new Entry(Action.PASSWORD_CHANGED, Subject.USER, Integer.toString(id), user.name, null,
                    new SessionsEnded(sessions.endAll(id, null)), null));
            return user;
        });
        sessions.changed(id);
        return changed;
    }
}
