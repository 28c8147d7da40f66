package io.parkbridge.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Constructor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.parkbridge.alert.rule.AlertRule;
import io.parkbridge.alert.rule.Threshold;
import org.junit.jupiter.api.Test;

/**
 * What the server names by a constant has its words on the page in each language. A new constant, and a new enumeration too, fails here
 * until somebody has decided how people call it. That both languages have the same keys is the compiler's to say ({@code TypeScriptIT}).
 */
class TermsTest {

    private static final Path CLASSES = Path.of("target/classes");
    private static final Path APP = Path.of("src/main/resources/web/app");
    private static final String TERMS = "admin/terms";
    private static final Pattern KEY = Pattern.compile("(?:^|[{,\\s])(?:\"([\\w.]+)\"|(\\w+)): ?[\"{]");

    /** Where the words of an enumeration are, and what stands before each constant there. */
    private record Words(String file, String prefix) {

        static Words term(String kind) {
            return new Words(TERMS, kind + ".");
        }
    }

    private static final Map<String, Words> SHOWN = Map.ofEntries(
            Map.entry("io.parkbridge.audit.Action", Words.term("Action")), Map.entry("io.parkbridge.audit.Subject", Words.term("Subject")),
            Map.entry("io.parkbridge.http.Caller$Kind", Words.term("Kind")),
            Map.entry("io.parkbridge.ingest.deadletter.DeadLetterReason", Words.term("DeadLetterReason")),
            Map.entry("io.parkbridge.ingest.deadletter.DeadLetterState", Words.term("DeadLetterState")),
            Map.entry("io.parkbridge.notify.DeliveryResource$State", Words.term("State")),
            Map.entry("io.parkbridge.alert.AlertStep", Words.term("AlertStep")),
            Map.entry("io.parkbridge.alert.Severity", new Words("parts/texts", "")),
            Map.entry("io.parkbridge.device.DeviceStatus", new Words("devices/texts", "")));

    /** People never read these: forms, colours and formats, columns to sort by, and what a page names by texts of its own. */
    private static final Set<String> UNSEEN = Set.of("io.parkbridge.occupancy.forecast.ForecastResource$Method", "io.parkbridge.report.Chart$Form",
            "io.parkbridge.report.Chart$Mark", "io.parkbridge.report.Chart$Tone", "io.parkbridge.report.Column$Kind", "io.parkbridge.report.Format",
            "io.parkbridge.report.Report", "io.parkbridge.report.Paper", "io.parkbridge.report.run.Every", "io.parkbridge.alert.Subject$Kind",
            "io.parkbridge.access.Role", "io.parkbridge.access.Refusal", "io.parkbridge.ingest.decode.codec.Nps405Layout", "io.parkbridge.opendata.DatexXml$Schema",
            "io.parkbridge.device.DeviceOrder$Column", "io.parkbridge.device.account.BrokerAccountResource$Kind",
            "io.parkbridge.device.account.DeviceCredentials$State");

    @Test
    void everyEnumerationIsShownInWordsOrNotAtAll() throws IOException {
        Set<String> decided = new HashSet<>(SHOWN.keySet());
        decided.addAll(UNSEEN);
        assertThat(classes().filter(Class::isEnum).map(Class::getName)).isSubsetOf(decided);
    }

    @Test
    void everyConstantHasItsWord() throws ReflectiveOperationException, IOException {
        for (Map.Entry<String, Words> shown : SHOWN.entrySet()) {
            Class<?> enumeration = Class.forName(shown.getKey(), false, getClass().getClassLoader());
            Words words = shown.getValue();
            assertThat(keys(words.file)).as(shown.getKey()).containsAll(Arrays.stream(enumeration.getEnumConstants())
                    .map(constant -> words.prefix + ((Enum<?>) constant).name()).toList());
        }
        assertThat(keys("alerts/texts")).as("steps of an alert's timeline").contains("RAISED", "ESCALATED", "ACKNOWLEDGED", "NOTED", "CLEARED");
    }

    @Test
    void everyTypeOfAlertHasItsWordsAndSoHasEveryThreshold() throws IOException {
        List<AlertRule> rules = rules();
        assertThat(rules).isNotEmpty();
        assertThat(keys("parts/texts")).containsAll(rules.stream().map(AlertRule::type).toList());
        String words = Files.readString(APP.resolve("parts/alert-words.ts"));
        assertThat(rules).allSatisfy(rule -> assertThat(words).as("what it says").contains("[\"" + rule.type() + "\", \""));
        for (String bundle : List.of("reports/texts.properties", "reports/texts_de.properties", "notify/mail.properties", "notify/mail_de.properties")) {
            String texts = Files.readString(Path.of("src/main/resources").resolve(bundle));
            assertThat(rules).allSatisfy(rule -> assertThat(texts).as(bundle).containsPattern("(?m)^(alert|type)\\." + rule.type() + "="));
        }
        String said = Files.readString(Path.of("src/main/resources/notify/mail_de.properties"));
        assertThat(rules).allSatisfy(rule -> assertThat(said).contains("says." + rule.type() + "."));
        assertThat(keys(TERMS)).containsAll(rules.stream().flatMap(rule -> rule.thresholds().stream()).map(Threshold::name)
                .map(name -> "threshold." + name).toList());
    }

    private static Stream<Class<?>> classes() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.walk(CLASSES.resolve("io/parkbridge"))) {
            files = all.filter(file -> file.toString().endsWith(".class") && !file.toString().endsWith("-info.class")).toList();
        }
        return files.stream().map(TermsTest::load);
    }

    private static Class<?> load(Path file) {
        String name = CLASSES.relativize(file).toString().replace(".class", "").replace('/', '.');
        try {
            return Class.forName(name, false, TermsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static List<AlertRule> rules() throws IOException {
        return classes().filter(type -> AlertRule.class.isAssignableFrom(type) && !type.isInterface()).map(type -> {
            try {
                Constructor<?> constructor = type.getDeclaredConstructor();
                constructor.setAccessible(true);
                return (AlertRule) constructor.newInstance();
            } catch (ReflectiveOperationException e) {
                throw new AssertionError(type + " cannot be made", e);
            }
        }).toList();
    }

    /** What both languages have words for. */
    private static Set<String> keys(String file) {
        Set<String> keys = keysOf(APP.resolve(file + ".en.ts"));
        keys.retainAll(keysOf(APP.resolve(file + ".de.ts")));
        return keys;
    }

    private static Set<String> keysOf(Path file) {
        try {
            return KEY.matcher(Files.readString(file)).results().map(found -> found.group(1) == null ? found.group(2) : found.group(1))
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
