package io.parkbridge.occupancy.analytics;

import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;

import jakarta.ws.rs.QueryParam;

/** The parameters of whatever is asked about a facility or a zone; {@link Questions} makes sense of them. */
public class AskedPlace {

    @QueryParam("facility")
    @Parameter(description = "a facility's id; it or a zone is required")
    public String facility;

    @QueryParam("zone")
    @Parameter(description = "a zone's id, for that zone alone")
    public String zone;
}
