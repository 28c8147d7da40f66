package io.parkbridge.device.account;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

import io.parkbridge.access.Roles;
import io.parkbridge.device.account.DeviceCredentials.Issued;
import io.parkbridge.http.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** {@code /api/facilities/{id}/device-credentials}: those of a whole facility as a file. */
@Path("/api/facilities/{id:\\d{1,9}}/device-credentials")
@Tag(name = "Devices")
@RunOnVirtualThread
@RolesAllowed(Roles.ADMINISTRATOR)
public class FacilityCredentialResource {

    /** Accounts made in one transaction, which must not take long: the broker writes all accounts to its disk with each of them. */
    private static final int TOGETHER = 20;
    /** In one file: the broker has other things to do meanwhile. */
    private static final int FILE_MAX = 1_000;

    private final DeviceCredentials credentials;
    private final Caller caller;

    FacilityCredentialResource(DeviceCredentials credentials, Caller caller) {
        this.credentials = credentials;
        this.caller = caller;
    }

    @POST
    @Produces("text/csv")
    @Operation(summary = "Issues credentials of a facility's devices that have none, as a file", description = """
            device_code,username,password for at most 1,000 devices; call again until the file is empty. Sensors of LoRaWAN network \
            servers are passed over. The passwords are shown this once.""")
    public RestResponse<byte[]> issueMissing(int id) throws SQLException {
        StringBuilder csv = new StringBuilder("device_code,username,password\n");
        int lines = 0;
        List<Issued> issued;
        do {
            issued = credentials.issueMissing(id, TOGETHER, caller.name());
            issued.forEach(one -> csv.append(one.username()).append(',').append(one.username()).append(',').append(one.password()).append('\n'));
            lines += issued.size();
        } while (issued.size() == TOGETHER && lines < FILE_MAX);
        return RestResponse.ResponseBuilder.ok(csv.toString().getBytes(StandardCharsets.UTF_8))
                .header("Cache-Control", DeviceCredentialResource.NOT_KEPT).header("Content-Disposition", "attachment; filename=\"device-credentials.csv\"").build();
    }
}
