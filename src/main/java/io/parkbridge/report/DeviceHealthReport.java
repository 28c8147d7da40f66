package io.parkbridge.report;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.parkbridge.alert.DeviceTroubles;
import io.parkbridge.device.DeviceConditions;
import io.parkbridge.device.DeviceConditions.Condition;
import io.parkbridge.occupancy.Rounded;
import io.parkbridge.report.Block.Charts;
import io.parkbridge.report.Block.Figure;
import io.parkbridge.report.Block.Figures;
import io.parkbridge.report.Block.Filled;
import io.parkbridge.report.Chart.Mark;
import io.parkbridge.report.Chart.Series;
import io.parkbridge.report.Chart.Tone;
import io.parkbridge.report.Column.Kind;
import jakarta.enterprise.context.ApplicationScoped;

/** The devices, the worst first, and what is to be done about them. Read a thousand at a time while it is written. */
@ApplicationScoped
class DeviceHealthReport implements ReportSource {

    private static final int BATTERY_EMPTY = 20;
    private static final int BATTERY_LOW = 30;
    private static final int SCORE_POOR = 50;
    private static final int SCORE_STEP = 20;

    private static final Table DEVICES = Table.printed("devices",
            Column.text("device", 76), Column.text("zone", 70), Column.text("bay", 30),
            Column.count("score").wide(30), Column.percent("availability").wide(42), Column.time("last_seen").wide(78),
            Column.percent("battery").wide(42), Column.count("signal_dbm").wide(34),
            Column.count("open_alerts").wide(30), Column.text("service", 88));
    private static final Table ZONES = Table.printed("zones",
            Column.text("zone", 120), Column.count("devices"), Column.decimal("score_mean"),
            Column.percent("availability"), Column.count("silent"), Column.count("battery_low"),
            Column.count("open_alerts"), Column.count("to_service"));
    static final List<Table> TABLES = List.of(DEVICES, ZONES);

    /** What alerts say of the devices, and since when they are looked at. */
    private record Troubles(Instant from, Instant until, Map<Integer, Double> silentSeconds, Map<Integer, Integer> open) {

        int open(Condition device) {
            return open.getOrDefault(device.id(), 0);
        }

        /** Percent of the time since it was installed that no alert says it was silent; null where it was never heard of. */
        Double availability(Condition device) {
            Instant since = device.installedAt().isAfter(from) ? device.installedAt() : from;
            double seconds = Duration.between(since, until).toSeconds();
            if (device.lastSeenAt() == null || seconds <= 0) {
                return null;
            }
            return Rounded.percent(Math.max(seconds - silentSeconds.getOrDefault(device.id(), 0.0), 0), seconds);
        }
    }

    /** Devices added up. */
    private static final class Sum {

        private final String zone;
        private int devices;
        private int scored;
        private long scores;
        private int watched;
        private double availability;
        private int silent;
        private int batteryLow;
        private int openAlerts;
        private int toService;
        private final int[] byScore = new int[100 / SCORE_STEP];

        private Sum(String zone) {
            this.zone = zone;
        }

        private void add(Condition device, Troubles troubles) {
            devices++;
            silent += device.isHeard() ? 0 : 1;
            batteryLow += device.battery() != null && device.battery() < BATTERY_LOW ? 1 : 0;
            openAlerts += troubles.open(device);
            toService += service(device, troubles) == null ? 0 : 1;
            if (device.score() != null) {
                scored++;
                scores += device.score();
                byScore[Math.min(device.score() / SCORE_STEP, byScore.length - 1)]++;
            }
            Double available = troubles.availability(device);
            if (available != null) {
                watched++;
                availability += available;
            }
        }

        private Double score() {
            return scored == 0 ? null : (Double) Rounded.oneDecimal((double) scores / scored);
        }

        private Double availability() {
            return watched == 0 ? null : (Double) Rounded.oneDecimal(availability / watched);
        }
    }

    private final DeviceConditions conditions;
    private final DeviceTroubles troubles;

    DeviceHealthReport(DeviceConditions conditions, DeviceTroubles troubles) {
        this.conditions = conditions;
        this.troubles = troubles;
    }

    @Override
    public Report report() {
        return Report.DEVICE_HEALTH;
    }

