package io.parkbridge.facility;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

import io.parkbridge.facility.TestSite.Site;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A drawing of the floor is put below a zone's plan, moved, replaced and taken away. */
@QuarkusTest
class PlanImageIT {

    private static final byte[] PNG = TestImages.png(800, 400);
    private static final int MOST = 4 * 1_024 * 1_024;

    @Inject
    TestSite sites;

    @TestHTTPResource("/")
    URI server;

    private Site site;
    private int zone;
    private String plan;
    private String image;

    @BeforeEach
    void open() {
        site = sites.create(6);
        int facility = site.id();
        zone = site.zone("A");
        plan = "/api/zones/" + zone + "/plan";
        image = plan + "/image";
    }

    private String tag() {
        return given().get(plan).header("ETag");
    }

    private ValidatableResponse put(byte[] bytes) {
        return put("image/png", tag(), bytes);
    }

    private ValidatableResponse put(String type, String tag, byte[] bytes) {
        return given().header("Content-Type", type).header("If-Match", tag).body(bytes).put(image).then();
    }

    private ValidatableResponse change(Object body) {
        return given().contentType(ContentType.JSON).header("If-Match", tag()).body(body).patch(plan).then();
    }

    private JsonPath shown() {
        return given().get(plan).then().statusCode(200).extract().jsonPath();
    }

    private void assertNothingIsThere() {
        assertThat(shown().<Object>get("image")).isNull();
        given().get(image).then().statusCode(404).contentType("application/problem+json");
    }

