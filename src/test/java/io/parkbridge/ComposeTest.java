package io.parkbridge;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

/** compose.yaml, the launcher that feeds it, and the application name the same things: what a typing error would otherwise show to a user with a container engine. */
class ComposeTest {

    private static final Path LAUNCHER = Path.of("deploy/launcher/services.sh");
    /** {@code ${NAME}}, {@code ${NAME:-default}}, {@code ${NAME:?said otherwise}}. */
    private static final Pattern ASKED = Pattern.compile("\\$\\{(\\w+)(:[-?])?");

    private final String text = read(Path.of("compose.yaml"));
    private final Map<String, Map<String, Object>> services = new Yaml().<Map<String, Map<String, Map<String, Object>>>>load(text).get("services");

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void thereAreABrokerAndADatabaseOfPinnedVersions() {
        assertThat(services.keySet()).containsExactlyInAnyOrder("broker", "database");
        services.values().forEach(service -> {
            assertThat((String) service.get("image")).matches(".+:\\d+\\.\\d+\\.\\d+(-.+)?");
            assertThat((List<?>) service.get("ports")).as("reached from this machine alone").allSatisfy(port -> assertThat((String) port).startsWith("127.0.0.1:"));
            assertThat(service).containsKey("healthcheck");
        });
    }

    @Test
    void theLauncherGivesEachNameThatIsAskedFor() {
        String launcher = read(LAUNCHER);
        String compose = launcher.substring(launcher.indexOf("\ncompose() {"), launcher.indexOf("\ncompose_start() {"));
        Set<String> asked = new TreeSet<>();
        Matcher name = ASKED.matcher(text);
        while (name.find()) {
            asked.add(name.group(1));
        }
        assertThat(asked).isNotEmpty().allSatisfy(one -> assertThat(compose).contains(one + "="));
    }

    @Test
    void theDatabasesRolesFindTheirPasswords() {
        Map<?, ?> environment = (Map<?, ?>) services.get("database").get("environment");
        Matcher wanted = Pattern.compile("\\\\getenv \\w+ (\\w+)").matcher(read(Path.of("deploy/database/roles.sql")));
        List<String> names = wanted.results().map(found -> found.group(1)).toList();
        assertThat(names).isNotEmpty().allSatisfy(one -> assertThat(environment.containsKey(one)).as(one).isTrue());
    }

    @Test
    void whatIsMountedIsThere() {
        List<String> mounted = new ArrayList<>();
        services.values().forEach(service -> ((List<?>) service.get("volumes")).forEach(volume -> mounted.add((String) volume)));
        assertThat(mounted.stream().filter(volume -> volume.startsWith("./")).map(volume -> volume.split(":")[0])).isNotEmpty()
                .allSatisfy(path -> assertThat(Path.of(path)).exists());
        // inside the container: what compose.conf and the start command name is in the folder that is mounted there
        Matcher used = Pattern.compile("/mosquitto/config/([\\w.-]+)").matcher(text + read(Path.of("mosquitto/compose.conf")));
        assertThat(used.results().map(found -> found.group(1)).collect(Collectors.toSet())).contains("accounts.sh", "compose.conf", "acl", "conf.d")
                .allSatisfy(file -> assertThat(Path.of("mosquitto", file)).exists());
    }

    /** What the launcher tells the application is what that reads. */
    @Test
    void theApplicationReadsWhatTheLauncherExports() {
        String properties = read(Path.of("src/main/resources/application.properties"));
        String launcher = read(LAUNCHER);
        Matcher exported = Pattern.compile("PARKBRIDGE_(?:DATABASE|DATABASE_OWNER|MQTT|MQTT_ADMIN)_(?:URL|USERNAME|PASSWORD|CA)(?==|\\b)").matcher(
                launcher.substring(launcher.indexOf("\nexport_settings() {"), launcher.indexOf("\nprint_settings() {")));
        assertThat(exported.results().map(found -> found.group()).collect(Collectors.toSet())).hasSizeGreaterThan(7)
                .allSatisfy(one -> assertThat(properties).contains("${" + one));
    }

    /** The broker in its container is the broker of the private root, but for where things lie. */
    @Test
    void bothBrokersAreConfiguredAlike() {
        Set<String> container = settings(read(Path.of("mosquitto/compose.conf")));
        String launcher = read(Path.of("deploy/launcher/mosquitto.sh"));
        String privately = launcher.substring(launcher.indexOf("<<CONF\n") + 7, launcher.indexOf("\nCONF\n"));
        assertThat(settings(privately)).containsAll(container);
    }

    private static Set<String> settings(String configuration) {
        return configuration.lines().filter(line -> !line.isBlank() && !line.startsWith("#")).map(line -> line.split(" ")[0]).collect(Collectors.toSet());
    }
}
