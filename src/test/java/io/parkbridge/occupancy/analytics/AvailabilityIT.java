package io.parkbridge.occupancy.analytics;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;

import javax.sql.DataSource;

import io.parkbridge.facility.TestSite;
import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

/** Device-minutes heard against device-minutes expected, on the real database. */
@QuarkusTest
class AvailabilityIT {

    private static final Instant NOON = Instant.parse("2031-03-04T12:00:00Z");

    @Inject
    TestSite sites;

    @Inject
    DataSource database;

    @Inject
    AvailabilitySample sample;

    private Site site;

    private void heard(int bay, Instant at) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement update = connection.prepareStatement(
                "update device_state s set received_at = ? from device d where d.id = s.device_id and d.code = ?")) {
            update.setObject(1, at.atOffset(ZoneOffset.UTC));
            update.setString(2, site.device(bay));
            update.executeUpdate();
        }
    }

    @Test
    void availabilityIsTheShareOfDeviceMinutesHeard() throws SQLException {
        site = sites.create(4, "UTC");
        heard(1, NOON.minusSeconds(30));
        heard(2, NOON.minusSeconds(150));
        heard(3, NOON);
        heard(4, NOON);

        sample.at(NOON);
        sample.at(NOON);
        sample.at(NOON.plusSeconds(60));
        sample.at(NOON.plusSeconds(3_600)); // nobody is heard: no minute of theirs

        int facility = site.id();
        given().queryParam("facility", facility).queryParam("from", "2031-03-04").queryParam("to", "2031-03-04")
                .get("/api/analytics/devices").then().statusCode(200)
                .body("figures.availability", contains(50.0f, 100.0f)).body("figures.minutes_observed", contains(2, 2));
        forget();
    }

    /** Readings of the year 2031 must not look like life to other tests. */
    private void forget() throws SQLException {
        for (int bay = 1; bay <= 4; bay++) {
            heard(bay, Instant.EPOCH);
        }
    }
}
