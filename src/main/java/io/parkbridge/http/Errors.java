package io.parkbridge.http;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;

import io.parkbridge.scope.Reach;
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

    /** What the database says to somebody limited to some facilities who would write a row of another. */
    private static final String NOT_PERMITTED = "42501";
    /** What it says where a unique value is there already, be it in a facility that whoever asks may not see. */
    private static final String TAKEN = "23505";
    /** What it says to a NUL, which no text of it can hold and so none that is looked for. */
    private static final String NO_TEXT = "22021";

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
    Response failed(Exception e, RoutingContext request) {
        String state = sqlState(e);
        if (NOT_PERMITTED.equals(state) && Reach.current().isLimited()) {
            return problem(Problem.forbidden("this reaches beyond the facilities that you may change"));
        }
        if (TAKEN.equals(state)) {
            return problem(Problem.conflict("a code, number or DevEUI in it is taken"));
        }
        if (NO_TEXT.equals(state)) {
            return problem(Problem.badRequest("a text in it holds the character NUL"));
        }
        if (DatabaseAway.isCause(e)) {
            return DatabaseAway.answer(request, e);
        }
        LOG.errorf(e, "request %s failed", RequestId.of(request));
        return Response.status(Response.Status.INTERNAL_SERVER_ERROR).type(MediaType.APPLICATION_JSON)
                .entity(Map.of("error", "the server could not answer this; the reason is in its log")).build();
    }

    /** That of the first cause that has one. */
    private static String sqlState(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused) {
                return refused.getSQLState();
            }
        }
        return null;
    }

    private static RestResponse<Map<String, String>> body(Response.Status status, String message) {
        return RestResponse.ResponseBuilder.create(status, Map.of("error", message)).type(MediaType.APPLICATION_JSON_TYPE).build();
    }
}
