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

    private static final Table STAYS = Table.printed("stays", "Every overstay",
            Column.text("zone", "Zone", 100), Column.text("bay", "Bay", 50), Column.time("from", "From"), Column.time("to", "To"),
            Column.minutes("stay_minutes", "Stay"), Column.minutes("limit_minutes", "Limit and grace"), Column.minutes("excess_minutes", "Excess"));
    private static final Table ZONES = Table.printed("zones", "By zone",
            Column.text("zone", "Zone", 120), Column.count("limited_stays", "Stays with a limit"), Column.count("overstays", "Overstays"),
            Column.count("standing", "Still there"), Column.percent("overstay_rate", "Rate"), Column.minutes("excess_mean_minutes", "Excess, mean"),
            Column.minutes("excess_longest_minutes", "Excess, longest"), Column.minutes("excess_minutes", "Excess, sum"));
    private static final Table BY_HOUR = Table.data("hours", "By hour of arrival",
            Column.text("hour", "Hour", 60), Column.count("overstays", "Overstays"), Column.minutes("excess_minutes", "Excess, sum"));
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
        Sums sums = sums(scope, asked);
        List<StayFigures.Figures> ofStays = stays.stays(scope.question());
        List<Block> blocks = new ArrayList<>();
        if (sums.all.overstays == 0) {
            blocks.add(new Block.Notice("No car that came " + scope.range() + " stayed longer than it was allowed to; "
                    + scope.written().count(ofStays.getFirst().limited(), "stay", "stays") + " had a limit."));
        }
        blocks.add(figures(sums, ofStays.getFirst(), scope));
        blocks.add(charts(sums, scope));
        blocks.add(zones(sums, ofStays));
        blocks.add(hours(sums));
        blocks.add(new Filled(STAYS, "By arrival. Times are hours and minutes. Excess is what lies beyond limit and grace, within the hours of the "
                + "limit; a car that is still there is counted up to now.", listed(scope, asked, sums.all.overstays), null));
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
                new Figure("Overstays", Kind.COUNT, sums.all.overstays, written.count(sums.all.standing, "car is", "cars are") + " still there"),
                new Figure("Excess, mean", Kind.MINUTES, sums.all.mean(), "beyond limit and grace"),
                new Figure("Excess, longest", Kind.MINUTES, sums.all.overstays == 0 ? null : sums.all.longest, "hours and minutes"),
                new Figure("Rate", Kind.PERCENT, all.limited() == 0 ? null : all.overstayRate(), "of "
                        + written.count(all.limited(), "stay", "stays") + " with a limit"),
                new Figure("Most came at", Kind.TEXT, sums.all.overstays == 0 ? null : "%02d:00".formatted(busiest),
                        written.count(sums.hours[busiest].overstays, "overstay", "overstays"))));
    }

    private static int busiest(Sum[] hours) {
        int busiest = 0;
        for (int hour = 1; hour < hours.length; hour++) {
            busiest = hours[hour].overstays > hours[busiest].overstays ? hour : busiest;
        }
        return busiest;
    }

    private static Charts charts(Sums sums, Scope scope) {
        List<AskedZone> most = scope.question().zones().stream().filter(zone -> sums.zones.containsKey(zone.id()))
                .sorted((a, b) -> Integer.compare(sums.zones.get(b.id()).overstays, sums.zones.get(a.id()).overstays)).limit(Chart.BARS_MAX).toList();
        return new Charts(List.of(
                new Chart("By hour of arrival", "Overstays by the hour in which the car came", Chart.Form.UPRIGHT, "",
                        IntStream.range(0, HOURS).mapToObj(hour -> hour % 4 == 0 ? "%02d:00".formatted(hour) : "").toList(),
                        List.of(new Series("Overstays", Mark.BAR, Tone.ACCENT,
                                IntStream.range(0, HOURS).mapToObj(hour -> (double) sums.hours[hour].overstays).toList()))),
                new Chart("By zone", "Overstays by zone", Chart.Form.LYING, "", most.stream().map(AskedZone::name).toList(),
                        List.of(new Series("Overstays", Mark.BAR, Tone.ACCENT,
                                most.stream().map(zone -> (double) sums.zones.get(zone.id()).overstays).toList())))));
    }

    private static Filled zones(Sums sums, List<StayFigures.Figures> ofStays) {
        List<Object[]> rows = new ArrayList<>();
        for (StayFigures.Figures zone : ofStays.subList(1, ofStays.size())) {
            Sum sum = sums.zones.get(zone.zoneId());
            if (zone.limited() > 0 || sum != null) {
                rows.add(row(zone.zoneName(), zone, sum == null ? new Sum() : sum));
            }
        }
        return new Filled(ZONES, "The rate is of stays that are over.", Rows.of(rows), row("All zones", ofStays.getFirst(), sums.all));
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
