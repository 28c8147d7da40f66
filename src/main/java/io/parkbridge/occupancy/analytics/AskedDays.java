package io.parkbridge.occupancy.analytics;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import jakarta.ws.rs.QueryParam;

/** The same of whatever is asked about days. */
public class AskedDays extends AskedPlace {

    @QueryParam("from")
    @Parameter(description = "first day, YYYY-MM-DD; six days before the last when absent")
    public String from;

    @QueryParam("to")
    @Parameter(description = "last day, included; today when absent")
    public String to;
}
