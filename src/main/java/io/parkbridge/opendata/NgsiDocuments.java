package io.parkbridge.opendata;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parkbridge.http.Page;
import io.parkbridge.opendata.Picture.Area;
import io.parkbridge.opendata.Picture.Site;
import io.parkbridge.opendata.Picture.Spot;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Zones and bays as FIWARE's smart data models for parking, page by page. Those models require a location, so bays without one, and zones
 * without such a bay, are not in them. A bay that nobody knows about is {@code unknown} and available to no one.
 */
@ApplicationScoped
class NgsiDocuments {

    /** Zone types that stand along a street; all others are car parks. */
    private static final Set<String> ON_STREET = Set.of("ON_STREET", "KERBSIDE");

    private final PictureStore store;
    private final ObjectMapper mapper;

    NgsiDocuments(PictureStore store, ObjectMapper mapper) {
        this.store = store;
        this.mapper = mapper;
    }

    /** How many zones can be shown. */
    static long parkings(Picture picture) {
        return picture.sites().stream().flatMap(site -> site.zones().stream()).filter(area -> area.located() > 0).count();
    }

    /** How many bays can be shown. */
    static long spots(Picture picture) {
        return picture.sites().stream().flatMap(site -> site.zones().stream()).mapToLong(Area::located).sum();
    }

    void writeParkings(OutputStream out, Picture picture, Page page) throws IOException {
        try (JsonGenerator json = mapper.createGenerator(out)) {
            json.writeStartArray();
            int number = 0;
            for (Site site : picture.sites()) {
                for (Area area : site.zones()) {
                    if (area.located() > 0 && number++ >= page.offset() && number <= page.offset() + page.size()) {
                        write(new NgsiEntity(json), site, area);
                    }
                }
            }
            json.writeEndArray();
        }
    }

    void writeSpots(OutputStream out, Picture picture, Page page) throws IOException, SQLException {
        try (JsonGenerator json = mapper.createGenerator(out)) {
            json.writeStartArray();
            int skip = page.offset();
            int left = page.size();
            for (Site site : picture.sites()) {
                for (Area area : site.zones()) {
                    int here = Math.clamp(area.located() - skip, 0, left);
                    store.spots(area.id(), true, skip, here, spot -> write(new NgsiEntity(json), site, area, spot));
                    skip = Math.max(skip - area.located(), 0);
                    left -= here;
                }
            }
            json.writeEndArray();
        }
    }

    private static void write(NgsiEntity entity, Site site, Area area) throws IOException {
        String type = parkingType(area);
        entity.begin(type, id(type, site.code(), area.code()));
        entity.property("name", site.name() + ", " + area.name(), null);
        entity.point(area.longitude(), area.latitude());
        entity.property("totalSpotNumber", area.capacity(), null);
        entity.property("availableSpotNumber", area.vacant(), area.observedAt());
        entity.property("occupiedSpotNumber", area.occupied(), area.observedAt());
        entity.property("occupancyDetectionType", List.of("singleSpaceDetection"), null);
        if (area.maxStayMinutes() != null) {
            entity.property("maximumParkingDuration", "PT" + area.maxStayMinutes() + "M", null);
        }
        entity.end();
    }

    private static void write(NgsiEntity entity, Site site, Area area, Spot spot) throws IOException {
        String parking = parkingType(area);
        entity.begin("ParkingSpot", id("ParkingSpot", site.code(), area.code(), spot.number()));
        entity.property("name", spot.number(), null);
        entity.point(spot.longitude(), spot.latitude());
        entity.property("status", spot.occupied() == null ? "unknown" : spot.occupied() ? "occupied" : "free", spot.observedAt());
        entity.property("category", List.of(parking.equals("OnStreetParking") ? "onStreet" : "offStreet"), null);
        entity.relationship("refParkingSite", id(parking, site.code(), area.code()));
        entity.end();
    }

    private static String parkingType(Area area) {
        return ON_STREET.contains(area.type()) ? "OnStreetParking" : "OffStreetParking";
    }

    private static String id(String type, String... names) {
        StringBuilder id = new StringBuilder("urn:ngsi-ld:").append(type);
        for (String name : names) {
            id.append(':').append(URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return id.toString();
    }
}
