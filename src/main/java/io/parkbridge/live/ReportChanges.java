package io.parkbridge.live;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What has changed of reports since it was told last, of each run the newest. Each person is told what they may see, and where that is nothing
 * hears nothing; their frame is written once, however many pages they have open.
 */
final class ReportChanges {

    private static final int KEPT_MAX = 10_000;
    /** Of more the frame says only that there are some. */
    private static final int TOLD_MAX = 100;

    private final Map<Long, ReportChange.Run> runs = new LinkedHashMap<>();
    private final Set<ReportChange.Schedule> schedules = new LinkedHashSet<>();
    private final Map<Onlooker, String> written = new HashMap<>();
    private boolean isIncomplete;

    void add(ReportChange change) {
        if (runs.size() + schedules.size() >= KEPT_MAX) {
            missed();
            return;
        }
        switch (change) {
            case ReportChange.Run run -> runs.put(run.id(), run);
            case ReportChange.Schedule schedule -> schedules.add(schedule);
        }
    }

    /** There may be more that nobody has heard of: whoever may see reports at all looks for themselves. */
    void missed() {
        isIncomplete = true;
    }

    boolean isEmpty() {
        return runs.isEmpty() && schedules.isEmpty() && !isIncomplete;
    }

    /** Their frame; empty where nothing is for them. */
    String frame(Onlooker who) {
        return who.mayTakeReports() ? written.computeIfAbsent(who, this::write) : "";
    }

    private String write(Onlooker who) {
        if (isIncomplete) {
            return LiveFrames.SOME_REPORTS;
        }
        List<ReportChange.Run> theirRuns = runs.values().stream().filter(run -> run.isFor(who)).toList();
        List<ReportChange.Schedule> theirSchedules = schedules.stream().filter(schedule -> schedule.isFor(who)).toList();
        int number = theirRuns.size() + theirSchedules.size();
        return number == 0 ? "" : number > TOLD_MAX ? LiveFrames.SOME_REPORTS : LiveFrames.reports(theirRuns, theirSchedules);
    }
}
