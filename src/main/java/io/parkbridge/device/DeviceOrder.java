package io.parkbridge.device;

import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.parkbridge.http.Problem;

/**
 * What devices are sorted by. Only the code has an index: one over what each message changes would cost every message, and a hundred
 * thousand rows of state are read and sorted in a fraction of a second.
 */
record DeviceOrder(Column column, boolean falling) {

    enum Column {
        CODE("d.code"), STATUS(DeviceQuery.STATUS), FACILITY("f.name"), ZONE("z.name"), BAY("length(b.number)", "b.number"), MODEL("d.model"),
        LAST_SEEN("s.last_seen_at"), HEALTH(DeviceQuery.HEALTH), BATTERY("s.battery"), VOLTAGE("s.voltage"), RSSI("s.rssi"), MISSING("s.missing"),
        CLOCK_SKEW("s.clock_skew_ms"), INSTALLED("d.installed_at"), ALERTS(DeviceQuery.OPEN_ALERTS);

        private final String[] expressions;

        Column(String... expressions) {
            this.expressions = expressions;
        }
    }

    static DeviceOrder of(String sort) {
        String asked = sort == null || sort.isBlank() ? "code" : sort.strip();
        boolean falling = asked.startsWith("-");
        String name = falling ? asked.substring(1) : asked;
        for (Column column : Column.values()) {
            if (column.name().toLowerCase(Locale.ROOT).equals(name)) {
                return new DeviceOrder(column, falling);
            }
        }
        throw Problem.ofField("sort", "must be one of " + Stream.of(Column.values()).map(column -> column.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", ")) + ", with - before it to begin with the highest");
    }

    String sql() {
        String direction = falling ? " desc nulls last" : " nulls last";
        if (column == Column.CODE) {
            return "order by d.code" + (falling ? " desc" : ""); // as the index has them
        }
        return Stream.of(column.expressions).map(expression -> expression + direction).collect(Collectors.joining(", ", "order by ", ", d.code"));
    }
}
