package io.parkbridge.access;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Locale;

import io.parkbridge.http.Problem;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;

/** Name and password. What is told of a failure is the same whether the name, the password or the person's state was the reason. */
@ApplicationScoped
class Login {

    private final Passwords passwords;
    private final LoginThrottle throttle;
    private final Sessions sessions;

    Login(Passwords passwords, LoginThrottle throttle, Sessions sessions) {
        this.passwords = passwords;
        this.throttle = throttle;
        this.sessions = sessions;
    }

    static String faultOfText(String text) {
        return text.isEmpty() || text.length() > Passwords.LENGTH_MAX ? "must have 1 to " + Passwords.LENGTH_MAX + " characters" : null;
    }

    /** Who that is; a {@link Problem} where it is nobody. */
    User check(String name, String password, String address) {
        return check(name, password, address, Problem.unauthorized("name or password is wrong"));
    }

    private User check(String name, String password, String address, Problem refusal) {
        Duration wait = throttle.begin(name, address);
        if (!wait.isZero()) {
            throw Problem.tooMany("too many failures; try again in " + (wait.toSeconds() + 1) + " s", wait.plusSeconds(1));
        }
        User user = user(name);
        boolean right = passwords.isRight(password, user == null ? null : user.passwordHash);
        if (!right || !user.active) {
            throw refusal;
        }
        throttle.succeeded(name, address);
        return user;
    }

    /** Null where there is no such person. */
    User user(String name) {
        return QuarkusTransaction.joiningExisting().call(() -> User.named(name.strip().toLowerCase(Locale.ROOT)));
    }

    /** Ends all sessions of the person. */
    User changePassword(String name, String present, String wanted, String address) throws SQLException {
        User user = check(name, present, address, Problem.ofField("current_password", "is wrong"));
        setPassword(user.id, passwords.hash(wanted));
        return user;
    }

    private void setPassword(int id, String hash) throws SQLException {
        QuarkusTransaction.requiringNew().run(() -> User.<User>findById(id).passwordHash = hash);
        sessions.endAllOf(id);
    }
}
