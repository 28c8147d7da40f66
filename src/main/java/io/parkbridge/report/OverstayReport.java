package io.parkbridge.report;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import io.parkbridge.alert.Overstays;
import io.parkbridge.alert.Overstays.Overstay;
import io.parkbridge.occupancy.Rounded;
import io.parkbridge.occupancy.analytics.Question.AskedZone;
import io.parkbridge.occupancy.analytics.StayFigures;
import io.parkbridge.report.Block.Charts;
import io.parkbridge.report.Block.Figure;
import io.parkbridge.report.Block.Figures;
import io.parkbridge.report.Block.Filled;
import io.parkbridge.report.Chart.Mark;
import io.parkbridge.report.Chart.Series;
import io.parkbridge.report.Chart.Tone;
import io.parkbridge.report.Column.Kind;
import jakarta.enterprise.context.ApplicationScoped;

/** Cars that stood longer than they were allowed to. The list is read from the database while it is written. */
@ApplicationScoped
class OverstayReport implements ReportSource {

    private static final int HOURS = 24;

    private static final Table STAYS = Table.printed("stays",
            Column.text("zone", 100), Column.text("bay", 50), Column.time("from"), Column.time("to"),
            Column.minutes("stay_minutes"), Column.minutes("limit_minutes"), Column.minutes("excess_minutes"));
    private static final Table ZONES = Table.printed("zones",
            Column.text("zone", 120), Column.count("limited_stays"), Column.count("overstays"),
            Column.count("standing"), Column.percent("overstay_rate"), Column.minutes("excess_mean_minutes"),
            Column.minutes("excess_longest_minutes"), Column.minutes("excess_minutes"));
    private static final Table BY_HOUR = Table.data("hours",
            Column.text("hour", 60), Column.count("overstays"), Column.minutes("excess_minutes"));
    static final List<Table> TABLES = List.of(STAYS, ZONES, BY_HOUR);

    /** Overstays added up. */
    private static final class Sum {

        private int overstays;
        private int standing;
        private double excess;
        private double longest;

        private void add(Overstay overstay) {
            overstays++;
            standing += overstay.departedAt() == null ? 1 : 0;
            excess += overstay.excessMinutes();
            longest = Math.max(longest, overstay.excessMinutes());
        }

        private Double mean() {
            return overstays == 0 ? null : (Double) Rounded.oneDecimal(excess / overstays);
        }
    }

    private record Sums(Sum all, Map<Integer, Sum> zones, Sum[] hours) {
    }

    private final Overstays overstays;
    private final StayFigures stays;

    OverstayReport(Overstays overstays, StayFigures stays) {
        this.overstays = overstays;
        this.stays = stays;
    }

    @Override
    public Report report() {
        return Report.OVERSTAY;
    }

    @Override
    public List<Block> read(Scope scope) throws SQLException {
        Overstays.Asked asked = new Overstays.Asked(scope.question().zoneIds(), scope.start(), scope.end(), scope.question().now());
        Written written = scope.written();
        Sums sums = sums(scope, asked);
        List<StayFigures.Figures> ofStays = stays.stays(scope.question());
        List<Block> blocks = new ArrayList<>();
        if (sums.all.overstays == 0) {
            blocks.add(new Block.Notice(written.text("notice.no-overstay", scope.range(), ofStays.getFirst().limited())));
        }
        blocks.add(figures(sums, ofStays.getFirst(), scope));
        blocks.add(charts(sums, scope));
        blocks.add(zones(sums, ofStays, written));
        blocks.add(hours(sums));
        blocks.add(new Filled(STAYS, written.text("note.overstays"), listed(scope, asked, sums.all.overstays), null));
        return blocks;
    }

    private Sums sums(Scope scope, Overstays.Asked asked) throws SQLException {
        Sums sums = new Sums(new Sum(), new HashMap<>(), IntStream.range(0, HOURS).mapToObj(hour -> new Sum()).toArray(Sum[]::new));
        try (Overstays.Cursor cursor = overstays.read(scope.connection(), asked)) {
            for (Overstay overstay = cursor.next(); overstay != null; overstay = cursor.next()) {
                sums.all.add(overstay);
                sums.zones.computeIfAbsent(overstay.zoneId(), any -> new Sum()).add(overstay);
                sums.hours[overstay.arrivedAt().atZone(scope.question().timeZone()).getHour()].add(overstay);
            }
        }
        return sums;
    }

