package io.parkbridge.opendata;

import static io.parkbridge.opendata.DatexXml.Schema.COM;
import static io.parkbridge.opendata.DatexXml.Schema.FAC;
import static io.parkbridge.opendata.DatexXml.Schema.LOC;
import static io.parkbridge.opendata.DatexXml.Schema.PRK;

import java.io.OutputStream;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

import javax.xml.stream.XMLStreamException;

import io.parkbridge.occupancy.Rounded;
import io.parkbridge.opendata.Picture.Area;
import io.parkbridge.opendata.Picture.Site;
import io.parkbridge.opendata.Picture.Spot;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Facilities, zones and bays as DATEX II version 3 knows them: a {@code Place}, its {@code SubplaceElement}s and their {@code Space}s, and
 * the status of each. A bay that nobody knows about has no status, because that must say occupied or not.
 */
@ApplicationScoped
class DatexDocuments {

    private static final String FACILITY_OBJECT = "fac:FacilityObject";

    private final PictureStore store;
    private final OpenDataConfig config;
    private final Clock clock;

    DatexDocuments(PictureStore store, OpenDataConfig config, Clock clock) {
        this.store = store;
        this.config = config;
        this.clock = clock;
    }

    void onStart(@Observes StartupEvent start) {
        config.check();
    }

    /** What there is: {@code ParkingTablePublication}, a table each facility. */
    void writeTable(OutputStream out, Picture picture, boolean spaces) throws XMLStreamException, SQLException {
        try (DatexXml xml = new DatexXml(out, config.language())) {
            Instant now = begin(xml, "ParkingTablePublication");
            writeHeader(xml);
            String version = Long.toString(picture.revision());
            for (Site site : picture.sites()) {
                xml.begin(PRK, "parkingTable");
                xml.attribute("id", id(site.code()));
                xml.attribute("version", version);
                xml.leaf(PRK, "versionTime", now);
                writePlace(xml, site, version);
                for (Area area : site.zones()) {
                    writeSubplace(xml, site, area, version);
                    if (spaces) {
                        store.spots(area.id(), false, 0, Integer.MAX_VALUE, spot -> writeSpace(xml, site, area, spot, version));
                    }
                }
                xml.end();
            }
        }
    }

    /** How it stands: {@code ParkingStatusPublication}. */
    void writeStatus(OutputStream out, Picture picture, boolean spaces) throws XMLStreamException, SQLException {
        try (DatexXml xml = new DatexXml(out, config.language())) {
            begin(xml, "ParkingStatusPublication");
            String version = Long.toString(picture.revision());
            for (Site site : picture.sites()) {
                xml.reference(PRK, "parkingTableReference", "prk:ParkingTable", id(site.code()), version);
            }
            writeHeader(xml);
            for (Site site : picture.sites()) {
                writePlaceStatus(xml, site, version);
                for (Area area : site.zones()) {
                    xml.begin(PRK, "parkingStatusInformation");
                    writeOccupancy(xml, id(site.code(), area.code()), version, area.observedAt(), area.capacity(), area.occupied(), area.vacant());
                    xml.end();
                    if (spaces) {
                        store.spots(area.id(), false, 0, Integer.MAX_VALUE, spot -> writeSpaceStatus(xml, site, area, spot, version));
                    }
                }
            }
        }
    }

    private Instant begin(DatexXml xml, String publication) throws XMLStreamException {
        Instant now = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        xml.payload(publication);
        xml.leaf(COM, "publicationTime", now);
        xml.begin(COM, "publicationCreator");
        xml.leaf(COM, "country", config.country());
        xml.leaf(COM, "nationalIdentifier", config.publisher());
        xml.end();
        return now;
    }

    private static void writeHeader(DatexXml xml) throws XMLStreamException {
        xml.begin(PRK, "headerInformation");
        xml.leaf(COM, "confidentiality", "noRestriction");
        xml.leaf(COM, "informationStatus", "real");
        xml.end();
    }

    private static void writePlace(DatexXml xml, Site site, String version) throws XMLStreamException {
        beginElement(xml, "Place", id(site.code()), version, site.name());
        writeLevel(xml, 0, "place", null, version);
        writeSupply(xml, site.capacity());
        xml.end();
    }

