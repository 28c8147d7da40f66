package io.parkbridge.ingest.deadletter;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;

import io.parkbridge.http.Problem;
import io.parkbridge.http.QueryParameter;
import jakarta.ws.rs.QueryParam;

/**
 * Which letters are meant, for the list and for replay alike; null stands for "any".
 *
 * @param device   its code
 * @param topic    a part of the topic, in any case
 * @param facility a facility's code: a level of the topic, or the registered device's
 * @param from     received then or later
 * @param to       received before
 */
public record DeadLetterFilter(DeadLetterReason reason, String device, String topic, String facility, Instant from, Instant to,
        DeadLetterState state) {

    private static final int TEXT_LENGTH_MAX = 200;

    /** Over {@code dead_letter l}; binds {@link #PARAMETERS} parameters. */
    static final String SQL = """
            (l.reason = ? or ?::text is null)
            and (l.device_code = ? or ?::text is null)
            and (position(lower(?::text) in lower(l.topic)) > 0 or ?::text is null)
            and (position('/' || ?::text || '/' in l.topic) > 0
                 or l.device_code in (select d.code from device d join facility f on f.id = d.facility_id where f.code = ?)
                 or ?::text is null)
            and (l.received_at >= ? or ?::timestamptz is null)
            and (l.received_at < ? or ?::timestamptz is null)
            and (l.state = ? or ?::text is null)
            """;
    static final int PARAMETERS = 15;

    /** The query parameters of the list and of replay. */
    public static class Parameters {

        @QueryParam("reason")
        public String reason;

        @QueryParam("device")
        public String device;

        @QueryParam("topic")
        public String topic;

        @QueryParam("facility")
        public String facility;

        @QueryParam("from")
        public String from;

        @QueryParam("to")
        public String to;

        /** Reads them; those that make no sense are refused by name. */
        public DeadLetterFilter filter(DeadLetterState state) {
            return new DeadLetterFilter(named(DeadLetterReason.class, "reason", reason),
                    QueryParameter.text("device", device, TEXT_LENGTH_MAX), QueryParameter.text("topic", topic, TEXT_LENGTH_MAX),
                    QueryParameter.text("facility", facility, TEXT_LENGTH_MAX), QueryParameter.instant("from", from),
                    QueryParameter.instant("to", to), state);
        }
    }

    /** Reads {@code state}: the dead ones by default, {@code ALL} for null. */
    static DeadLetterState state(String value) {
        return value == null || value.isBlank() ? DeadLetterState.DEAD
                : value.equals("ALL") ? null : named(DeadLetterState.class, "state", value);
    }

    private static <E extends Enum<E>> E named(Class<E> kind, String parameter, String value) {
        if (value == null || value.isBlank()) {
            return null;
        }
        return Arrays.stream(kind.getEnumConstants()).filter(constant -> constant.name().equals(value)).findAny()
                .orElseThrow(() -> Problem.badRequest(parameter + " must be one of " + Arrays.toString(kind.getEnumConstants())));
    }

    /** Letters of one device that are dead. */
    public static DeadLetterFilter deadOf(String device) {
        return new DeadLetterFilter(null, device, null, null, null, null, DeadLetterState.DEAD);
    }

    /** Binds {@link #SQL} from this parameter on. */
    void bind(PreparedStatement query, int first) throws SQLException {
        int at = first;
        for (String text : new String[] {name(reason), name(reason), device, device, topic, topic, facility, facility, facility}) {
            query.setString(at++, text);
        }
        for (Instant time : new Instant[] {from, from, to, to}) {
            query.setObject(at++, time == null ? null : time.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
        }
        query.setString(at++, name(state));
        query.setString(at, name(state));
    }

    private static String name(Enum<?> constant) {
        return constant == null ? null : constant.name();
    }
}
