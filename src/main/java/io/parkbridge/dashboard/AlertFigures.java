package io.parkbridge.dashboard;

import java.sql.Connection;
import java.sql.SQLException;

import io.parkbridge.dashboard.DashboardResource.Alerts;
import io.parkbridge.occupancy.CalendarDay;
import jakarta.enterprise.context.ApplicationScoped;

/** The summary's alerts. There are none as long as there is no package that raises them; this is the one place to ask it. */
@ApplicationScoped
class AlertFigures {

    private static final Alerts NONE = new Alerts(0, 0, 0, 0, 0);

    Alerts read(Connection connection, CalendarDay day, Integer facilityId) throws SQLException {
        return NONE;
    }
}
