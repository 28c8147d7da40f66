package io.parkbridge.device;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import io.parkbridge.http.Problem;
import io.parkbridge.http.QueryParameter;
import jakarta.ws.rs.QueryParam;

/** Which devices are meant, and in which order: what was asked as SQL of our own words, and the values for its parameters. */
final class DeviceFilter {

    private static final int TEXT_LENGTH_MAX = 50;
    private static final int IDS_MAX = 500;
    private static final int HEALTH_MAX = 100;

    /** The query parameters. */
    public static class Asked {

        @QueryParam("facility")
        @Parameter(description = "Its id")
        public String facility;

        @QueryParam("zone")
        @Parameter(description = "Its id")
        public String zone;

        @QueryParam("active")
        public String active;

        @QueryParam("status")
        @Parameter(description = "ONLINE, OFFLINE, NEVER (heard of) or RETIRED; several are separated by commas")
        public String status;

        @QueryParam("quarantined")
        public String quarantined;

        @QueryParam("model")
        public String model;

        @QueryParam("health_min")
        @Parameter(description = "0 to 100; with it and health_max the newest voltage stands for the mean of the hour")
        public String healthMin;

        @QueryParam("health_max")
        public String healthMax;

        @QueryParam("search")
        @Parameter(description = "A part of the code, in any case")
        public String search;

        @QueryParam("code")
        @Parameter(description = "The whole code")
        public String code;

        @QueryParam("ids")
        @Parameter(description = "At most 500, separated by commas")
        public String ids;

        @QueryParam("sort")
        @Parameter(description = "code, status, facility, zone, bay, model, last_seen, health, battery, voltage, rssi, missing, clock_skew, "
                + "installed or alerts; - before it: from high to low. What is not known comes last")
        public String sort;

        DeviceFilter filter() {
            return new DeviceFilter(this);
        }
    }

    private final List<String> conditions = new ArrayList<>();
    private final List<Object> values = new ArrayList<>();
    final DeviceOrder order;

    private DeviceFilter(Asked asked) {
        order = DeviceOrder.of(asked.sort);
        String search = QueryParameter.text("search", asked.search, TEXT_LENGTH_MAX);
        where("d.facility_id = ?", QueryParameter.id("facility", asked.facility));
        where("b.zone_id = ?", QueryParameter.id("zone", asked.zone));
        where("d.active = ?", QueryParameter.bool("active", asked.active));
        where("exists (select from device_quarantine where device_id = d.id) = ?", QueryParameter.bool("quarantined", asked.quarantined));
        where("d.model = ?", QueryParameter.text("model", asked.model, TEXT_LENGTH_MAX));
        where("d.code = ?", QueryParameter.text("code", asked.code, TEXT_LENGTH_MAX));
        where("position(lower(?) in lower(d.code)) > 0", search);
        where(DeviceQuery.STATUS + " = any (?)", statuses(asked.status));
        where("d.id = any (?)", ids(asked.ids));
        where(DeviceQuery.HEALTH + " >= ?", health("health_min", asked.healthMin));
        where(DeviceQuery.HEALTH + " <= ?", health("health_max", asked.healthMax));
    }

    private void where(String condition, Object value) {
        if (value != null) {
            conditions.add(condition);
            values.add(value);
        }
    }

    private static String[] statuses(String asked) {
        return asked == null || asked.isBlank() ? null : Stream.of(asked.split(","))
                .map(status -> QueryParameter.oneOf("status", status, DeviceStatus.class)).map(status -> status == null ? "" : status.name()).toArray(String[]::new);
    }

    private static Integer[] ids(String asked) {
        if (asked == null || asked.isBlank()) {
            return null;
        }
        String[] ids = asked.split(",");
        if (ids.length > IDS_MAX) {
            throw Problem.ofField("ids", "must be at most " + IDS_MAX);
        }
        return Stream.of(ids).map(id -> QueryParameter.id("ids", id)).toArray(Integer[]::new);
    }

    private static Integer health(String name, String asked) {
        Integer health = QueryParameter.id(name, asked);
        if (health != null && (health < 0 || health > HEALTH_MAX)) {
            throw Problem.ofField(name, "must be 0 to " + HEALTH_MAX);
        }
        return health;
    }

    String where() {
        return conditions.isEmpty() ? "" : "where " + String.join(" and ", conditions) + "\n";
    }

    /** Returns the number of the next parameter. */
    int bind(PreparedStatement query, int first) throws SQLException {
        int parameter = first;
        for (Object value : values) {
            switch (value) {
                case String[] texts -> query.setArray(parameter, query.getConnection().createArrayOf("text", texts));
                case Integer[] numbers -> query.setArray(parameter, query.getConnection().createArrayOf("int", numbers));
                default -> query.setObject(parameter, value);
            }
            parameter++;
        }
        return parameter;
    }
}