    private Rows listed(Scope scope, Overstays.Asked asked, int expected) throws SQLException {
        Overstays.Cursor cursor = overstays.read(scope.connection(), asked);
        return new Rows() {

            @Override
            public long expected() {
                return expected;
            }

            @Override
            public Object[] next() throws SQLException {
                Overstay stay = cursor.next();
                return stay == null ? null : new Object[] {stay.zone(), stay.bay(), stay.arrivedAt(), stay.departedAt(), stay.stayMinutes(),
                    stay.limitMinutes(), stay.excessMinutes()};
            }

            @Override
            public void close() throws SQLException {
                cursor.close();
            }
        };
    }

    private static Figures figures(Sums sums, StayFigures.Figures all, Scope scope) {
        Written written = scope.written();
        int busiest = busiest(sums.hours);
        return new Figures(List.of(
                new Figure(written.text("figure.overstays"), Kind.COUNT, sums.all.overstays, written.text("note.still-there", sums.all.standing)),
                new Figure(written.text("column.excess_mean_minutes"), Kind.MINUTES, sums.all.mean(), written.text("note.beyond")),
                new Figure(written.text("column.excess_longest_minutes"), Kind.MINUTES, sums.all.overstays == 0 ? null : sums.all.longest, written.text("note.hours-minutes")),
                new Figure(written.text("column.overstay_rate"), Kind.PERCENT, all.limited() == 0 ? null : all.overstayRate(),
                        written.text("note.limited-stays", all.limited())),
                new Figure(written.text("figure.most-came"), Kind.TEXT, sums.all.overstays == 0 ? null : "%02d:00".formatted(busiest),
                        written.text("note.overstays-count", sums.hours[busiest].overstays))));
    }

    private static int busiest(Sum[] hours) {
        int busiest = 0;
        for (int hour = 1; hour < hours.length; hour++) {
            busiest = hours[hour].overstays > hours[busiest].overstays ? hour : busiest;
        }
        return busiest;
    }

    private static Charts charts(Sums sums, Scope scope) {
        Written written = scope.written();
        List<AskedZone> most = scope.question().zones().stream().filter(zone -> sums.zones.containsKey(zone.id()))
                .sorted((a, b) -> Integer.compare(sums.zones.get(b.id()).overstays, sums.zones.get(a.id()).overstays)).limit(Chart.BARS_MAX).toList();
        return new Charts(List.of(
                new Chart(written.text("chart.overstays-hours"), written.text("chart.overstays-hours.about"), Chart.Form.UPRIGHT, "",
                        IntStream.range(0, HOURS).mapToObj(hour -> hour % 4 == 0 ? "%02d:00".formatted(hour) : "").toList(),
                        List.of(new Series(written.text("figure.overstays"), Mark.BAR, Tone.ACCENT,
                                IntStream.range(0, HOURS).mapToObj(hour -> (double) sums.hours[hour].overstays).toList()))),
                new Chart(written.text("chart.overstays-zones"), written.text("chart.overstays-zones.about"), Chart.Form.LYING, "", most.stream().map(AskedZone::name).toList(),
                        List.of(new Series(written.text("figure.overstays"), Mark.BAR, Tone.ACCENT,
                                most.stream().map(zone -> (double) sums.zones.get(zone.id()).overstays).toList())))));
    }

    private static Filled zones(Sums sums, List<StayFigures.Figures> ofStays, Written written) {
        List<Object[]> rows = new ArrayList<>();
        for (StayFigures.Figures zone : ofStays.subList(1, ofStays.size())) {
            Sum sum = sums.zones.get(zone.zoneId());
            if (zone.limited() > 0 || sum != null) {
                rows.add(row(zone.zoneName(), zone, sum == null ? new Sum() : sum));
            }
        }
        return new Filled(ZONES, written.text("note.rate"), Rows.of(rows), row(written.text("all-zones"), ofStays.getFirst(), sums.all));
    }

    private static Object[] row(String name, StayFigures.Figures ofStays, Sum sum) {
        return new Object[] {name, ofStays.limited(), sum.overstays, sum.standing, ofStays.limited() == 0 ? null : ofStays.overstayRate(),
            sum.mean(), sum.overstays == 0 ? null : sum.longest, Rounded.oneDecimal(sum.excess)};
    }

    private static Filled hours(Sums sums) {
        return new Filled(BY_HOUR, "", Rows.of(IntStream.range(0, HOURS).mapToObj(hour -> new Object[] {"%02d:00".formatted(hour),
            sums.hours[hour].overstays, Rounded.oneDecimal(sums.hours[hour].excess)}).toList()), null);
    }
}
