package io.parkbridge.report;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** One day of 2019 as the kerbside sensors of Melbourne reported it: the bays that had a car, from 1 on, and when each came and went. */
record RealDay(int bays, List<Change> changes) {

    private static final Path EVENTS = Path.of("firmware-sim/src/main/resources/data/melbourne-events-2019.csv");
    private static final String DAY = "2019-05-03";

    record Change(int bay, LocalTime time, boolean occupied) {
    }

    static RealDay read() throws IOException {
        Map<String, Integer> bays = new LinkedHashMap<>();
        List<Change> changes = new ArrayList<>();
        try (Reader file = Files.newBufferedReader(EVENTS)) {
            for (CSVRecord spell : CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get().parse(file)) {
                String arrival = spell.get("ArrivalTime");
                if (arrival.startsWith(DAY) && spell.get("Status").equals("Present") && spell.get("DepartureTime").startsWith(DAY)) {
                    bays.putIfAbsent(spell.get("BayId"), bays.size() + 1);
                    changes.add(new Change(bays.get(spell.get("BayId")), time(arrival), true));
                    changes.add(new Change(bays.get(spell.get("BayId")), time(spell.get("DepartureTime")), false));
                }
            }
        }
        return new RealDay(bays.size(), changes);
    }

    private static LocalTime time(String instant) {
        return LocalTime.parse(instant.substring(11));
    }
}
