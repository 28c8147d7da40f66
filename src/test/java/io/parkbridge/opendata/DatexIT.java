package io.parkbridge.opendata;

import static io.parkbridge.Patience.await;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.hamcrest.Matchers.containsString;

import java.io.StringReader;
import java.net.URL;
import java.util.List;
import java.util.UUID;

import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.SchemaFactory;
import javax.xml.validation.Validator;

import io.parkbridge.TestSensors;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.xml.XmlPath;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.xml.sax.SAXException;

/** DATEX II documents against a schema with the published model's names, order, mandatory parts and enumerations. */
@QuarkusTest
class DatexIT {

    private String code;

    @BeforeEach
    void twoZones() throws Exception {
        code = "x" + UUID.randomUUID().toString().substring(0, 8);
        String head = code + ",Site <&> 'one',,UTC,";
        given().contentType("text/csv; charset=UTF-8").body("facility_code,facility_name,facility_address,time_zone,zone_code,zone_name,zone_type,max_stay_minutes,"
                + "grace_minutes,bay_number,bay_kind,longitude,latitude,device_code,device_model\n"
                + head + "P,Park,ROOFTOP,,5,1,STANDARD,10,50," + code + "-1,m\n"
                + head + "P,Park,ROOFTOP,,5,2,STANDARD,10.5,50," + code + "-2,m\n"
                + head + "P,Park,ROOFTOP,,5,3 ü,STANDARD,11,50," + code + "-3,m\n"
                + head + "N,Nowhere,OUTDOOR,,5,5,STANDARD,,," + code + "-5,m\n")
                .post("/api/sites/").then().statusCode(200);
        try (TestSensors sensors = TestSensors.connect()) {
            sensors.publish("parking/v1/" + code + "/" + code + "-1/occupancy", "{\"occupied\":true}");
            sensors.publish("parking/v1/" + code + "/" + code + "-2/occupancy", "{\"occupied\":false}");
            sensors.publish("parking/v1/" + code + "/" + code + "-5/occupancy", "{\"occupied\":true}");
        }
        await().until(() -> statuses("true").getList("payload.parkingStatusInformation.occupied").size() == 3);
    }

    private String document(String name, String spaces) {
        return given().queryParam("facility", code).queryParam("spaces", spaces).get("/api/open-data/datex2/" + name).then().statusCode(200)
                .contentType("application/xml").extract().asString();
    }

    private XmlPath statuses(String spaces) {
        return XmlPath.from(document("status", spaces));
    }

    @ParameterizedTest
    @CsvSource({"table, false", "table, true", "status, false", "status, true"})
    void documentIsAsTheSchemaWantsIt(String name, String spaces) throws Exception {
        validator().validate(new StreamSource(new StringReader(document(name, spaces))));
    }

    @Test
    void schemaWouldNotLetAnythingElsePass() throws Exception {
        String table = document("table", "false");
        for (String broken : List.of(table.replace("modelBaseVersion=\"3\"", "modelBaseVersion=\"2\""), table.replace("prk:Place\"", "prk:Car\""),
                table.replaceFirst("<com:publicationTime>.*?</com:publicationTime>", ""), table.replace(">place<", ">Place<"))) {
            assertThat(broken).isNotEqualTo(table);
            assertThatThrownBy(() -> validator().validate(new StreamSource(new StringReader(broken)))).isInstanceOf(SAXException.class);
        }
    }

    private Validator validator() throws SAXException {
        URL schema = getClass().getResource("/datex2/payload.xsd");
        return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(schema).newValidator();
    }

    @Test
    void elementsHangTogether() {
        XmlPath table = XmlPath.from(document("table", "true"));

        assertThat(table.getString("payload.parkingTable.@id")).isEqualTo(code);
        assertThat(table.getList("payload.parkingTable.hierarchyElementGeneral.type", String.class))
                .containsExactly("place", "subplaceElement", "space", "subplaceElement", "space", "space", "space");
        assertThat(table.getList("payload.parkingTable.hierarchyElementGeneral.@id", String.class))
                .containsExactly(code, code + ":N", code + ":N:5", code + ":P", code + ":P:1", code + ":P:2", code + ":P:3%20%C3%BC");
        assertThat(table.getList("payload.parkingTable.hierarchyElementGeneral.parentId.@id", String.class))
                .containsExactly(code, code + ":N", code, code + ":P", code + ":P", code + ":P");
        assertThat(table.getList("payload.parkingTable.hierarchyElementGeneral.supply.quantity", Integer.class)).containsExactly(4, 1, 3);
        assertThat(table.getList("payload.parkingTable.hierarchyElementGeneral.locationReference")).hasSize(4);
        assertThat(table.getString("payload.parkingTable.hierarchyElementGeneral[0].name.values.value")).isEqualTo("Site <&> 'one'");
    }

    @Test
    void whatIsUnknownIsNeitherVacantNorOccupied() {
        XmlPath status = statuses("true");

        assertThat(status.getList("payload.parkingStatusInformation.reference.@id", String.class))
                .containsExactly(code, code + ":N", code + ":N:5", code + ":P", code + ":P:1", code + ":P:2");
        assertThat(status.getList("payload.parkingStatusInformation.occupancy.numberOfVacantSpaces", Integer.class)).containsExactly(1, 0, 1);
        assertThat(status.getList("payload.parkingStatusInformation.occupancy.numberOfOccupiedSpaces", Integer.class)).containsExactly(2, 1, 1);
        assertThat(status.getList("payload.parkingStatusInformation.occupied", Boolean.class)).containsExactly(true, true, false);
        assertThat(status.getString("payload.parkingStatusInformation[0].status")).isEqualTo("spacesAvailable");
        assertThat(statuses("false").getList("payload.parkingStatusInformation.occupied")).isEmpty();
    }

    @Test
    void tagChangesWithTheNextReading() throws Exception {
        String tag = tag();
        given().queryParam("facility", code).header("If-None-Match", tag).get("/api/open-data/datex2/status").then().statusCode(304)
                .header("Cache-Control", containsString("max-age"));
        try (TestSensors sensors = TestSensors.connect()) {
            sensors.publish("parking/v1/" + code + "/" + code + "-3/occupancy", "{\"occupied\":true}");
        }
        await().until(() -> !tag.equals(tag()));
    }

    private String tag() {
        return given().queryParam("facility", code).get("/api/open-data/datex2/status").header("ETag");
    }

    @Test
    void nothingIsPublishedOfWhatIsNotThere() {
        given().queryParam("facility", "nowhere").get("/api/open-data/datex2/table").then().statusCode(404)
                .body("detail", containsString("nowhere"));
    }
}
