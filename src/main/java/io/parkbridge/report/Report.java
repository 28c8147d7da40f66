package io.parkbridge.report;

import java.util.List;
import java.util.Locale;

import io.parkbridge.text.Texts;

/** The reports there are. Each has a {@link ReportSource} of the same name, which also says what its tables look like, and its words in {@code reports/texts}. */
public enum Report {

    ZONE_PERFORMANCE(92, ZonePerformanceReport.TABLES),
    USAGE_BY_HOUR(366, UsageByHourReport.TABLES),
    EFFICIENCY_AGAINST_TARGET(366, EfficiencyReport.TABLES),
    DEVICE_HEALTH(366, DeviceHealthReport.TABLES),
    ALERTS_AND_RESPONSE(366, AlertResponseReport.TABLES),
    OVERSTAY(92, OverstayReport.TABLES),
    MONTH_AT_A_GLANCE(92, MonthAtAGlanceReport.TABLES);

    private final int daysMax;
    private final List<Table> tables;

    Report(int daysMax, List<Table> tables) {
        this.daysMax = daysMax;
        this.tables = tables;
    }

    /** The texts of all reports. */
    public static Texts texts(Locale locale) {
        return Texts.of("reports/texts", locale);
    }

    /** As it stands in a path: {@code zone-performance}. */
    public String path() {
        return path(name());
    }

    /** The same of one that this version may not know any more. */
    public static String path(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public String title(Texts texts) {
        return texts.of("report." + path());
    }

    public String description(Texts texts) {
        return texts.of("report." + path() + ".about");
    }

    /** The longest range it can be asked for. */
    public int daysMax() {
        return daysMax;
    }

    public List<Table> tables() {
        return tables;
    }

    /** The same with their titles in words. */
    public List<Table> tables(Texts texts) {
        return tables.stream().map(table -> table.in(texts, this)).toList();
    }
}
