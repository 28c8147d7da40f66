package io.parkbridge.bench.screen;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A page that stays open: how busy its main thread is, and in between, ten times over, what it holds; looking at that counts for nothing. Chromium's own counters tell by
 * the clock and by the processor how long tasks took: on a machine that others share the former is the greater.
 */
final class Stay {

    /** One line of what is printed. */
    record Figure(String what, String measured, String bar, boolean met) {
    }

    private static final int PARTS = 10;
    /** Until the page has caught up with what came while it was looked at. */
    private static final int SETTLE_MILLIS = 1_500;
    private static final double BUSY_MOST = 0.5;
    private static final double RISE_MOST = 0.05;
    private static final double TASK_MOST = 200;
    private static final String WATCH = """
            window.longTasks_ = {n: 0, longest: 0};
            window.watching_ = new PerformanceObserver(list => list.getEntries().forEach(task => {
              window.longTasks_.n++; window.longTasks_.longest = Math.max(window.longTasks_.longest, task.duration); }));
            window.watching_.observe({type: 'longtask'}); 0""";
    private static final String TOLD = "window.watching_.takeRecords(), window.watching_.disconnect(), window.longTasks_";

    private final Chromium browser;
    private final Map<String, Double> spent = new HashMap<>();
    private final List<Held> held = new ArrayList<>();
    private int longTasks;
    private double longest;

    Stay(Chromium browser) {
        this.browser = browser;
    }

    List<Figure> measure(double minutes) throws Exception {
        held.add(browser.held());
        for (int part = 0; part < PARTS; part++) {
            watch((long) (minutes * 60_000 / PARTS));
            held.add(browser.held());
        }
        double seconds = spent.get("Timestamp");
        double byClock = (spent.get("TaskDuration") - spent.get("DevToolsCommandDuration")) / seconds;
        double layout = (spent.get("LayoutDuration") + spent.get("RecalcStyleDuration")) / seconds;
        return List.of(
                new Figure("main thread busy", text("%.0f %% (script %.0f %%, style and layout %.0f %%; of a processor %.0f %%)", 100 * byClock,
                        100 * spent.get("ScriptDuration") / seconds, 100 * layout, 100 * spent.get("ThreadTime") / seconds), "≤ 50 %", byClock <= BUSY_MOST),
                new Figure("tasks longer than 50 ms", text("%.1f a minute, the longest %.0f ms", longTasks / seconds * 60, longest), "longest ≤ 200 ms", longest <= TASK_MOST),
                rise("memory held by the page, MB", 1e6, 0, Held::objects),
                rise("the same with the engine's code, second half, MB", 1e6, PARTS / 2, held -> held.code() + held.objects()),
                rise("nodes of the document", 1, 0, Held::nodes),
                rise("listeners", 1, 0, Held::listeners));
    }

    private void watch(long millis) throws Exception {
        TimeUnit.MILLISECONDS.sleep(SETTLE_MILLIS);
        browser.evaluate(WATCH);
        Map<String, Double> before = browser.metrics();
        TimeUnit.MILLISECONDS.sleep(millis);
        Map<String, Double> after = browser.metrics();
        after.forEach((name, value) -> spent.merge(name, value - before.get(name), Double::sum));
        JsonNode told = browser.evaluate(TOLD);
        longTasks += told.path("n").asInt();
        longest = Math.max(longest, told.path("longest").asDouble());
    }

    /** Each of them from one on, and by how much the straight line through them rises. */
    private Figure rise(String what, double unit, int from, ToDoubleFunction<Held> value) {
        double[] values = held.stream().skip(from).mapToDouble(value).toArray();
        double middle = (values.length - 1) / 2.0, mean = Arrays.stream(values).average().orElseThrow(), above = 0, spread = 0;
        for (int i = 0; i < values.length; i++) {
            above += (i - middle) * (values[i] - mean);
            spread += (i - middle) * (i - middle);
        }
        double rise = above / spread * (values.length - 1) / mean;
        String each = Arrays.stream(values).mapToObj(one -> text(unit == 1 ? "%.0f" : "%.2f", one / unit)).collect(Collectors.joining(" "));
        return new Figure(what, text("%s: %+.1f %%", each, 100 * rise), "flat: ≤ +5 %", rise <= RISE_MOST);
    }

    private static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
