package io.parkbridge.report.run;

import static io.parkbridge.report.run.RunStore.prepared;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.sql.DataSource;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.parkbridge.report.Report;
import io.parkbridge.time.Micros;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs as people see them, newest first, each with its mails. */
@ApplicationScoped
class RunQuery {

    private static final String RUNS = """
            select r.id, r.schedule_id, r.report, r.format, r.facility_id, r.zone_id, r.from_day, r.to_day, r.state, r.progress, r.reason, r.owner,
                   r.due_at, r.queued_at, r.started_at, r.ended_at, r.size,
                   (select jsonb_agg(jsonb_build_object('address', m.address, 'state', lower(m.state), 'attempts', m.attempts, 'reason', m.reason)
                                     order by m.address) from report_mail m where m.run_id = r.id)::text,
                   r.paper, r.language, r.table_name
            from report_run r""";
    private static final String LIST = RUNS + " where ? or (r.owner = ? and r.owner_kind = ?) order by r.id desc limit ? offset ?";
    private static final String OF_SCHEDULE = RUNS + " where r.schedule_id = ? order by r.id desc limit ? offset ?";
    private static final String LAST = RUNS
            + " join (select schedule_id, max(id) as id from report_run where schedule_id = any (?) group by 1) last on last.id = r.id";
    private static final String ONE = RUNS + " where r.id = ? and (? or (r.owner = ? and r.owner_kind = ?) or r.schedule_id is not null)";
    private final DataSource database;
    private final ObjectMapper json;

    RunQuery(DataSource database, ObjectMapper json) {
        this.database = database;
        this.json = json;
    }

    List<Run> list(Owner owner, int limit, int offset) throws SQLException {
        return read(LIST, owner.seesAll(), owner.name(), owner.kind(), limit, offset);
    }

    List<Run> ofSchedule(int schedule, int limit, int offset) throws SQLException {
        return read(OF_SCHEDULE, schedule, limit, offset);
    }

    /** The newest run of each schedule that has one, by schedule. */
    Map<Integer, Run> last(List<Schedule> schedules) throws SQLException {
        Integer[] ids = schedules.stream().map(Schedule::id).toArray(Integer[]::new);
        return read(LAST, (Object) ids).stream().collect(Collectors.toMap(Run::scheduleId, Function.identity()));
    }

    /** Null where there is none for the owner. */
    Run one(long id, Owner owner) throws SQLException {
        List<Run> found = read(ONE, id, owner.seesAll(), owner.name(), owner.kind());
        return found.isEmpty() ? null : found.getFirst();
    }

    private List<Run> read(String sql, Object... parameters) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = prepared(connection, sql, parameters);
                ResultSet row = query.executeQuery()) {
            List<Run> runs = new ArrayList<>();
            while (row.next()) {
                runs.add(run(row));
            }
            return runs;
        }
    }

    private Run run(ResultSet row) throws SQLException {
        String state = row.getString(9).toLowerCase(Locale.ROOT);
        return new Run(row.getLong(1), row.getObject(2, Integer.class), Report.path(row.getString(3)), row.getString(4).toLowerCase(Locale.ROOT),
                row.getInt(5), row.getObject(6, Integer.class), row.getObject(7, LocalDate.class),
                row.getObject(8, LocalDate.class), state, row.getDouble(10), row.getString(11), row.getString(12), Micros.read(row, 13),
                Micros.read(row, 14), Micros.read(row, 15), Micros.read(row, 16), row.getObject(17, Long.class),
                state.equals("done") ? "/api/report-runs/" + row.getLong(1) + "/file" : null, mails(row.getString(18)), row.getString(19),
                row.getString(20), row.getString(21));
    }

    private List<Run.Sent> mails(String text) {
        try {
            return text == null ? List.of() : json.readValue(text, new TypeReference<>() { });
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the database writes JSON", e);
        }
    }
}
