package io.parkbridge.device.account;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

import io.parkbridge.device.account.DeviceCredentials.Issued;
import io.parkbridge.http.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** {@code /api/devices/{id}/credentials}, and those of a whole facility as a file. */
@Path("/api")
@Tag(name = "Devices")
@RunOnVirtualThread
public class DeviceCredentialResource {

    static final String NOT_KEPT = "no-store";

    /** Accounts made in one transaction: the broker writes all accounts to its disk with each of them. */
    private static final int TOGETHER = 50;
    /** In one file: the broker has other things to do meanwhile. */
    private static final int FILE_MAX = 1_000;

    private final DeviceCredentials credentials;
    private final Caller caller;

    DeviceCredentialResource(DeviceCredentials credentials, Caller caller) {
        this.credentials = credentials;
        this.caller = caller;
    }

    @POST
    @Path("/devices/{id:\\d{1,9}}/credentials")
    @Operation(summary = "Issues credentials of a device, or new ones", description = """
            For the broker and for readings over HTTP; the password is shown this once. Those before are worth nothing from now on, and \
            a device connected with them is thrown out.""")
    @APIResponse(responseCode = "201", description = "Issued")
    @APIResponse(responseCode = "409", description = "The device is retired, or this installation cannot make accounts at its broker")
    @APIResponse(responseCode = "503", description = "The broker cannot be reached; nothing has changed")
    public RestResponse<Issued> issue(int id) throws SQLException {
        return RestResponse.ResponseBuilder.create(Status.CREATED, credentials.issue(id, caller.name()))
                .header("Cache-Control", NOT_KEPT).build();
    }

    @DELETE
    @Path("/devices/{id:\\d{1,9}}/credentials")
    @Operation(summary = "Takes a device's credentials away", description = "At once, here and at the broker, where a connected device is thrown out")
    @APIResponse(responseCode = "204", description = "It has none")
    @APIResponse(responseCode = "503", description = "Revoked here; the broker cannot be reached and is told as soon as it can be")
    public void revoke(int id) throws SQLException {
        credentials.revoke(id);
    }

    @POST
    @Path("/facilities/{id:\\d{1,9}}/device-credentials")
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
                .header("Cache-Control", NOT_KEPT).header("Content-Disposition", "attachment; filename=\"device-credentials.csv\"").build();
    }
}
