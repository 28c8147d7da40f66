package io.parkbridge.report;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

import javax.sql.DataSource;

import io.parkbridge.http.Problem;
import io.parkbridge.occupancy.analytics.Question;
import io.parkbridge.occupancy.analytics.Questions;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Renders a report, whoever wants it: a call that waits, or a run in the background. All connections are asked for on the calling thread,
 * so they are those of whoever is at work there; the rows of long tables come from one of them, which reads one state of things.
 */
@ApplicationScoped
public class Rendering {

    private static final String PLACE = """
            select f.name, z.name from zone z join facility f on f.id = z.facility_id where z.id = ?
            """;

    private final DataSource database;
    private final Questions questions;
    private final Basis basis;
    private final ReportConfig config;
    private final Meters meters;
    private final Map<Report, ReportSource> sources = new EnumMap<>(Report.class);
    private final Map<Format, Renderer> renderers = new EnumMap<>(Format.class);

    Rendering(DataSource database, Questions questions, Basis basis, ReportConfig config, Meters meters, @All List<ReportSource> sources,
            @All List<Renderer> renderers) {
        this.database = database;
        this.questions = questions;
        this.basis = basis;
        this.config = config;
        this.meters = meters;
        sources.forEach(source -> this.sources.put(source.report(), source));
        renderers.forEach(renderer -> this.renderers.put(renderer.format(), renderer));
    }

    /**
     * Writes the report to its end, or fails; may take seconds, and blocks. Does not close {@code out}, to which nothing may have been
     * written when it fails, or a part.
     *
     * @throws java.util.concurrent.CancellationException where {@code progress} has ended it
     * @throws Problem                                    where the file would be larger than files may be
     */
    public void write(ReportRequest request, OutputStream out, Progress progress) throws IOException, SQLException {
        long began = System.nanoTime();
        BoundedStream bounded = new BoundedStream(out, config.fileMax());
        try {
            render(request, bounded, progress);
            meters.rendered(request, Duration.ofNanos(System.nanoTime() - began));
        } catch (IOException | SQLException | RuntimeException e) {
            if (bounded.isFull()) {
                meters.failed("too_large");
                throw Problem.badRequest("the file would be larger than %d bytes; ask for fewer days or for one zone".formatted(config.fileMax()));
            }
            meters.failed(e);
            throw e;
        }
    }

    /** Without a bound, and counted nowhere. */
    void render(ReportRequest request, OutputStream out, Progress progress) throws IOException, SQLException {
        try (OneState state = new OneState(database); Document document = document(request, state)) {
            renderers.get(request.format()).write(document, out, progress);
        }
    }

    /** The same for a page, with the first rows of each table. */
    public Preview preview(ReportRequest request, int rowsMax) throws SQLException {
        try (OneState state = new OneState(database); Document document = document(request, state)) {
            return Previews.of(document, rowsMax);
        }
    }

    private Document document(ReportRequest request, OneState state) throws SQLException {
        Question question = questions.ask(request.facility(), request.zone(), request.from(), request.to(), request.report().daysMax());
        Written written = new Written(locale(request), question.timeZone());
        List<Block> blocks = new ArrayList<>();
        for (Block block : sources.get(request.report()).read(new ReportSource.Scope(question, request.zone(), state, written))) {
            blocks.add(block instanceof Block.Filled filled ? filled.in(written.texts(), request.report()) : block);
        }
        blocks.add(basis.of(question, written));
        return new Document(request, written, place(question, request.zone()), question.from(), question.to(), question.timeZone(), question.now(), blocks);
    }

    /** What machines read is the same whoever asks. */
    private static Locale locale(ReportRequest request) {
        return request.format() == Format.CSV ? Locale.UK : request.locale();
    }

    private String place(Question question, Integer zone) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(PLACE)) {
            query.setInt(1, question.zones().getFirst().id());
            try (ResultSet row = query.executeQuery()) {
                row.next();
                return zone == null ? row.getString(1) : row.getString(1) + ", " + row.getString(2);
            }
        }
    }
}
