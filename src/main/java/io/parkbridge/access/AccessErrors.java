package io.parkbridge.access;

import io.parkbridge.http.Problem;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Told to who may not, without saying what is there. */
class AccessErrors {

    @ServerExceptionMapper
    Response unauthorized(UnauthorizedException e) {
        return Response.fromResponse(Problem.unauthorized().response()).header(HttpHeaders.WWW_AUTHENTICATE, "Bearer").build();
    }

    @ServerExceptionMapper
    Response forbidden(ForbiddenException e) {
        return Problem.forbidden("your role does not allow this").response();
    }
}
