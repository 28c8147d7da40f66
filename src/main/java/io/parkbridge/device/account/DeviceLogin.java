package io.parkbridge.device.account;

import io.quarkus.security.identity.request.BaseAuthenticationRequest;

/** What a device says of itself. A type of its own, so that no provider of people's logins is asked. */
final class DeviceLogin extends BaseAuthenticationRequest {

    final String code;
    final String password;

    DeviceLogin(String code, String password) {
        this.code = code;
        this.password = password;
    }
}
