package io.parkbridge.bench.account;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.parkbridge.bench.Application;
import io.parkbridge.bench.Ground;
import io.parkbridge.bench.ProcessorTime;
import io.parkbridge.bench.Times;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Credentials of many devices: how fast the broker takes them, what others at the broker notice meanwhile, and how long it takes to start with them. */
@Command(name = "accounts", mixinStandardHelpOptions = true,
        description = "The broker's accounts: accounts a second, what others notice meanwhile, size, restart.")
public final class AccountBench implements Callable<Integer> {

    private static final String FACILITIES = "/api/facilities";

    @Mixin
    private Ground ground;

    @Option(names = "--accounts", defaultValue = "1000", description = "in all (default: ${DEFAULT-VALUE})")
    private int accounts;

    @Option(names = "--rate", defaultValue = "200", description = "messages a second of the neighbour (default: ${DEFAULT-VALUE})")
    private double rate;

    @Option(names = "--seconds", defaultValue = "10", description = "of quiet to compare with (default: ${DEFAULT-VALUE})")
    private int seconds;

    @Option(names = "--renewals", defaultValue = "20", description = "of one device's credentials at the end (default: ${DEFAULT-VALUE})")
    private int renewals;

    @Override
    public Integer call() throws Exception {
        ground.devices = accounts;
        try (Application application = ground.application()) {
            String facility = application.firstId(FACILITIES);
            String device = application.firstId("/api/devices?page_size=1");
            System.out.println("| accounts | seconds | accounts a second | broker's processor | file MB | neighbour p50 ms | p99 ms | longest ms |");
            System.out.println("|---|---|---|---|---|---|---|---|");
            try (Neighbour neighbour = new Neighbour(rate)) {
                quiet(neighbour, "none yet, nothing happens");
                issue(application, neighbour, facility);
                quiet(neighbour, "all there, nothing happens");
                renew(application, neighbour, device);
                if (neighbour.failed() > 0) {
                    System.out.println(neighbour.failed() + " messages of the neighbour failed");
                }
            }
        }
        System.out.println(String.format(Locale.ROOT, "%nA broker with %d accounts lets somebody in %.2f s after the command that starts it.", accounts, restart()));
        return 0;
    }

    private void quiet(Neighbour neighbour, String name) throws InterruptedException, IOException {
        neighbour.taken();
        TimeUnit.SECONDS.sleep(seconds);
        row(name, seconds, 0, 0, neighbour.taken());
    }

    /** A thousand with each call, as the file of a facility has them. */
    private void issue(Application application, Neighbour neighbour, String facility) throws IOException, InterruptedException {
        int issued = 0;
        int now;
        do {
            neighbour.taken();
            double processor = broker();
            long began = System.nanoTime();
            now = (int) application.post("/api/facilities/" + facility + "/device-credentials").lines().count() - 1;
            if (now > 0) {
                row((issued + 1) + " to " + (issued + now) + " issued", (System.nanoTime() - began) / 1e9, now, broker() - processor, neighbour.taken());
            }
            issued += now;
        } while (now > 0 && issued < accounts);
    }

    private void renew(Application application, Neighbour neighbour, String device) throws IOException, InterruptedException {
        neighbour.taken();
        double processor = broker();
        long began = System.nanoTime();
        for (int i = 0; i < renewals; i++) {
            application.post("/api/devices/" + device + "/credentials");
        }
        row("one renewed " + renewals + " times", (System.nanoTime() - began) / 1e9, renewals, broker() - processor, neighbour.taken());
    }

    private void row(String name, double seconds, int accounts, double processor, Times neighbour) throws IOException {
        System.out.println(String.format(Locale.ROOT, "| %s | %.1f | %s | %s | %.2f | %s |", name, seconds,
                accounts == 0 ? "" : String.format(Locale.ROOT, "%.0f", accounts / seconds),
                accounts == 0 ? "" : String.format(Locale.ROOT, "%.2f ms each", 1_000 * processor / accounts),
                Files.size(ground.instance.resolve("mosquitto/dynamic-security.json")) / 1e6, neighbour.cells()));
    }

    private double broker() throws IOException {
        return ProcessorTime.seconds(Long.parseLong(Files.readString(ground.instance.resolve("mosquitto/mosquitto.pid")).strip()));
    }

    /** By the launcher, whose own time is in it. */
    private double restart() throws IOException, InterruptedException {
        services("stop", "broker").waitFor();
        long began = System.nanoTime();
        Process start = services("start");
        double seconds = Neighbour.secondsUntilAdmitted(began);
        start.waitFor();
        return seconds;
    }

    private Process services(String verb, String... more) throws IOException {
        String[] ports = Files.readString(ground.instance.resolve("run/services")).strip().split(" ");
        List<String> command = new ArrayList<>(List.of("./parkbridge", "services", verb, "--instance", ground.instance.getFileName().toString(),
                "--mqtt-port", ports[1], "--database-port", ports[2]));
        command.addAll(List.of(more));
        return new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(Path.of("/dev/null").toFile()).start();
    }
}
