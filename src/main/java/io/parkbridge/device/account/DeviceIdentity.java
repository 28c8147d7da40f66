package io.parkbridge.device.account;

import java.sql.SQLException;

import io.parkbridge.access.Roles;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.identity.AuthenticationRequestContext;
import io.quarkus.security.identity.IdentityProvider;
import io.quarkus.security.identity.SecurityIdentity;
import io.quarkus.security.runtime.QuarkusPrincipal;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** A device that has proved who it is: may send readings, its own alone. Asked anew with each request, so a revocation counts at once. */
@ApplicationScoped
public class DeviceIdentity implements IdentityProvider<DeviceLogin> {

    private final DeviceCredentials credentials;

    DeviceIdentity(DeviceCredentials credentials) {
        this.credentials = credentials;
    }

    @Override
    public Class<DeviceLogin> getRequestType() {
        return DeviceLogin.class;
    }

    @Override
    public Uni<SecurityIdentity> authenticate(DeviceLogin login, AuthenticationRequestContext context) {
        return context.runBlocking(() -> identity(login));
    }

    private SecurityIdentity identity(DeviceLogin login) {
        try {
            if (!credentials.match(login.code, login.password)) {
                throw new AuthenticationFailedException();
            }
        } catch (SQLException e) {
            throw new IllegalStateException("the database cannot be asked for a device's credentials", e);
        }
        return QuarkusSecurityIdentity.builder().setPrincipal(new QuarkusPrincipal(login.code)).addRole(Roles.INGEST)
                .addAttribute(DeviceBound.ATTRIBUTE, login.code).build();
    }
}
