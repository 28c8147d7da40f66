package io.parkbridge.firmware;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.concurrent.Callable;

import io.parkbridge.firmware.cars.Birmingham;
import io.parkbridge.firmware.cars.History;
import io.parkbridge.firmware.cars.Mall;
import io.parkbridge.firmware.cars.Melbourne;
import io.parkbridge.firmware.cars.OccupancyRecord;
import io.parkbridge.firmware.play.Load;
import io.parkbridge.firmware.site.InventoryFiles;
import io.parkbridge.firmware.site.Site;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "inventory", mixinStandardHelpOptions = true,
        description = "Writes a source's facility, zones, bays and devices as files that Parkbridge imports.")
final class InventoryCommand implements Callable<Integer> {

    private enum Source { BIRMINGHAM, MELBOURNE, HISTORY, MALL, LOAD }

    @Parameters(paramLabel = "SOURCE", description = "birmingham, melbourne, history, mall or load")
    private Source source;

    @Option(names = "--dir", required = true, description = "where to write SOURCE.sites.csv and SOURCE.targets.csv")
    private Path directory;

    @Option(names = "--devices", defaultValue = "5000", description = "of load (default: ${DEFAULT-VALUE})")
    private int devices;

    @Option(names = "--drawn", description = "of load: its bays lie on plans of their zones")
    private boolean drawn;

    @Option(names = "--record", paramLabel = "CSV", description = "of birmingham: another record of the same form")
    private Path record;

    @Override
    public Integer call() throws IOException {
        new InventoryFiles(directory).write(source.name().toLowerCase(Locale.ROOT), site(), heartbeat());
        return 0;
    }

    private Duration heartbeat() {
        return switch (source) {
            case MALL -> new Mall(LocalDate.now(ZoneOffset.UTC), 0).heartbeat();
            case HISTORY -> new History(Instant.now()).heartbeat();
            case BIRMINGHAM, MELBOURNE, LOAD -> Duration.ofMinutes(30);
        };
    }

    private Site site() throws IOException {
        return switch (source) {
            case BIRMINGHAM -> {
                OccupancyRecord occupancy = BirminghamCommand.record(record);
                LocalDate today = Birmingham.today(Clock.systemUTC());
                yield new Birmingham(occupancy, today, today, 0).site();
            }
            case MELBOURNE -> new Melbourne(Instant.now(), 0).site();
            case HISTORY -> new History(Instant.now()).site();
            case MALL -> new Mall(LocalDate.now(ZoneOffset.UTC), 0).site();
            case LOAD -> Load.site(devices, drawn);
        };
    }
}