    private static void writeSubplace(DatexXml xml, Site site, Area area, String version) throws XMLStreamException {
        beginElement(xml, "SubplaceElement", id(site.code(), area.code()), version, area.name());
        writePoint(xml, area.longitude(), area.latitude());
        writeLevel(xml, 1, "subplaceElement", id(site.code()), version);
        writeSupply(xml, area.capacity());
        xml.end();
    }

    private static void writeSpace(DatexXml xml, Site site, Area area, Spot spot, String version) throws XMLStreamException {
        beginElement(xml, "Space", id(site.code(), area.code(), spot.number()), version, spot.number());
        writePoint(xml, spot.longitude(), spot.latitude());
        writeLevel(xml, 2, "space", id(site.code(), area.code()), version);
        xml.end();
    }

    private static void beginElement(DatexXml xml, String type, String id, String version, String name) throws XMLStreamException {
        xml.begin(PRK, "hierarchyElementGeneral");
        xml.type(PRK, type);
        xml.attribute("id", id);
        xml.attribute("version", version);
        xml.text(FAC, "name", name);
    }

    private static void writePoint(DatexXml xml, Double longitude, Double latitude) throws XMLStreamException {
        if (longitude == null || latitude == null) {
            return;
        }
        xml.begin(FAC, "locationReference");
        xml.type(LOC, "PointLocation");
        xml.begin(LOC, "pointByCoordinates");
        xml.begin(LOC, "pointCoordinates");
        xml.leaf(LOC, "latitude", latitude);
        xml.leaf(LOC, "longitude", longitude);
        xml.end();
        xml.end();
        xml.end();
    }

    private static void writeLevel(DatexXml xml, int layer, String type, String parent, String version) throws XMLStreamException {
        xml.leaf(PRK, "layer", layer);
        xml.leaf(PRK, "type", type);
        if (parent != null) {
            xml.reference(PRK, "parentId", FACILITY_OBJECT, parent, version);
        }
    }

    private static void writeSupply(DatexXml xml, int spaces) throws XMLStreamException {
        xml.begin(PRK, "supply");
        xml.leaf(PRK, "quantity", spaces);
        xml.leaf(PRK, "viewType", "spaceView");
        xml.end();
    }

    private static void writePlaceStatus(DatexXml xml, Site site, String version) throws XMLStreamException {
        xml.begin(PRK, "parkingStatusInformation");
        xml.type(PRK, "PlaceStatus");
        writeOccupancy(xml, id(site.code()), version, site.observedAt(), site.capacity(), site.occupied(), site.vacant());
        xml.leaf(PRK, "status", status(site));
        xml.end();
    }

    /** Full is what is known to be: with one unknown bay it is not. */
    private static String status(Site site) {
        if (site.vacant() > 0) {
            return "spacesAvailable";
        }
        return site.capacity() > 0 && site.occupied() >= site.capacity() ? "full" : "unknown";
    }

    private static void writeOccupancy(DatexXml xml, String id, String version, Instant observedAt, int capacity, int occupied, int vacant)
            throws XMLStreamException {
        writeReference(xml, id, version, observedAt);
        xml.begin(PRK, "occupancy");
        xml.leaf(PRK, "numberOfVacantSpaces", vacant);
        xml.leaf(PRK, "numberOfOccupiedSpaces", occupied);
        xml.leaf(PRK, "occupancy", Rounded.percent(occupied, capacity));
        xml.end();
    }

    private static void writeSpaceStatus(DatexXml xml, Site site, Area area, Spot spot, String version) throws XMLStreamException {
        if (spot.occupied() == null) {
            return;
        }
        xml.begin(PRK, "parkingStatusInformation");
        xml.type(PRK, "SpaceStatus");
        writeReference(xml, id(site.code(), area.code(), spot.number()), version, spot.observedAt());
        xml.leaf(PRK, "occupied", spot.occupied());
        xml.end();
    }

    private static void writeReference(DatexXml xml, String id, String version, Instant observedAt) throws XMLStreamException {
        xml.reference(FAC, "reference", FACILITY_OBJECT, id, version);
        if (observedAt != null) {
            xml.leaf(FAC, "lastUpdated", observedAt);
        }
    }

    private static String id(String... codes) {
        StringBuilder id = new StringBuilder();
        for (String code : codes) {
            id.append(id.isEmpty() ? "" : ":").append(URLEncoder.encode(code, StandardCharsets.UTF_8).replace("+", "%20"));
        }
        return id.toString();
    }
}
