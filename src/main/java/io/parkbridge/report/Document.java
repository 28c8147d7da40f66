package io.parkbridge.report;

import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Stream;

/**
 * A report with all it says, ready to be written in any format.
 *
 * @param written how its values are written; its blocks are in that language already
 * @param place   the facility, and the zone where it is about one
 * @param madeAt  what is still going on is counted up to here
 */
record Document(ReportRequest request, Written written, String place, LocalDate from, LocalDate to, ZoneId timeZone, Instant madeAt, List<Block> blocks)
        implements AutoCloseable {

    String title() {
        return request.report().title(written.texts());
    }

    <T extends Block> Stream<T> blocks(Class<T> kind) {
        return blocks.stream().filter(kind::isInstance).map(kind::cast);
    }

    @Override
    public void close() throws SQLException {
        for (Block.Filled filled : blocks(Block.Filled.class).toList()) {
            filled.rows().close();
        }
    }
}
