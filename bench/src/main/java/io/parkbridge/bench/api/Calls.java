package io.parkbridge.bench.api;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

import io.parkbridge.bench.Application;

/** The read calls, by a short name. */
final class Calls {

    private Calls() {
    }

    /** Today's first, then those that look back; of the first facility and the first zone there are. */
    static Map<String, String> of(Application application) throws IOException, InterruptedException {
        String facility = application.firstId("/api/facilities/");
        String zone = application.firstId("/api/zones/");
        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        Map<String, String> calls = new LinkedHashMap<>();
        calls.put("dashboard/summary", "/api/dashboard/summary/");
        calls.put("dashboard/hourly", "/api/dashboard/hourly/");
        calls.put("dashboard/hourly, a zone", "/api/dashboard/hourly/?zone=" + zone);
        calls.put("targets", "/api/targets/");
        calls.put("facilities", "/api/facilities/");
        calls.put("zones", "/api/zones/");
        calls.put("devices, a zone", "/api/devices/?zone=" + zone);
        calls.put("parking-logs", "/api/parking-logs/");
        calls.put("parking-logs, a zone's day", "/api/parking-logs/?zone=" + zone + "&date=" + today);
        calls.put("analytics/hours, today", "/api/analytics/hours?facility=" + facility + "&from=" + today);
        calls.put("analytics/days, a week", "/api/analytics/days?facility=" + facility);
        calls.put("analytics/heatmap, a month", "/api/analytics/heatmap?facility=" + facility + "&from=" + today.minusDays(29));
        calls.put("analytics/stays, a week", "/api/analytics/stays?facility=" + facility);
        calls.put("analytics/forecast, a zone", "/api/analytics/forecast?zone=" + zone);
        calls.put("dashboard/summary, 90 days ago", "/api/dashboard/summary/?date=" + today.minusDays(90));
        return calls;
    }
}
