package io.parkbridge.report;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

import io.parkbridge.occupancy.analytics.Question;
import io.parkbridge.occupancy.analytics.RangeFigures;
import io.parkbridge.time.CalendarDay;

/** Where the contents of one report come from: figures of the analytics, put in order. */
interface ReportSource {

    Report report();

    List<Block> read(Scope scope) throws SQLException;

    /**
     * What a report is about.
     *
     * @param zoneId  null for the whole facility
     * @param state   where rows come from that are read while they are written
     * @param written for values within sentences
     */
    record Scope(Question question, Integer zoneId, OneState state, Written written) {

        int facilityId() {
            return question.facilityId();
        }

        Connection connection() throws SQLException {
            return state.connection();
        }

        Instant start() {
            return CalendarDay.start(question.from(), question.timeZone());
        }

        /** The end of the last day, or now where that has not come. */
        Instant end() {
            Instant end = CalendarDay.start(question.to().plusDays(1), question.timeZone());
            return end.isAfter(question.now()) ? question.now() : end;
        }

        List<Block> noticeIfEmpty(RangeFigures.Range all) {
            return all.parkingEvents() > 0 ? List.of()
                    : List.of(new Block.Notice(written.text("notice.empty", range())));
        }

        String range() {
            return written.during(question.from(), question.to());
        }
    }
}
