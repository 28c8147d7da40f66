package io.parkbridge.occupancy;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

import io.parkbridge.access.Roles;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Change;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.parkbridge.device.Device;
import io.parkbridge.device.account.DeviceCredentials;
import io.parkbridge.facility.Bay;
import io.parkbridge.facility.Facility;
import io.parkbridge.facility.SiteRevision;
import io.parkbridge.facility.SiteRules;
import io.parkbridge.http.Caller;
import io.parkbridge.http.Fields;
import io.parkbridge.http.Problem;
import io.parkbridge.http.Version;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.transaction.Transactional;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;

/**
 * {@code /api/devices}: registers, moves, replaces and retires devices. It stands here and not beside the list of devices, because what
 * watches a bay decides what is known of it.
 */
@Path("/api/devices")
@RolesAllowed(Roles.ADMINISTRATOR)
@Tag(name = "Devices")
@RunOnVirtualThread
public class PlacementResource {

    /**
     * A device as it is administered; the bay is null for a gateway.
     *
     * @param credentials only when it has just been registered, speaks for itself, and the broker could be told
     */
    public record DeviceDetails(int id, String deviceCode, int facilityId, Integer bayId, String model, String devEui, Integer expectedIntervalSeconds,
            boolean isActive, Instant installedAt, int version, @JsonInclude(JsonInclude.Include.NON_NULL) DeviceCredentials.Issued credentials) {

        DeviceDetails with(DeviceCredentials.Issued issued) {
            return new DeviceDetails(id, deviceCode, facilityId, bayId, model, devEui, expectedIntervalSeconds, isActive, installedAt, version,
                    issued);
        }
    }

    /** What can be said of a device; {@code device_code} and {@code facility_id} only when it is registered. */
    @Schema(name = "DeviceFields")
    public record DeviceFields(String deviceCode, Integer facilityId, Integer bayId, String model, String devEui,
            Integer expectedIntervalSeconds, Boolean isActive) {
    }

    private final Placement placement;
    private final SiteRevision revision;
    private final Audit audit;
    private final DeviceCredentials credentials;
    private final Caller caller;

