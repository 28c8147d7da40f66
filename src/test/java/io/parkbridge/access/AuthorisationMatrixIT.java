package io.parkbridge.access;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import io.parkbridge.access.TestPeople.LoggedIn;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Every operation of the OpenAPI document, asked by everybody: allowed or refused as {@code access/operations.csv} says. What is allowed is
 * asked for something that is not there, or with an empty body, so that nothing happens. An operation without a line fails.
 */
@QuarkusTest
@TestProfile(WithLogin.class)
class AuthorisationMatrixIT {

    /** Needs no login. */
    private static final String EVERYBODY = "everybody";
    /** Whoever is logged in, a machine among them. */
    private static final String ANY_ROLE = "any role";
    /** Whoever is logged in and no machine. */
    private static final String PERSON = "person";

    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final List<String> PEOPLE = List.of(Roles.VIEWER, Roles.OPERATOR, Roles.MANAGER, Roles.ADMINISTRATOR);
    private static final String NOBODY = "nobody";

    private record Operation(String method, String path) {

        /** A path of that form where nothing is. */
        String address() {
            return path.replace("{day}", "2020-01-01").replaceAll("\\{(code|device|report)\\}", "nothing").replaceAll("\\{[^}]*\\}", "999999999");
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    @Inject
    TestPeople people;

    private Map<Operation, String> contentTypes;
    private String ingestToken;
    private final Map<String, LoggedIn> sessions = new LinkedHashMap<>();

    @BeforeEach
    void readTheDocument() {
        PEOPLE.forEach(role -> sessions.put(role, people.logIn(role)));
        ingestToken = sessions.get(Roles.ADMINISTRATOR).given().contentType(ContentType.JSON)
                .body("{\"name\":\"matrix\",\"role\":\"ingest\",\"facilities\":null}").post("/api/tokens").path("token");
        Map<String, Map<String, Map<String, Object>>> paths = sessions.get(Roles.VIEWER).given().accept(ContentType.JSON).get("/q/openapi").path("paths");
        contentTypes = new LinkedHashMap<>();
        new TreeMap<>(paths).forEach((path, operations) -> operations.keySet().stream().filter(METHODS::contains)
                .forEach(method -> contentTypes.put(new Operation(method.toUpperCase(), path), contentType(operations.get(method)))));
    }

    @SuppressWarnings("unchecked")
    private static String contentType(Map<String, Object> operation) {
        Map<String, Map<String, Object>> body = (Map<String, Map<String, Object>>) operation.get("requestBody");
        String type = body == null ? null : body.get("content").keySet().iterator().next();
        return "*/*".equals(type) ? ContentType.JSON.toString() : type;
    }

    private static Map<Operation, String> rules() throws IOException {
        Map<Operation, String> rules = new LinkedHashMap<>();
        try (CSVParser lines = CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(new InputStreamReader(
                AuthorisationMatrixIT.class.getResourceAsStream("/access/operations.csv"), StandardCharsets.UTF_8))) {
            for (CSVRecord line : lines) {
                rules.put(new Operation(line.get("method"), line.get("path")), line.get("role"));
            }
        }
        return rules;
    }

    @Test
    void everyOperationHasARuleAndEveryRuleAnOperation() throws IOException {
        assertThat(rules().keySet()).containsExactlyInAnyOrderElementsOf(contentTypes.keySet());
    }

    @Test
    void everyOperationIsForThoseWhomItsRuleNamesAndForNobodyElse() throws IOException {
        List<String> against = new ArrayList<>();
        rules().forEach((operation, rule) -> {
            if (contentTypes.containsKey(operation)) {
                for (String who : List.of(NOBODY, Roles.VIEWER, Roles.OPERATOR, Roles.MANAGER, Roles.ADMINISTRATOR, Roles.INGEST)) {
                    int status = ask(operation, who);
                    if (!isAsTheRuleSays(status, rule, who)) {
                        against.add("%s by %s: %d, its rule is %s".formatted(operation, who, status, rule));
                    }
                }
            }
        });
        assertThat(against).isEmpty();
    }

    private static boolean isAsTheRuleSays(int status, String rule, String who) {
        boolean allowed = switch (rule) {
            case EVERYBODY -> true;
            case ANY_ROLE -> !who.equals(NOBODY);
            case PERSON -> PEOPLE.contains(who);
            case Roles.INGEST -> who.equals(Roles.INGEST) || who.equals(Roles.ADMINISTRATOR);
            default -> PEOPLE.contains(who) && PEOPLE.indexOf(who) >= PEOPLE.indexOf(rule);
        };
        return allowed ? status < 500 && status != 403 && (status != 401 || rule.equals(EVERYBODY)) : status == (who.equals(NOBODY) ? 401 : 403);
    }

    private int ask(Operation operation, String who) {
        RequestSpecification request = switch (who) {
            case NOBODY -> given();
            case Roles.INGEST -> given().header("Authorization", "Bearer " + ingestToken);
            // what ends a session gets one of its own
            default -> (operation.path.startsWith("/api/session") ? people.logIn(who) : sessions.get(who)).given();
        };
        String type = contentTypes.get(operation);
        if (type != null) {
            request.header("Content-Type", type).body((type.contains("json") ? "{}" : "nothing").getBytes(StandardCharsets.UTF_8));
        }
        return request.request(operation.method, operation.address()).statusCode();
    }
}
