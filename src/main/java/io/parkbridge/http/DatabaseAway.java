package io.parkbridge.http;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import org.jboss.logging.Logger;

/**
 * The database cannot be asked now, be it whose session a cookie is or what a call is about: 503 with {@code Retry-After}, nothing is wrong
 * with the request. Told as problem details, by the predecessor's calls as its clients know errors, and to who opens a page as a page.
 */
@ApplicationScoped
class DatabaseAway {

    private static final Logger LOG = Logger.getLogger(DatabaseAway.class);

    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final String WORDS = "the database cannot be reached; try again in a few seconds";
    /** Connection lost or not made, server ending or starting, no connection left there. */
    private static final Pattern AWAY = Pattern.compile("08...|57P0[1-5]|53300");
    private static final Map<String, Pattern> PREDECESSORS = Map.of(
            "GET", Pattern.compile("/api/(facilities|zones|devices|targets|alerts|parking-logs|dashboard/(summary|hourly))/?"),
            "POST", Pattern.compile("/api/(telemetry(/bulk)?|parking-log)/?"),
            "PATCH", Pattern.compile("/api/alerts/\\d+/acknowledge/?"));
    private static final String PAGE = """
            <!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
            <title>Parkbridge</title><h1>Not now</h1><p>Parkbridge cannot reach its database. This page tries again by itself every few seconds.</p></html>
            """;

    private record Told(String type, String body) {
    }

    /** Before all others: who somebody is is asked before any resource is reached that could answer. */
    void install(@Observes Router router) {
        router.route().order(Integer.MIN_VALUE + 1).failureHandler(DatabaseAway::onFailure);
    }

    private static void onFailure(RoutingContext request) {
        if (!isCause(request.failure()) || request.response().headWritten()) {
            request.next();
            return;
        }
        Told told = told(request, request.failure());
        if (told.body.equals(PAGE)) {
            request.response().putHeader("Refresh", retryAfter());
        }
        request.response().setStatusCode(Status.SERVICE_UNAVAILABLE.getStatusCode()).putHeader(HttpHeaders.RETRY_AFTER, retryAfter())
                .putHeader(HttpHeaders.CONTENT_TYPE, told.type).end(told.body);
    }

    /** Where a resource has been reached. */
    static Response answer(RoutingContext request, Throwable failure) {
        Told told = told(request, failure);
        return Response.status(Status.SERVICE_UNAVAILABLE).header("Retry-After", retryAfter()).type(told.type).entity(told.body).build();
    }

    /** What the connection pool says has no SQLSTATE. */
    static boolean isCause(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException refused && (refused.getSQLState() == null || AWAY.matcher(refused.getSQLState()).matches())) {
                return true;
            }
        }
        return false;
    }

    private static Told told(RoutingContext context, Throwable failure) {
        LOG.warnf("request %s: the database is away: %s", RequestId.of(context), failure.getMessage());
        HttpServerRequest request = context.request();
        Pattern predecessors = PREDECESSORS.get(request.method().name());
        if (predecessors != null && predecessors.matcher(request.path()).matches()) {
            return new Told(MediaType.APPLICATION_JSON, JsonObject.of("status", "error", "error", WORDS, "message", WORDS,
                    "errors", Map.of(Rejected.WHOLE, List.of(WORDS))).encode());
        }
        String accepted = request.getHeader(HttpHeaders.ACCEPT);
        return accepted != null && accepted.contains(MediaType.TEXT_HTML) && !request.path().startsWith("/api/")
                ? new Told("text/html;charset=UTF-8", PAGE)
                : new Told(Problem.MEDIA_TYPE, Problem.unavailable(WORDS, RETRY_AFTER).json());
    }

    private static String retryAfter() {
        return Long.toString(RETRY_AFTER.toSeconds());
    }
}
