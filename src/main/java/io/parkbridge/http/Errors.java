package io.parkbridge.http;

import java.util.List;
import java.util.Map;

import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Error bodies. What goes wrong on our side is logged whole and told without inner life. */
class Errors {

    private static final Logger LOG = Logger.getLogger(Errors.class);

    @ServerExceptionMapper
    RestResponse<Map<String, String>> badParameter(BadParameter e) {
        return body(Response.Status.BAD_REQUEST, e.getMessage());
    }

    @ServerExceptionMapper
    Response problem(Problem e) {
        return e.response();
    }

    private record RejectedBody(String status, Map<String, List<String>> errors) {
    }

    @ServerExceptionMapper
    Response rejected(Rejected e) {
        Response.ResponseBuilder answer = Response.status(e.status).type(MediaType.APPLICATION_JSON)
                .entity(new RejectedBody("error", e.errors));
        return (e.retryAfter.isZero() ? answer : answer.header("Retry-After", e.retryAfter.toSeconds())).build();
    }

    @ServerExceptionMapper
    RestResponse<Map<String, String>> notTaken(NotSupportedException e) {
        return body(Response.Status.UNSUPPORTED_MEDIA_TYPE, "this Content-Type is not taken here; calls with a JSON body take application/json");
    }

    @ServerExceptionMapper
    Response refused(WebApplicationException e) {
        Response response = e.getResponse();
        return response.hasEntity() ? response
                : Response.fromResponse(response).type(MediaType.APPLICATION_JSON)
                        .entity(Map.of("error", response.getStatusInfo().getReasonPhrase())).build();
    }

    @ServerExceptionMapper
    RestResponse<Map<String, String>> failed(Exception e, RoutingContext request) {
        LOG.errorf(e, "request %s failed", RequestId.of(request));
        return body(Response.Status.INTERNAL_SERVER_ERROR, "the server could not answer this; the reason is in its log");
    }

    private static RestResponse<Map<String, String>> body(Response.Status status, String message) {
        return RestResponse.ResponseBuilder.create(status, Map.of("error", message)).type(MediaType.APPLICATION_JSON_TYPE).build();
    }
}
