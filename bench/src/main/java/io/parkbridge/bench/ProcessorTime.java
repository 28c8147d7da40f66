package io.parkbridge.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Processor time of a process with all it has started, from the kernel's own books ({@code /proc/PID/stat}, ticks of 10 ms). */
public final class ProcessorTime {

    private static final double TICKS_PER_SECOND = 100;
    /** Fields 14 to 17 of proc_pid_stat(5): utime, stime, and those of children that have ended, cutime, cstime; counted behind the name. */
    private static final int FIRST_TIME = 11;
    private static final int TIMES = 4;

    private ProcessorTime() {
    }

    /** Seconds so far. */
    public static double seconds(long pid) {
        double own = ticks(pid) / TICKS_PER_SECOND;
        return own + ProcessHandle.of(pid).stream().flatMap(ProcessHandle::children).mapToDouble(child -> seconds(child.pid())).sum();
    }

    private static long ticks(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            long ticks = 0;
            for (int i = FIRST_TIME; i < FIRST_TIME + TIMES; i++) {
                ticks += Long.parseLong(fields[i]);
            }
            return ticks;
        } catch (NoSuchFileException e) {
            return 0; // it has just ended; its parent's books have it now
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
