package io.parkbridge.device.account;

import java.sql.SQLException;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

import io.parkbridge.access.Roles;
import io.parkbridge.device.account.DeviceCredentials.Held;
import io.parkbridge.device.account.DeviceCredentials.Issued;
import io.parkbridge.http.Caller;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;

/** {@code /api/devices/{id}/credentials}. */
@Path("/api/devices/{id:\\d{1,9}}/credentials")
@Tag(name = "Devices")
@RunOnVirtualThread
@RolesAllowed(Roles.ADMINISTRATOR)
public class DeviceCredentialResource {

    static final String NOT_KEPT = "no-store";

    private final DeviceCredentials credentials;
    private final Caller caller;

    DeviceCredentialResource(DeviceCredentials credentials, Caller caller) {
        this.credentials = credentials;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Whether a device has credentials, since when and by whom", description = "Nothing of the password, which is shown once")
    public Held held(int id) throws SQLException {
        return credentials.held(id);
    }

    @POST
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
    @Operation(summary = "Takes a device's credentials away", description = "At once, here and at the broker, where a connected device is thrown out")
    @APIResponse(responseCode = "204", description = "It has none")
    @APIResponse(responseCode = "503", description = "Revoked here; the broker cannot be reached and is told as soon as it can be")
    public void revoke(int id) throws SQLException {
        credentials.revoke(id);
    }
}
