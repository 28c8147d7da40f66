package io.parkbridge.firmware;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.concurrent.Callable;

import io.parkbridge.firmware.cars.Birmingham;
import io.parkbridge.firmware.cars.OccupancyRecord;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

@Command(name = "birmingham", mixinStandardHelpOptions = true,
        description = "Recorded days of 29 real car parks with 39,460 bays: at each recorded half hour exactly the recorded number is occupied.")
final class BirminghamCommand implements Callable<Integer> {

    @Mixin
    private ReplayOptions replay;

    @Option(names = "--day", paramLabel = "YYYY-MM-DD", description = "the recorded day to play (default: the latest of today's weekday)")
    private LocalDate day;

    @Option(names = "--over", paramLabel = "YYYY-MM-DD", description = "the day it is laid over; those after it follow (default: today)")
    private LocalDate over;

    @Option(names = "--record", paramLabel = "CSV", description = "another record of the same form")
    private Path record;

    @Override
    public Integer call() throws IOException {
        OccupancyRecord occupancy = record(record);
        LocalDate today = over != null ? over : Birmingham.today(Clock.systemUTC());
        return replay.play("birmingham",
                new Birmingham(occupancy, today, day != null ? day : occupancy.latestLike(today), replay.run.seed));
    }

    static OccupancyRecord record(Path file) throws IOException {
        return file == null ? OccupancyRecord.birmingham() : OccupancyRecord.read(file);
    }
}
