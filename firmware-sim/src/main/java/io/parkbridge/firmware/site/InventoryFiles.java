package io.parkbridge.firmware.site;

import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** Writes a site as {@code *.sites.csv} and {@code *.targets.csv}, the form the application imports (docs/sites.md). */
public final class InventoryFiles {

    private static final CSVFormat SITES = CSVFormat.RFC4180.builder().setRecordSeparator("\n").setHeader("facility_code", "facility_name",
            "facility_address", "time_zone", "zone_code", "zone_name", "zone_type", "max_stay_minutes", "grace_minutes", "bay_number",
            "bay_kind", "longitude", "latitude", "device_code", "device_model",
            "expected_interval_seconds", "zone_plan_width", "zone_plan_height", "bay_x", "bay_y", "bay_angle", "bay_width", "bay_length").get();
    private static final CSVFormat TARGETS = CSVFormat.RFC4180.builder().setRecordSeparator("\n")
            .setHeader("facility_code", "zone_code", "day", "arrivals").get();
    private static final String SENSOR_MODEL = "parkbridge-sim";
    private static final String GATEWAY_MODEL = "gateway";
    /** A gateway says when it starts and its broker when it dies; a recorded sensor has had its say. */
    private static final Duration SELDOM = Duration.ofDays(366);

    private final Path directory;

    public InventoryFiles(Path directory) {
        this.directory = directory;
    }

    /**
     * Writes {@code name.sites.csv} and, where the site has targets, {@code name.targets.csv}.
     *
     * @param heartbeat how often each sensor gives a sign of life; zero for sensors that exist no more, of which none is expected
     */
    public void write(String name, Site site, Duration heartbeat) throws IOException {
        Duration interval = heartbeat.isZero() ? SELDOM : heartbeat;
        Files.createDirectories(directory);
        write(directory.resolve(name + ".sites.csv"), SITES, csv -> writeSite(csv, site, interval));
        if (!site.targets().isEmpty()) {
            write(directory.resolve(name + ".targets.csv"), TARGETS, csv -> writeTargets(csv, site));
        }
    }

    private interface Content {
        void write(CSVPrinter csv) throws IOException;
    }

    /** By way of a partial file, so that an interrupted run never leaves half an inventory. */
    private static void write(Path file, CSVFormat format, Content content) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        try (Writer out = Files.newBufferedWriter(partial); CSVPrinter csv = new CSVPrinter(out, format)) {
            content.write(csv);
        }
        Files.move(partial, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
    }

    private static void writeSite(CSVPrinter csv, Site site, Duration interval) throws IOException {
        Map<String, Site.Zone> zones = site.zones().stream().collect(Collectors.toMap(Site.Zone::code, Function.identity()));
        for (Site.Bay bay : site.bays()) {
            Site.Zone zone = zones.get(bay.zone());
            Site.Place place = bay.place();
            csv.printRecord(site.facility(), site.name(), site.address(), site.timeZone(), zone.code(), zone.name(), zone.type(),
                    zone.maxStayMinutes(), null, bay.number(), bay.kind(), bay.longitude(), bay.latitude(), bay.device(), SENSOR_MODEL, interval.toSeconds(),
                    metres(zone.planWidth()), metres(zone.planHeight()), place == null ? null : metres(place.x()), place == null ? null : metres(place.y()),
                    place == null ? null : metres(place.angle()), place == null ? null : metres(place.width()), place == null ? null : metres(place.length()));
        }
        for (String gateway : site.gateways()) {
            csv.printRecord(site.facility(), site.name(), site.address(), site.timeZone(), null, null, null, null, null, null, null, null,
                    null, gateway, GATEWAY_MODEL, SELDOM.toSeconds(), null, null, null, null, null, null, null);
        }
    }

    /** To the centimetre. */
    private static String metres(Double value) {
        return value == null ? null : BigDecimal.valueOf(Math.round(value * 100), 2).stripTrailingZeros().toPlainString();
    }

    private static void writeTargets(CSVPrinter csv, Site site) throws IOException {
        for (Site.Target target : site.targets()) {
            csv.printRecord(site.facility(), target.zone(), target.day(), target.arrivals());
        }
    }
}
