package io.parkbridge.bench.api;

import java.io.IOException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;

import io.parkbridge.bench.Application;
import io.parkbridge.bench.ingest.Mix;

/** The read calls, by a short name. */
final class Calls {

    private Calls() {
    }

    /** Today's first, then those that look back; of the first facility and the first zone there are. */
    static Map<String, String> of(Application application) throws IOException, InterruptedException {
        String facility = application.firstId("/api/facilities/");
        String zone = application.firstId("/api/zones/");
        String bay = application.firstId("/api/bays/?zone=" + zone);
        String device = application.firstId("/api/devices/?zone=" + zone);
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
        calls.put("analytics/zone-hours, a day", "/api/analytics/zone-hours?facility=" + facility + "&from=" + today);
        calls.put("analytics/devices, a week", "/api/analytics/devices?facility=" + facility);
        calls.put("analytics/replay, yesterday, a zone", "/api/analytics/replay?zone=" + zone + "&date=" + today.minusDays(1));
        calls.put("devices, the first of all", "/api/devices/?page_size=100");
        calls.put("devices, by a part of the code", "/api/devices/?page_size=100&search=99");
        calls.put("a device", "/api/devices/" + device);
        calls.put("a device's health", "/api/devices/" + device + "/health");
        calls.put("a device's day as series", "/api/devices/" + device + "/series?from=" + today + "T00:00:00Z");
        calls.put("a device's readings", "/api/devices/" + device + "/readings?from=" + today + "T00:00:00Z");
        calls.put("a device's gaps", "/api/devices/" + device + "/gaps?from=" + today + "T00:00:00Z");
        calls.put("bays, a zone", "/api/bays/?zone=" + zone);
        calls.put("a bay's stays", "/api/bays/" + bay + "/stays");
        calls.put("a zone's plan", "/api/zones/" + zone + "/plan");
        calls.put("alerts", "/api/alerts/");
        calls.put("alerts, of the past", "/api/alerts/?active=false");
        calls.put("audit", "/api/audit");
        calls.put("open-data, parkings", "/api/open-data/ngsi-ld/parkings?facility=" + Mix.FACILITY);
        calls.put("open-data, spots", "/api/open-data/ngsi-ld/spots?facility=" + Mix.FACILITY);
        calls.put("open-data, DATEX II status", "/api/open-data/datex2/status?facility=" + Mix.FACILITY);
        return calls;
    }
}
