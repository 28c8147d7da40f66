package io.parkbridge.access;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;

import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * At the very first start nobody could log in, so {@value #NAME} is made with a random password, which is told once. Of several instances
 * that start together one does it.
 */
@ApplicationScoped
class FirstAdministrator {

    static final String NAME = "admin";
    private static final String TURN = "select 1 from pg_advisory_xact_lock(hashtext('first administrator'))";

    private final AccessConfig config;
    private final Passwords passwords;
    private final Sessions sessions;

    FirstAdministrator(AccessConfig config, Passwords passwords, Sessions sessions) {
        this.config = config;
        this.passwords = passwords;
        this.sessions = sessions;
    }

    void onStart(@Observes StartupEvent start) throws IOException, SQLException {
        if (config.resetAdministrator() || QuarkusTransaction.requiringNew().call(() -> User.count() == 0)) {
            String password = Secret.password();
            String hash = passwords.hash(password);
            Integer id = QuarkusTransaction.requiringNew().call(() -> write(hash));
            if (id != null) {
                sessions.endAllOf(id);
                tell(password);
            }
        }
    }

    /** Until the end of the running transaction nobody else makes, changes or ends an administrator. */
    static void oneAfterTheOther() {
        User.getEntityManager().createNativeQuery(TURN, Integer.class).getSingleResult();
    }

    /** Whether somebody can still grant everything. */
    static boolean isThere() {
        return User.count("role = ?1 and active and facilities is null", Roles.ADMINISTRATOR) > 0;
    }

    /** Null where another instance was faster. */
    private Integer write(String hash) {
        oneAfterTheOther();
        if (!config.resetAdministrator() && User.count() > 0) {
            return null;
        }
        User admin = User.named(NAME);
        if (admin == null) {
            admin = new User();
            admin.name = NAME;
            admin.fullName = "Administrator";
        }
        admin.role = Roles.ADMINISTRATOR;
        admin.facilities = null;
        admin.passwordHash = hash;
        admin.active = true;
        admin.persistAndFlush();
        return admin.id;
    }

    /** Never through the log, which is kept. */
    private void tell(String password) throws IOException {
        if (config.passwordFile().isEmpty()) {
            System.out.printf("Parkbridge: log in as %s with the password %s (it is shown this once)%n", NAME, password);
            return;
        }
        Path file = config.passwordFile().get();
        Files.deleteIfExists(file);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(file, password + "\n");
    }
}
