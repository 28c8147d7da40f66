package io.parkbridge.fault;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/** A Java program as a process of its own, as an operator would run it, its output in {@code target/}. */
final class JavaProcess implements AutoCloseable {

    private static final long STOP_SECONDS = 60;

    private static final Set<Process> RUNNING = ConcurrentHashMap.newKeySet();

    static {
        // a Ctrl-C reaches those who wait in a terminal, and not what they have started in the background
        Runtime.getRuntime().addShutdownHook(new Thread(() -> RUNNING.forEach(Process::destroyForcibly), "end-processes"));
    }

    private final Process process;

    JavaProcess(String name, Map<String, String> environment, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx512m",
                "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED", "-Djava.io.tmpdir=" + System.getProperty("java.io.tmpdir")));
        command.addAll(List.of(arguments));
        File log = Path.of("target", name + ".log").toFile();
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.environment().keySet().removeIf(key -> key.startsWith("PARKBRIDGE_"));
        builder.environment().putAll(environment);
        process = builder.start();
        RUNNING.add(process);
        process.onExit().thenAccept(RUNNING::remove);
    }

    /** {@code kill -9}: no chance to finish anything. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    void signal(String name) throws IOException, InterruptedException {
        if (new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).inheritIO().start().waitFor() != 0) {
            throw new IllegalStateException("no signal " + name + " to process " + process.pid());
        }
    }

    int exitCode() throws InterruptedException {
        return process.waitFor();
    }

    long pid() {
        return process.pid();
    }

    boolean hasEndedWithin(Duration patience) throws InterruptedException {
        return process.waitFor(patience);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
        }
    }
}
