package io.parkbridge.firmware.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InventoryFilesTest {

    @Test
    void siteBecomesOneLineABayAndAGateway(@TempDir Path directory) throws IOException {
        Site site = new Site("x", "Platz \"Łódź\", Nord", "", ZoneId.of("Europe/Berlin"), List.of(new Site.Zone("A", "Deck A", "ROOFTOP", 90, 40.0, 20.5)),
                List.of(new Site.Bay("A", "1", "EV", 13.4, 52.5, "X-1", new Site.Place(1.25, 2.504, 90, 2.5, 5))), List.of("X-GW"), List.of(new Site.Target("A", LocalDate.of(2026, 11, 24), 12)));

        new InventoryFiles(directory).write("x", site, Duration.ofMinutes(5));

        assertThat(Files.readAllLines(directory.resolve("x.sites.csv"))).containsExactly(
                "facility_code,facility_name,facility_address,time_zone,zone_code,zone_name,zone_type,max_stay_minutes,grace_minutes,"
                        + "bay_number,bay_kind,longitude,latitude,device_code,device_model,expected_interval_seconds,"
                        + "zone_plan_width,zone_plan_height,bay_x,bay_y,bay_angle,bay_width,bay_length",
                "x,\"Platz \"\"Łódź\"\", Nord\",,Europe/Berlin,A,Deck A,ROOFTOP,90,,1,EV,13.4,52.5,X-1,parkbridge-sim,300,40,20.5,1.25,2.5,90,2.5,5",
                "x,\"Platz \"\"Łódź\"\", Nord\",,Europe/Berlin,,,,,,,,,,X-GW,gateway,31622400,,,,,,,");
        assertThat(Files.readAllLines(directory.resolve("x.targets.csv"))).containsExactly("facility_code,zone_code,day,arrivals", "x,A,2026-11-24,12");
    }
}
