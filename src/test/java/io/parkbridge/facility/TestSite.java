package io.parkbridge.facility;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

import javax.sql.DataSource;

import jakarta.enterprise.context.ApplicationScoped;

/** Makes a facility of its own for a test, so that tests share the database without seeing each other. */
@ApplicationScoped
public class TestSite {

    /**
     * A facility with two zones A and B, half of the bays in each.
     *
     * @param id       of the facility
     * @param facility its code
     * @param zones    their ids by their codes
     */
    public record Site(int id, String facility, int bays, Map<String, Integer> zones) {

        /** One that is in no database yet. */
        public Site(String facility, int bays) {
            this(0, facility, bays, Map.of());
        }

        public int zone(String code) {
            return zones.get(code);
        }

        /** Code of the device on a bay, counted from 1. */
        public String device(int bay) {
            return facility + "-" + bay;
        }

        public String gateway() {
            return facility + "-GW";
        }

        public String zoneOf(int bay) {
            return bay <= bays / 2 ? "A" : "B";
        }

        public String topic(int bay, String kind) {
            return "parking/v1/" + facility + "/" + device(bay) + "/" + kind;
        }
    }

    private final SiteImport sites;
    private final DataSource database;

    TestSite(SiteImport sites, DataSource database) {
        this.sites = sites;
        this.database = database;
    }

    public Site create(int bays) {
        return create(bays, "Europe/London");
    }

    public Site create(int bays, String timeZone) {
        Site site = new Site("t" + UUID.randomUUID().toString().substring(0, 8), bays);
        try {
            Path file = Files.createTempFile("test", ".sites.csv");
            write(site, timeZone, file);
            sites.importSites(file);
            Files.delete(file);
            return known(site);
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("the test's site cannot be made", e);
        }
    }

    private Site known(Site site) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(
                "select f.id, z.code, z.id from zone z join facility f on f.id = z.facility_id where f.code = ?")) {
            query.setString(1, site.facility());
            int id = 0;
            Map<String, Integer> zones = new HashMap<>();
            try (ResultSet row = query.executeQuery()) {
                while (row.next()) {
                    id = row.getInt(1);
                    zones.put(row.getString(2), row.getInt(3));
                }
            }
            return new Site(id, site.facility(), site.bays(), Map.copyOf(zones));
        }
    }

    /** The site as a file for the application's own import. */
    public static void write(Site site, String timeZone, Path file) throws IOException {
        StringBuilder csv = new StringBuilder("facility_code,facility_name,facility_address,time_zone,zone_code,zone_name,zone_type,"
                + "max_stay_minutes,grace_minutes,bay_number,bay_kind,longitude,latitude,device_code,device_model\n");
        for (int bay = 1; bay <= site.bays(); bay++) {
            String zone = site.zoneOf(bay);
            csv.append("%s,Site %s,,%s,%s,Zone %s,OUTDOOR,60,5,%d,STANDARD,,,%s,test\n"
                    .formatted(site.facility(), site.facility(), timeZone, zone, zone, bay, site.device(bay)));
        }
        csv.append("%s,Site %s,,%s,,,,,,,,,,%s,gateway\n".formatted(site.facility(), site.facility(), timeZone, site.gateway()));
        Files.writeString(file, csv);
    }
}