    PlacementResource(Placement placement, SiteRevision revision, Audit audit, DeviceCredentials credentials, Caller caller) {
        this.placement = placement;
        this.revision = revision;
        this.audit = audit;
        this.credentials = credentials;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Path("/{id:\\d{1,9}}")
    @Transactional
    @Operation(summary = "One device as it is administered, its version in the ETag header")
    public RestResponse<DeviceDetails> one(int id) {
        Device device = find(id);
        return Version.answer(Status.OK, details(device), device.version);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Registers a device", description = """
            device_code is required, and bay_id; for a gateway facility_id instead. The answer brings the device's credentials, this once; \
            none for a sensor of a network server (dev_eui), and none where the broker could not be told: they can be asked for later.""")
    public RestResponse<DeviceDetails> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = DeviceFields.class))) byte[] body) {
        return registered(QuarkusTransaction.requiringNew().call(() -> register(body)));
    }

    private DeviceDetails register(byte[] body) {
        revision.begin();
        Fields fields = Fields.of(body);
        Device device = newDevice(fields);
        device.bay = bay(fields, device, null);
        Integer facilityId = fields.integer("facility_id", device.bay == null ? null : device.bay.zone.facility.id, 1, Integer.MAX_VALUE);
        device.facility = facilityId == null ? null : Facility.findById(facilityId);
        if (facilityId != null && (device.facility == null || !device.facility.active)) {
            fields.refuse("facility_id", "is no active facility");
        } else if (device.bay != null && !device.facility.id.equals(device.bay.zone.facility.id)) {
            fields.refuse("facility_id", "is not the facility of the bay");
        }
        String devEui = devEui(fields, device);
        fields.check();
        identify(device, devEui);
        device.persistAndFlush();
        audit.created(Device.AUDITED, List.of(device.id));
        return details(device);
    }

    @PATCH
    @Path("/{id:\\d{1,9}}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Transactional
    @Operation(summary = "Changes, moves (bay_id) or retires (is_active false) a device", description = """
            If-Match names the version that was seen. The messages of a retired device become dead letters. What a moved device said \
            stays with the bay it leaves; that bay, and one whose device is retired, are unknown from then on.""")
    public RestResponse<DeviceDetails> change(int id, @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = DeviceFields.class))) byte[] body) {
        revision.begin();
        Device device = find(id);
        Version.require(ifMatch, device.version);
        Change change = audit.begin(Device.AUDITED, List.of(id));
        Fields fields = Fields.of(body);
        boolean active = fields.bool("is_active", device.active);
        Bay bay = bay(fields, device, device.bay);
        if (active && !device.active) {
            checkReturn(fields, device, bay);
        }
        read(fields, device);
        String devEui = devEui(fields, device);
        fields.check();
        identify(device, devEui);
        if (!Objects.equals(idOf(bay), idOf(device.bay))) {
            placement.move(device, bay);
        }
        if (device.active && !active) {
            placement.retire(device);
        }
        device.active = active;
        Device.flush();
        audit.done(change);
        return Version.answer(Status.OK, details(device), device.version);
    }

    @POST
    @Path("/{id:\\d{1,9}}/replacement")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Puts another device in this one's place", description = """
            If-Match names the version of the old device, which is retired. The bay keeps its state and its open stay, and the new \
            device's readings continue them. The answer brings the new device's credentials, as when one is registered.""")
    public RestResponse<DeviceDetails> replace(int id, @HeaderParam("If-Match") String ifMatch,
            @RequestBody(content = @Content(schema = @Schema(implementation = DeviceFields.class))) byte[] body) {
        return registered(QuarkusTransaction.requiringNew().call(() -> putInPlace(id, ifMatch, body)));
    }

    private DeviceDetails putInPlace(int id, String ifMatch, byte[] body) {
        revision.begin();
        Device old = find(id);
        Version.require(ifMatch, old.version);
        Fields fields = Fields.of(body);
        Device replacement = newDevice(fields);
        String devEui = devEui(fields, replacement);
        fields.check();
        if (!old.active) {
            throw Problem.conflict("the device is retired already");
        }
        identify(replacement, devEui);
        placement.replace(old, replacement);
        return details(replacement);
    }

    /** The device is registered by now, whatever the broker says. */
    private RestResponse<DeviceDetails> registered(DeviceDetails device) {
        return Version.answer(Status.CREATED, device.devEui == null ? device.with(credentials.issueIfPossible(device.id, caller.name())) : device,
                device.version);
    }

    private static Device newDevice(Fields fields) {
        Device device = new Device();
        device.code = fields.text("device_code", null, SiteRules::code);
        device.model = "generic";
        device.active = true;
        read(fields, device);
        if (device.code != null && Device.count("code", device.code) > 0) {
            fields.refuse("device_code", "is taken, perhaps by a retired device");
        }
        return device;
    }

    private static void read(Fields fields, Device device) {
        device.model = fields.text("model", device.model, SiteRules::kind);
        device.expectedIntervalSeconds = fields.integerOrNull("expected_interval_seconds", device.expectedIntervalSeconds, 1,
                SiteRules.INTERVAL_SECONDS_MAX);
    }

    private static String devEui(Fields fields, Device device) {
        String devEui = fields.textOrNull("dev_eui", device.devEui, SiteRules::devEui);
        return devEui == null ? null : devEui.toLowerCase(Locale.ROOT);
    }

    /** Uplinks lead to one device; a retired one gives its DevEUI away only when told to. */
    private static void identify(Device device, String devEui) {
        Device other = devEui == null ? null : Device.ofDevEui(devEui);
        if (other != null && other != device) {
            throw Problem.conflict("dev_eui " + devEui + " is the one of " + other.code);
        }
        device.devEui = devEui;
    }

    /** The bay asked for, or the present one. */
    private static Bay bay(Fields fields, Device device, Bay present) {
        Integer id = fields.integerOrNull("bay_id", idOf(present), 1, Integer.MAX_VALUE);
        if (Objects.equals(id, idOf(present))) {
            return present;
        }
        if (id == null) {
            return null;
        }
        Bay bay = Bay.findById(id);
        if (bay == null || !bay.active) {
            fields.refuse("bay_id", "is no active bay");
            return null;
        }
        Device watching = Device.activeOn(bay);
        if (watching != null && !watching.id.equals(device.id)) {
            fields.refuse("bay_id", "is watched by " + watching.code + "; replace, move or retire that device");
        }
        if (device.facility != null && !bay.zone.facility.id.equals(device.facility.id)) {
            fields.refuse("bay_id", "is in another facility");
        }
        return bay;
    }

    private static void checkReturn(Fields fields, Device device, Bay bay) {
        if (!device.facility.active || bay != null && !bay.active) {
            fields.refuse("is_active", "cannot be true on a retired bay or in a retired facility");
        }
        Device watching = bay == null ? null : Device.activeOn(bay);
        if (watching != null && Objects.equals(idOf(bay), idOf(device.bay))) {
            fields.refuse("is_active", "cannot be true: " + watching.code + " watches the bay now");
        }
    }

    private static Integer idOf(Bay bay) {
        return bay == null ? null : bay.id;
    }

    private static Device find(int id) {
        return Device.<Device>findByIdOptional(id).orElseThrow(() -> Problem.notFound("there is no such device"));
    }

    private static DeviceDetails details(Device device) {
        Device.getEntityManager().refresh(device); // the database sets the time of installation
        return new DeviceDetails(device.id, device.code, device.facility.id, idOf(device.bay), device.model, device.devEui,
                device.expectedIntervalSeconds, device.active, device.installedAt, device.version, null);
    }
}
