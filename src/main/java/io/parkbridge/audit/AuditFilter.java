package io.parkbridge.audit;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import io.parkbridge.http.Caller;
import io.parkbridge.http.QueryParameter;
import jakarta.ws.rs.QueryParam;

/** Which entries are meant; null stands for "any". */
record AuditFilter(Caller.Kind kind, String who, Action action, Subject subject, String subjectId, Integer facility, String request, Instant from,
        Instant to) {

    private static final int TEXT_LENGTH_MAX = 300;

    /** Binds {@link #bind}'s parameters. */
    static final String SQL = """
            (who_kind = ? or ?::text is null) and (who = ? or ?::text is null) and (action = ? or ?::text is null)
            and (subject = ? or ?::text is null) and (subject_id = ? or ?::text is null) and (facility_id = ? or ?::int is null)
            and (request_id = ? or ?::text is null) and (at >= ? or ?::timestamptz is null) and (at < ? or ?::timestamptz is null)
            """;

    /** The query parameters. */
    public static class Asked {

        @QueryParam("kind")
        @Parameter(description = "USER, TOKEN, DEVICE, SYSTEM or ANONYMOUS")
        public String kind;

        @QueryParam("who")
        public String who;

        @QueryParam("action")
        public String action;

        @QueryParam("subject")
        public String subject;

        @QueryParam("subject_id")
        public String subjectId;

        @QueryParam("facility")
        public String facility;

        @QueryParam("request")
        @Parameter(description = "X-Request-Id of an answer")
        public String request;

        @QueryParam("from")
        @Parameter(description = "RFC 3339")
        public String from;

        @QueryParam("to")
        @Parameter(description = "RFC 3339, not included")
        public String to;

        AuditFilter filter() {
            return new AuditFilter(QueryParameter.oneOf("kind", kind, Caller.Kind.class), QueryParameter.text("who", who, TEXT_LENGTH_MAX),
                    QueryParameter.oneOf("action", action, Action.class), QueryParameter.oneOf("subject", subject, Subject.class),
                    QueryParameter.text("subject_id", subjectId, TEXT_LENGTH_MAX), QueryParameter.id("facility", facility),
                    QueryParameter.text("request", request, TEXT_LENGTH_MAX), QueryParameter.instant("from", from),
                    QueryParameter.instant("to", to));
        }
    }

    /** Returns the number of the next parameter. */
    int bind(PreparedStatement query) throws SQLException {
        Object[] values = {name(kind), who, name(action), name(subject), subjectId, facility, request, utc(from), utc(to)};
        int[] types = {Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.VARCHAR, Types.INTEGER, Types.VARCHAR,
            Types.TIMESTAMP_WITH_TIMEZONE, Types.TIMESTAMP_WITH_TIMEZONE};
        int parameter = 1;
        for (int i = 0; i < values.length; i++) {
            query.setObject(parameter++, values[i], types[i]);
            query.setObject(parameter++, values[i], types[i]);
        }
        return parameter;
    }

    private static String name(Enum<?> value) {
        return value == null ? null : value.name();
    }

    private static Object utc(Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}