    @Override
    public List<Block> read(Scope scope) throws SQLException {
        Written written = scope.written();
        Troubles known = new Troubles(scope.start(), scope.end(),
                troubles.silentSeconds(scope.connection(), scope.facilityId(), scope.start(), scope.end()),
                troubles.open(scope.connection(), scope.facilityId()));
        DeviceConditions.Ranking ranking = conditions.worstFirst(scope.connection(), scope.facilityId(), scope.zoneId(), scope.question().now());
        Sum all = new Sum(written.text("all-zones"));
        Map<Integer, Sum> byZone = new HashMap<>();
        for (Condition device = ranking.next(); device != null; device = ranking.next()) {
            all.add(device, known);
            String zone = device.zone() == null ? written.text("no-zone") : device.zone();
            byZone.computeIfAbsent(device.zoneId(), any -> new Sum(zone)).add(device, known);
        }
        List<Sum> zones = byZone.values().stream().sorted(Comparator.comparing(sum -> sum.zone)).toList();
        List<Block> blocks = new ArrayList<>();
        if (all.devices == 0) {
            blocks.add(new Block.Notice(written.text("notice.no-devices")));
        }
        blocks.add(figures(all, written));
        blocks.add(charts(all, zones, written));
        blocks.add(zones(zones, all));
        blocks.add(new Filled(DEVICES, written.text("note.devices", scope.range()), listed(ranking.again(), known, written), null));
        return blocks;
    }

    private static Rows listed(DeviceConditions.Ranking ranking, Troubles troubles, Written written) {
        return new Rows() {

            @Override
            public long expected() {
                return ranking.size();
            }

            @Override
            public Object[] next() throws SQLException {
                Condition device = ranking.next();
                if (device == null) {
                    return null;
                }
                String service = service(device, troubles);
                return new Object[] {device.code(), device.zone(), device.bay(), device.score(),
                    troubles.availability(device), device.lastSeenAt(), device.battery() == null ? null : Rounded.oneDecimal(device.battery()),
                    device.rssi() == null ? null : Math.round(device.rssi()), troubles.open(device), service == null ? "" : written.text(service)};
            }
        };
    }

    /** What is to be done this week, the most urgent alone, by the key of its words; null where nothing is. */
    private static String service(Condition device, Troubles troubles) {
        if (device.lastSeenAt() == null) {
            return "service.install";
        }
        if (!device.isHeard()) {
            return "service.silent";
        }
        if (device.battery() != null && device.battery() < BATTERY_EMPTY) {
            return "service.battery";
        }
        if (troubles.open(device) > 0) {
            return "service.alerts";
        }
        if (device.battery() != null && device.battery() < BATTERY_LOW) {
            return "service.order-battery";
        }
        return device.score() != null && device.score() < SCORE_POOR ? "service.poor" : null;
    }

    private static Figures figures(Sum all, Written written) {
        return new Figures(List.of(
                new Figure(written.text("column.devices"), Kind.COUNT, all.devices, written.text("note.never-heard", all.devices - all.scored)),
                new Figure(written.text("column.score_mean"), Kind.DECIMAL, all.score(), written.text("note.of-hundred")),
                new Figure(written.text("column.availability"), Kind.PERCENT, all.availability(), written.text("note.of-the-time")),
                new Figure(written.text("column.silent"), Kind.COUNT, all.silent, written.text("note.battery-low", all.batteryLow)),
                new Figure(written.text("column.to_service"), Kind.COUNT, all.toService, written.text("note.this-week"))));
    }

    private static Charts charts(Sum all, List<Sum> zones, Written written) {
        List<String> steps = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        for (int step = 0; step < all.byScore.length; step++) {
            steps.add(step * SCORE_STEP + "–" + (step == all.byScore.length - 1 ? 100 : (step + 1) * SCORE_STEP - 1));
            counts.add((double) all.byScore[step]);
        }
        List<Sum> most = zones.stream().filter(zone -> zone.toService > 0)
                .sorted((a, b) -> Integer.compare(b.toService, a.toService)).limit(Chart.BARS_MAX).toList();
        return new Charts(List.of(
                new Chart(written.text("chart.scores"), written.text("chart.scores.about"), Chart.Form.UPRIGHT, "", steps,
                        List.of(new Series(written.text("column.devices"), Mark.BAR, Tone.ACCENT, counts))),
                new Chart(written.text("chart.service-zones"), written.text("chart.service-zones.about"), Chart.Form.LYING, "",
                        most.stream().map(zone -> zone.zone).toList(), List.of(new Series(written.text("column.to_service"), Mark.BAR, Tone.ALARM,
                                most.stream().map(zone -> (double) zone.toService).toList())))));
    }

    private static Filled zones(List<Sum> zones, Sum all) {
        return new Filled(ZONES, "", Rows.of(zones.stream().map(DeviceHealthReport::row).toList()), row(all));
    }

    private static Object[] row(Sum sum) {
        return new Object[] {sum.zone, sum.devices, sum.score(), sum.availability(), sum.silent, sum.batteryLow, sum.openAlerts, sum.toService};
    }
}
