package io.parkbridge.bench;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;

/** The application as it is delivered, in a process of its own with the settings of {@code ./parkbridge run}. */
public final class Application implements AutoCloseable {

    private static final Duration START_MAX = Duration.ofMinutes(5);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(10);
    private static final Pattern ID = Pattern.compile("\"id\"\\s*:\\s*(\\d+)");
    private static final List<String> CONSUMED =
            List.of("parkbridge_ingest_stored_total", "parkbridge_ingest_duplicate_total", "parkbridge_ingest_dead_lettered_total");

    private final HttpClient http = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI base;
    private final URI management;
    private final Process process;
    private final double startSeconds;

    /**
     * Starts it and waits until it is ready.
     *
     * @param jvm options like {@code -Xmx1g}
     */
    public Application(Path jar, Path sites, Path log, int port, int managementPort, List<String> jvm) throws IOException, InterruptedException {
        base = URI.create("http://127.0.0.1:" + port);
        management = URI.create("http://127.0.0.1:" + managementPort);
        List<String> command = new java.util.ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(jvm);
        command.addAll(List.of("--enable-native-access=ALL-UNNAMED", "-jar", jar.toString()));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().put("PARKBRIDGE_HTTP_PORT", Integer.toString(port));
        builder.environment().put("PARKBRIDGE_ACCESS_ANONYMOUS_ROLE", "administrator");
        builder.environment().put("PARKBRIDGE_MANAGEMENT_PORT", Integer.toString(managementPort));
        builder.environment().put("PARKBRIDGE_SITES", sites.toString());
        // its few devices send as much as a whole city: they are counted, with a budget that they do not use up
        builder.environment().put("PARKBRIDGE_QUARANTINE_MESSAGES_PER_MINUTE", "10000000");
        long began = System.nanoTime();
        process = builder.start();
        while (!isReady()) {
            if (!process.isAlive() || System.nanoTime() - began > START_MAX.toNanos()) {
                throw new IllegalStateException("the application does not get ready; its log is " + log);
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        startSeconds = (System.nanoTime() - began) / 1e9;
    }

    /** Where browsers connect. */
    public URI live() {
        return URI.create("ws://" + base.getAuthority() + "/ws/live");
    }

    public long pid() {
        return process.pid();
    }

    /** Writes the classes that it has loaded to a file, which a later start maps; {@code ./parkbridge run} does the same. */
    public void keepClasses(Path archive) throws IOException, InterruptedException {
        Process jcmd = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(), Long.toString(pid()), "VM.cds",
                "static_dump", archive.toString()).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        int status = jcmd.waitFor();
        try (DirectoryStream<Path> output = Files.newDirectoryStream(Path.of(""), "java_pid*_std{out,err}")) {
            for (Path file : output) {
                Files.delete(file);
            }
        }
        if (status != 0 || !Files.exists(archive)) {
            throw new IOException("the application's virtual machine does not write its classes");
        }
    }

    /** Memory that the system has given it, heap and all else. */
    public long residentMebibytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream().filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1_024).findFirst().orElse(0);
    }

    /** From start to ready, the import of its sites included. */
    public double startSeconds() {
        return startSeconds;
    }

    /** Messages that are committed: stored, recognised as known, or kept as dead letters. */
    public long consumed() throws IOException, InterruptedException {
        return management("metrics").lines().filter(line -> CONSUMED.stream().anyMatch(line::startsWith))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).sum();
    }

    /** Health and metrics: the only place that knows where they are. */
    private String management(String path) throws IOException, InterruptedException {
        return get(management.resolve("/q/" + path));
    }

    /** The text of a page; @throws IOException where the answer is not 2xx */
    public String get(String path) throws IOException, InterruptedException {
        return get(base.resolve(path));
    }

    private String get(URI page) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(page).timeout(ANSWER_MAX).build(), HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(page + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** Changes a thing, whatever its version; @throws IOException where the answer is not 2xx */
    public void patch(String path, String json) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(base.resolve(path)).timeout(ANSWER_MAX)
                .header("Content-Type", "application/json").header("If-Match", "*").method("PATCH", HttpRequest.BodyPublishers.ofString(json)).build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " answers " + answer.statusCode() + ": " + answer.body());
        }
    }

    /** The text of the answer, as long as it takes; @throws IOException where the answer is not 2xx */
    public String post(String path) throws IOException, InterruptedException {
        HttpResponse<String> answer = http.send(HttpRequest.newBuilder(base.resolve(path)).POST(HttpRequest.BodyPublishers.noBody()).build(),
                HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() / 100 != 2) {
            throw new IOException(path + " answers " + answer.statusCode() + ": " + answer.body());
        }
        return answer.body();
    }

    /** The value of a metric without labels. */
    public double metric(String name) throws IOException, InterruptedException {
        return management("metrics").lines().filter(line -> line.startsWith(name + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1))).findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no metric " + name));
    }

    /** The first id that a page of JSON names. */
    public String firstId(String path) throws IOException, InterruptedException {
        String json = get(path);
        Matcher id = ID.matcher(json);
        if (!id.find()) {
            throw new IllegalStateException("the sites are not there: " + json);
        }
        return id.group(1);
    }

    /** Into a file, as long as it takes. */
    public void download(String path, Path file) throws IOException, InterruptedException {
        HttpResponse<Path> answer = http.send(HttpRequest.newBuilder(base.resolve(path)).build(), HttpResponse.BodyHandlers.ofFile(file));
        if (answer.statusCode() != 200) {
            throw new IOException(path + " answers " + answer.statusCode());
        }
    }

    /** Its virtual machine's own figures. */
    public JMXConnector machine() throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(pid()));
            String address = machine.startLocalManagementAgent();
            machine.detach();
            return JMXConnectorFactory.connect(new JMXServiceURL(address));
        } catch (AttachNotSupportedException e) {
            throw new IOException("the application's virtual machine does not answer", e);
        }
    }

    /** Bytes that its threads have allocated so far, as its virtual machine counts them. */
    public long allocatedBytes() throws IOException {
        try (JMXConnector connector = machine()) {
            MBeanServerConnection beans = connector.getMBeanServerConnection();
            return (Long) beans.getAttribute(new ObjectName("java.lang:type=Threading"), "TotalThreadAllocatedBytes");
        } catch (JMException e) {
            throw new IOException("the application's virtual machine does not answer", e);
        }
    }

    private boolean isReady() throws InterruptedException {
        try {
            return management("health/ready").contains("\"status\": \"UP\"");
        } catch (IOException e) {
            return false; // it does not listen yet
        }
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
