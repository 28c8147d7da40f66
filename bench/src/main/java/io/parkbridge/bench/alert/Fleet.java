package io.parkbridge.bench.alert;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Devices that are going to fall silent together.
 *
 * @param silent   devices of each facility that fall silent
 * @param speaking those that go on
 */
record Fleet(String name, String prefix, int facilities, int silent, int speaking) {

    private static final int OF_A_FACILITY = 100;
    /** A fifth goes on speaking, so that no facility reaches the share of silent devices that makes it an outage. */
    private static final int STILL_SPEAKING = 25;

    static Fleet spread(int silent) {
        return new Fleet("%,d devices of %d facilities".formatted(silent, silent / OF_A_FACILITY), "spread" + silent, silent / OF_A_FACILITY,
                OF_A_FACILITY, STILL_SPEAKING);
    }

    static Fleet whole(int silent) {
        return new Fleet("a facility of %,d devices".formatted(silent), "gone" + silent, 1, silent, 0);
    }

    int silentDevices() {
        return facilities * silent;
    }

    String firstFacility() {
        return prefix + "-0";
    }

    /** Topics of the heartbeats of those that fall silent, or of those that go on. */
    List<String> topics(boolean ofSilent) {
        List<String> topics = new ArrayList<>();
        for (int facility = 0; facility < facilities; facility++) {
            for (int device = ofSilent ? 0 : silent; device < (ofSilent ? silent : silent + speaking); device++) {
                topics.add("parking/v1/" + prefix + "-" + facility + "/" + code(facility, device) + "/heartbeat");
            }
        }
        return topics;
    }

    private String code(int facility, int device) {
        return prefix + "-" + facility + "-" + device;
    }

    /** Writes its sites in the form of docs/sites.md. */
    void write(Path directory) throws IOException {
        Files.createDirectories(directory);
        List<String> lines = new ArrayList<>(List.of("facility_code,zone_code,bay_number,device_code"));
        for (int facility = 0; facility < facilities; facility++) {
            int of = facility;
            IntStream.range(0, silent + speaking)
                    .forEach(device -> lines.add(prefix + "-" + of + ",Z," + device + "," + code(of, device)));
        }
        Files.write(directory.resolve(prefix + ".sites.csv"), lines);
    }
}
