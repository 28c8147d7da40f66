package io.parkbridge.bench.start;

import java.io.IOException;
import java.lang.management.MemoryUsage;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

import javax.management.JMException;
import javax.management.ObjectName;
import javax.management.openmbean.CompositeData;
import javax.management.remote.JMXConnector;

import io.parkbridge.bench.Application;
import io.parkbridge.bench.Ground;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** From start to ready, with broker and database up and all sites known from before; and the heap after a full collection. */
@Command(name = "start", mixinStandardHelpOptions = true, description = "The first start with its import, those after it, and the heap.")
public final class StartBench implements Callable<Integer> {

    private static final double MEBIBYTE = 1 << 20;

    @Mixin
    private Ground ground;

    @Option(names = "--times", defaultValue = "5", description = "after the first (default: ${DEFAULT-VALUE})")
    private int times;

    @Override
    public Integer call() throws Exception {
        Path classes = ground.instance.resolve("classes.jsa");
        Ground.say("first start, with the import of " + ground.devices + " devices");
        try (Application application = ground.application()) {
            System.out.printf(Locale.ROOT, "%d devices; first start, import included: %.1f s%n%n", ground.devices, application.startSeconds());
            application.keepClasses(classes);
        }
        System.out.println("| start again | median s | fastest s | slowest s | heap after a collection, MiB | resident, MiB |");
        System.out.println("|---|---|---|---|---|---|");
        measure("classes loaded from the jars", List.of());
        measure("classes kept from the first start", List.of("-XX:SharedArchiveFile=" + classes));
        return 0;
    }

    private void measure(String name, List<String> jvm) throws IOException, InterruptedException {
        double[] seconds = new double[times];
        double heap = 0;
        double resident = 0;
        for (int i = 0; i < times; i++) {
            Ground.say(name + ", " + (i + 1) + " of " + times);
            try (Application application = ground.startedAgain(jvm)) {
                seconds[i] = application.startSeconds();
                heap = Math.max(heap, heapAfterCollection(application) / MEBIBYTE);
                resident = Math.max(resident, application.residentMebibytes());
            }
        }
        Arrays.sort(seconds);
        System.out.printf(Locale.ROOT, "| %s | %.2f | %.2f | %.2f | %.0f | %.0f |%n", name, seconds[times / 2], seconds[0], seconds[times - 1], heap, resident);
    }

    private static long heapAfterCollection(Application application) throws IOException {
        try (JMXConnector machine = application.machine()) {
            ObjectName memory = new ObjectName("java.lang:type=Memory");
            machine.getMBeanServerConnection().invoke(memory, "gc", null, null);
            return MemoryUsage.from((CompositeData) machine.getMBeanServerConnection().getAttribute(memory, "HeapMemoryUsage")).getUsed();
        } catch (JMException e) {
            throw new IOException("the application's virtual machine does not answer", e);
        }
    }
}