    @Test
    void imageIsPutSeenAndKeptByWhoeverNamesItsDigest() {
        assertNothingIsThere();
        Response answer = put(PNG).statusCode(200).body("image.media_type", equalTo("image/png"), "image.pixel_width", equalTo(800), "image.pixel_height", equalTo(400),
                "image.bytes", equalTo(PNG.length), "bays", hasSize(3)).extract().response();
        assertThat(answer.header("ETag")).isEqualTo(tag());
        String digest = answer.path("image.digest");

        Response seen = given().get(image + "?digest=" + digest);
        assertThat(seen.statusCode()).isEqualTo(200);
        assertThat(seen.asByteArray()).isEqualTo(PNG);
        assertThat(seen.contentType()).isEqualTo("image/png");
        assertThat(seen.header("Cache-Control")).isEqualTo("private, max-age=31536000, immutable");
        assertThat(seen.header("Vary")).contains("Cookie");
        assertThat(seen.header("ETag")).isEqualTo("\"" + digest + "\"");
        assertThat(seen.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(seen.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(given().get(image).header("Cache-Control")).isEqualTo("private, no-cache");

        Response again = given().header("If-None-Match", "\"" + digest + "\"").get(image);
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.asByteArray()).isEmpty();
        assertThat(again.header("ETag")).isEqualTo("\"" + digest + "\"");
        given().get(image + "?digest=0123").then().statusCode(404);
    }

    @Test
    void firstOneFitsThePlanAndTheNextLiesWhereItLay() {
        change(Map.of("width", 40, "height", 40)).statusCode(200);
        put(PNG).statusCode(200).body("image.x", equalTo(0f), "image.y", equalTo(10f), "image.width", equalTo(40f), "image.height", equalTo(20f), "image.opacity", equalTo(0.5f));
        change(Map.of("image", Map.of("x", -3, "y", 2.5, "width", 50, "opacity", 0.8))).statusCode(200).body("image.x", equalTo(-3f), "image.height", equalTo(25f));
        String first = shown().get("image.digest");

        byte[] other = TestImages.drawing("jpeg", 300, 300, Color.WHITE);
        put("image/png", tag(), other).statusCode(200).body("image.media_type", equalTo("image/jpeg"), "image.x", equalTo(-3f), "image.y", equalTo(2.5f), "image.width", equalTo(50f),
                "image.height", equalTo(50f), "image.opacity", equalTo(0.8f));
        assertThat(given().get(image).contentType()).isEqualTo("image/jpeg");
        given().get(image + "?digest=" + first).then().statusCode(404);
        assertThat(given().header("If-None-Match", "\"" + first + "\"").get(image).statusCode()).isEqualTo(200);
    }

    @Test
    void whereNobodyHasSaidASizeItFitsWhatIsDrawn() {
        int bay = shown().get("bays[0].id");
        change(Map.of("bays", List.of(Map.of("id", bay, "x", 27.5, "y", 97.5)))).statusCode(200);
        put(PNG).statusCode(200).body("image.x", equalTo(0f), "image.width", equalTo(30f), "image.y", equalTo(42.5f));
    }

    @Test
    void webPIsTakenInEachOfItsForms() {
        for (byte[] webP : List.of(TestImages.WEBP_LOSSY, TestImages.WEBP_LOSSLESS, TestImages.WEBP_EXTENDED)) {
            put("application/octet-stream", tag(), webP).statusCode(200).body("image.media_type", equalTo("image/webp"));
            assertThat(given().get(image).contentType()).isEqualTo("image/webp");
        }
    }

    @Test
    void imageIsTakenAway() {
        put(PNG).statusCode(200);
        given().delete(image).then().statusCode(428);
        given().header("If-Match", tag()).delete(image).then().statusCode(200).body("image", nullValue());
        assertNothingIsThere();
        given().header("If-Match", "*").delete(image).then().statusCode(404);
    }

    @Test
    void whoIsSlowerIsToldWhateverTheOtherChanged() {
        given().header("Content-Type", "image/png").body(PNG).put(image).then().statusCode(428);
        String seen = tag();
        put(PNG).statusCode(200);
        put("image/png", seen, TestImages.png(10, 10)).statusCode(412);
        given().header("If-Match", seen).delete(image).then().statusCode(412);
        given().contentType(ContentType.JSON).header("If-Match", seen).body(Map.of("width", 10, "height", 10)).patch(plan).then().statusCode(412);
        String present = tag();
        change(Map.of("image", Map.of("opacity", 0.3))).statusCode(200);
        assertThat(tag()).isNotEqualTo(present);
        // taken away and put again it is another version, too
        given().header("If-Match", "*").delete(image).then().statusCode(200);
        put(PNG).statusCode(200);
        put("image/png", present, TestImages.png(10, 10)).statusCode(412);
    }

    @Test
    void whatSaysNothingNewIsNoChange() {
        put(PNG).statusCode(200);
        String seen = tag();
        put(PNG).statusCode(200);
        change(Map.of("image", Map.of("opacity", 0.5))).statusCode(200);
        assertThat(tag()).isEqualTo(seen);
        assertThat(entries()).hasSize(1);
    }

    @Test
    void whatIsNoSuchImageIsNamedAndNothingIsStored() {
        for (String other : List.of("<svg xmlns='http://www.w3.org/2000/svg'/>", "<html><script>alert(1)</script>", "GIF89a", "")) {
            put(other.getBytes(StandardCharsets.UTF_8)).statusCode(400).contentType("application/problem+json").body("errors.image", hasItem(containsString("is no PNG, JPEG or WebP")));
        }
        put(Arrays.copyOf(PNG, 20)).statusCode(400).body("errors.image", hasItem(containsString("damaged")));
        put("image/svg+xml", tag(), PNG).statusCode(415);
        put("text/html", tag(), PNG).statusCode(415);
        byte[] bomb = PNG.clone();
        bomb[16] = bomb[20] = 0x00;
        bomb[17] = bomb[21] = 0x01;
        put(bomb).statusCode(400).body("errors.image", hasItem(containsString("pixels")));
        assertNothingIsThere();
        assertThat(entries()).isEmpty();
    }

    /** An image to one reader and a page to another: it is handed out as the image alone, and no browser may look for the page in it. */
    @Test
    void polyglotIsAnImageAndNothingElse() {
        byte[] page = "<script>alert(document.cookie)</script>".getBytes(StandardCharsets.UTF_8);
        byte[] polyglot = Arrays.copyOf(PNG, PNG.length + page.length);
        System.arraycopy(page, 0, polyglot, PNG.length, page.length);
        put("image/jpeg", tag(), polyglot).statusCode(200);
        Response seen = given().accept("text/html").get(image);
        assertThat(seen.contentType()).isEqualTo("image/png");
        assertThat(seen.header("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(seen.header("Content-Security-Policy")).startsWith("default-src 'none'");
        put(new String(page, StandardCharsets.UTF_8).concat("\u0089PNG").getBytes(StandardCharsets.ISO_8859_1)).statusCode(400);
    }

    @Test
    void upTo4MegabytesAreTaken() throws Exception {
        byte[] large = Arrays.copyOf(PNG, MOST);
        put(large).statusCode(200).body("image.bytes", equalTo(MOST));
        assertThat(given().get(image).asByteArray()).isEqualTo(large);

        large[MOST - 1] = 1;
        assertThat(send(BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large))).statusCode()).isEqualTo(200);
        assertThat(given().get(image).asByteArray()).isEqualTo(large);
    }

    private HttpResponse<String> send(HttpRequest.BodyPublisher body) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.resolve(image)).header("Content-Type", "image/png").header("If-Match", "*").PUT(body).build();
        try (HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(request, BodyHandlers.ofString());
        }
    }

    @Test
    void placeThatCannotBeIsNamedByField() {
        change(Map.of("image", Map.of("x", 1))).statusCode(400).body("errors", hasKey("image"));
        put(TestImages.png(10, 400)).statusCode(200);
        change(Map.of("image", Map.of("x", 2_001, "y", -2_001, "width", 0.4, "opacity", 1.1))).statusCode(400)
                .body("errors", hasKey("image.x"), "errors", hasKey("image.y"), "errors", hasKey("image.width"), "errors", hasKey("image.opacity"));
        change(Map.of("image", Map.of("width", 51))).statusCode(400).body("errors['image.width']", hasItem(containsString("higher than a plan")));
        change("{\"image\":{\"x\":null}}").statusCode(400).body("errors", hasKey("image.x"));
        change("{\"image\":null}").statusCode(400).body("errors", hasKey("image"));
        change(Map.of("image", Map.of("digest", "0"))).statusCode(400).body("errors", hasKey("image.digest"));
    }

    @Test
    void retiredZoneKeepsWhatItHas() {
        put(PNG).statusCode(200);
        given().contentType(ContentType.JSON).header("If-Match", "*").body(Map.of("is_active", false)).patch("/api/zones/" + zone).then().statusCode(200);
        put(TestImages.png(10, 10)).statusCode(409);
        given().header("If-Match", "*").delete(image).then().statusCode(409);
        given().get(image).then().statusCode(200);
        given().get("/api/zones/999999998/plan/image").then().statusCode(404);
        given().header("Content-Type", "image/png").header("If-Match", "*").body(PNG).put("/api/zones/999999998/plan/image").then().statusCode(404);
        given().header("If-Match", "*").delete("/api/zones/999999998/plan/image").then().statusCode(404);
    }

    @Test
    void logTellsWhichImageItWasWithoutItsBytes() {
        put(PNG).statusCode(200);
        change(Map.of("image", Map.of("x", 5))).statusCode(200);
        put(TestImages.png(10, 10)).statusCode(200);
        given().header("If-Match", "*").delete(image).then().statusCode(200);

        String log = given().get("/api/audit?subject=PLAN&subject_id=" + zone).asString();
        assertThat(log).hasSizeLessThan(10_000);
        JsonPath entries = JsonPath.from(log);
        assertThat(entries.getList("action")).containsExactly("CHANGED", "CHANGED", "CHANGED", "CHANGED");
        assertThat(entries.<Object>get("[3].before.image")).isNull();
        assertThat(entries.getString("[3].after.image.digest")).isEqualTo(entries.getString("[2].before.image.digest"));
        assertThat(entries.getInt("[3].after.image.bytes")).isEqualTo(PNG.length);
        assertThat(entries.getFloat("[2].after.image.x")).isEqualTo(5);
        assertThat(entries.getInt("[1].after.image.pixel_width")).isEqualTo(10);
        assertThat(entries.<Object>get("[0].after.image")).isNull();
        assertThat(entries.getString("[0].name")).isEqualTo(site.facility() + "/A");
    }

    private List<Map<String, ?>> entries() {
        return given().get("/api/audit?subject=PLAN&subject_id=" + zone).then().statusCode(200).extract().path("");
    }
}
