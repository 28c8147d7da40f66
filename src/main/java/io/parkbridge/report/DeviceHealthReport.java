package io.parkbridge.report;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

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
    private static final String NO_ZONE = "No zone";

    private static final Table DEVICES = Table.printed("devices", "Devices, the worst first",
            Column.text("device", "Device", 76), Column.text("zone", "Zone", 70), Column.text("bay", "Bay", 30),
            Column.count("score", "Score").wide(30), Column.percent("availability", "Heard of").wide(42), Column.time("last_seen", "Last seen").wide(78),
            Column.percent("battery", "Battery").wide(42), Column.count("signal_dbm", "Signal (dBm)").wide(34),
            Column.count("open_alerts", "Open alerts").wide(30), Column.text("service", "Service", 88));
    private static final Table ZONES = Table.printed("zones", "Zones",
            Column.text("zone", "Zone", 120), Column.count("devices", "Devices"), Column.decimal("score_mean", "Score, mean"),
            Column.percent("availability", "Heard of"), Column.count("silent", "Silent now"), Column.count("battery_low", "Battery low"),
            Column.count("open_alerts", "Open alerts"), Column.count("to_service", "To service"));
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

        private void add(Condition device, Troubles troubles) {
            devices++;
            silent += device.isHeard() ? 0 : 1;
            batteryLow += device.battery() != null && device.battery() < BATTERY_LOW ? 1 : 0;
            openAlerts += troubles.open(device);
            toService += service(device, troubles).isEmpty() ? 0 : 1;
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
        Troubles known = new Troubles(scope.start(), scope.end(),
                troubles.silentSeconds(scope.connection(), scope.facilityId(), scope.start(), scope.end()),
                troubles.open(scope.connection(), scope.facilityId()));
        DeviceConditions.Ranking ranking = conditions.worstFirst(scope.connection(), scope.facilityId(), scope.zoneId(), scope.question().now());
        Sum all = new Sum();
        Map<String, Sum> zones = new TreeMap<>();
        for (Condition device = ranking.next(); device != null; device = ranking.next()) {
            all.add(device, known);
            zones.computeIfAbsent(device.zone() == null ? NO_ZONE : device.zone(), any -> new Sum()).add(device, known);
        }
        List<Block> blocks = new ArrayList<>();
        if (all.devices == 0) {
            blocks.add(new Block.Notice("There are no active devices here."));
        }
        blocks.add(figures(all, scope.written()));
        blocks.add(charts(all, zones));
        blocks.add(zones(zones, all));
        blocks.add(new Filled(DEVICES, "Score, battery, signal and open alerts are those of now; \"heard of\" is the share of the time "
                + scope.range() + " in which no alert said that the device was silent.", listed(ranking.again(), known), null));
        return blocks;
    }

    private static Rows listed(DeviceConditions.Ranking ranking, Troubles troubles) {
        return new Rows() {

            @Override
            public long expected() {
                return ranking.size();
            }

            @Override
            public Object[] next() throws SQLException {
                Condition device = ranking.next();
                return device == null ? null : new Object[] {device.code(), device.zone(), device.bay(), device.score(),
                    troubles.availability(device), device.lastSeenAt(), device.battery() == null ? null : Rounded.oneDecimal(device.battery()),
                    device.rssi() == null ? null : Math.round(device.rssi()), troubles.open(device), service(device, troubles)};
            }
        };
    }

    /** What is to be done this week, the most urgent alone; empty where nothing is. */
    private static String service(Condition device, Troubles troubles) {
        if (device.lastSeenAt() == null) {
            return "Never heard of: install";
        }
        if (!device.isHeard()) {
            return "Silent: look at it";
        }
        if (device.battery() != null && device.battery() < BATTERY_EMPTY) {
            return "Change battery";
        }
        if (troubles.open(device) > 0) {
            return "Look into its alerts";
        }
        if (device.battery() != null && device.battery() < BATTERY_LOW) {
            return "Order battery";
        }
        return device.score() != null && device.score() < SCORE_POOR ? "Poor health: look at it" : "";
    }

    private static Figures figures(Sum all, Written written) {
        return new Figures(List.of(
                new Figure("Devices", Kind.COUNT, all.devices, written.count(all.devices - all.scored) + " never heard of"),
                new Figure("Score, mean", Kind.DECIMAL, all.score(), "of 100"),
                new Figure("Heard of", Kind.PERCENT, all.availability(), "of the time, mean of devices"),
                new Figure("Silent now", Kind.COUNT, all.silent, written.count(all.batteryLow) + " with a low battery"),
                new Figure("To service", Kind.COUNT, all.toService, "this week")));
    }

    private static Charts charts(Sum all, Map<String, Sum> zones) {
        List<String> steps = new ArrayList<>();
        List<Double> counts = new ArrayList<>();
        for (int step = 0; step < all.byScore.length; step++) {
            steps.add(step * SCORE_STEP + "–" + (step == all.byScore.length - 1 ? 100 : (step + 1) * SCORE_STEP - 1));
            counts.add((double) all.byScore[step]);
        }
        List<Map.Entry<String, Sum>> most = zones.entrySet().stream().filter(zone -> zone.getValue().toService > 0)
                .sorted((a, b) -> Integer.compare(b.getValue().toService, a.getValue().toService)).limit(Chart.BARS_MAX).toList();
        return new Charts(List.of(
                new Chart("Devices by score", "How many devices have a score of 0 to 19, 20 to 39 and so on", Chart.Form.UPRIGHT, "", steps,
                        List.of(new Series("Devices", Mark.BAR, Tone.ACCENT, counts))),
                new Chart("To service, by zone", "Devices to service in each zone", Chart.Form.LYING, "",
                        most.stream().map(Map.Entry::getKey).toList(), List.of(new Series("To service", Mark.BAR, Tone.ALARM,
                                most.stream().map(zone -> (double) zone.getValue().toService).toList())))));
    }

    private static Filled zones(Map<String, Sum> zones, Sum all) {
        List<Object[]> rows = new ArrayList<>();
        zones.forEach((zone, sum) -> rows.add(row(zone, sum)));
        return new Filled(ZONES, "", Rows.of(rows), row("All zones", all));
    }

    private static Object[] row(String zone, Sum sum) {
        return new Object[] {zone, sum.devices, sum.score(), sum.availability(), sum.silent, sum.batteryLow, sum.openAlerts, sum.toService};
    }
}
