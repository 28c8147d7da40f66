package io.parkbridge.live;

import com.fasterxml.jackson.databind.JsonNode;

/** A report that is, was or will be made, or a schedule of them, has changed; as the database tells it ({@code V85__reports_told.sql}). */
sealed interface ReportChange {

    /** Whether they may see what has changed, as {@code /api/report-runs} and {@code /api/report-schedules} have it. */
    boolean isFor(Onlooker who);

    /** @param schedule null where somebody has asked for it, for themselves alone */
    record Run(long id, Integer schedule, int facility, String ownerKind, String owner, String state, double progress) implements ReportChange {

        @Override
        public boolean isFor(Onlooker who) {
            return who.mayTakeReports() && who.reach().holds(facility)
                    && (schedule != null || who.seesWhatAllWanted() || ownerKind.equals(who.kind().name()) && owner.equals(who.name()));
        }
    }

    /** All managers of a facility share its schedules. */
    record Schedule(int id, int facility) implements ReportChange {

        @Override
        public boolean isFor(Onlooker who) {
            return who.mayTakeReports() && who.reach().holds(facility);
        }
    }

    static ReportChange of(JsonNode told) {
        int facility = told.required("facility").asInt();
        JsonNode schedule = told.required("schedule");
        return told.has("run") ? new Run(told.get("run").asLong(), schedule.isNull() ? null : schedule.asInt(), facility, told.required("owner_kind").asText(),
                told.required("owner").asText(), told.required("state").asText(), told.required("progress").asDouble())
                : new Schedule(schedule.asInt(), facility);
    }
}
