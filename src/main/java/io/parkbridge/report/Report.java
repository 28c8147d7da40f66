package io.parkbridge.report;

import java.util.List;
import java.util.Locale;

/** The reports there are. Each has a {@link ReportSource} of the same name, which also says what its tables look like. */
public enum Report {

    ZONE_PERFORMANCE("Zone performance", "Events, arrivals, occupancy, peak, turnover, stay and efficiency of each zone and day", 92,
            ZonePerformanceReport.TABLES),
    USAGE_BY_HOUR("Usage by hour", "Arrivals and occupancy by hour against the target and the same weekday before, with a heat map", 366,
            UsageByHourReport.TABLES),
    EFFICIENCY_AGAINST_TARGET("Efficiency against target", "Days over and under their targets, and the sum of it", 366,
            EfficiencyReport.TABLES),
    DEVICE_HEALTH("Device health", "Score, availability, battery, signal and open alerts of every device, the worst first", 366,
            DeviceHealthReport.TABLES),
    ALERTS_AND_RESPONSE("Alerts and response", "Alerts raised, acknowledged and cleared, and how soon, by type and zone", 366,
            AlertResponseReport.TABLES),
    OVERSTAY("Overstay", "Every stay beyond its limit, with totals by zone and hour", 92, OverstayReport.TABLES),
    MONTH_AT_A_GLANCE("Month at a glance", "One page for the owner: the figures, four charts, and what stands out", 92,
            MonthAtAGlanceReport.TABLES);

    private final String title;
    private final String description;
    private final int daysMax;
    private final List<Table> tables;

    Report(String title, String description, int daysMax, List<Table> tables) {
        this.title = title;
        this.description = description;
        this.daysMax = daysMax;
        this.tables = tables;
    }

    /** As it stands in a path: {@code zone-performance}. */
    public String path() {
        return path(name());
    }

    /** The same of one that this version may not know any more. */
    public static String path(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title() {
        return title;
    }

    public String description() {
        return description;
    }

    /** The longest range it can be asked for. */
    public int daysMax() {
        return daysMax;
    }

    public List<Table> tables() {
        return tables;
    }
}
