package io.parkbridge.device.account;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

import javax.sql.DataSource;

import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.RestResponse.Status;

import io.parkbridge.access.Roles;
import io.parkbridge.audit.Action;
import io.parkbridge.audit.Audit;
import io.parkbridge.audit.Entry;
import io.parkbridge.audit.Subject;
import io.parkbridge.device.account.DeviceCredentials.Issued;
import io.parkbridge.http.Caller;
import io.parkbridge.http.Fields;
import io.parkbridge.http.Problem;
import io.parkbridge.mqtt.AccountRefused;
import io.parkbridge.mqtt.BrokerAccounts;
import io.parkbridge.mqtt.BrokerRole;
import io.parkbridge.scope.Reach;
import io.parkbridge.time.Micros;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import org.jboss.logging.Logger;

/** {@code /api/broker-accounts}: who else may use the broker: gateways, network servers, guidance signs, monitoring. */
@Path("/api/broker-accounts")
@Tag(name = "Broker accounts")
@RunOnVirtualThread
@RolesAllowed(Roles.ADMINISTRATOR)
public class BrokerAccountResource {

    private static final Logger LOG = Logger.getLogger(BrokerAccountResource.class);

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_-]{1,50}");
    private static final Pattern PREFIX = Pattern.compile("(v3|application)/[A-Za-z0-9@_.-]{1,100}");

    private static final String LIST = """
            select a.name, a.kind, f.code, a.prefix, a.issued_at, a.issued_by, a.lost_since
            from broker_account a left join facility f on f.id = a.facility_id order by a.name
            """;

    private static final String FIND = LIST.replace("order by a.name", "where a.name = ?");

    private static final String KEEP = """
            insert into broker_account (name, kind, facility_id, prefix, issued_by)
            values (?, ?, (select id from facility where code = ?), ?, ?)
            on conflict (name) do update set issued_at = now(), issued_by = excluded.issued_by, lost_since = null
            """;

    private static final String REVOKE = "delete from broker_account where name = ? returning facility_id";

    /** What an account is for, which decides what it may say and hear. */
    public enum Kind {
        /** publishes for every device of a facility */
        GATEWAY,
        /** publishes under its prefix */
        NETWORK_SERVER,
        /** reads the availability of a facility */
        SIGN,
        /** reads everything */
        MONITOR
    }

    /** @param lostSince the broker has lost it, and it needs new credentials */
    public record AccountView(String name, Kind kind, String facilityCode, String prefix, Instant issuedAt, String issuedBy, Instant lostSince) {
    }

    /** A new account: a facility for gateways and signs, a prefix for network servers. */
    @Schema(name = "BrokerAccountFields")
    public record AccountFields(String name, String kind, String facilityCode, String prefix) {
    }

    private final DataSource database;
    private final BrokerAccounts broker;
    private final Revocations revocations;
    private final Caller caller;
    private final Audit audit;

    BrokerAccountResource(DataSource database, BrokerAccounts broker, Revocations revocations, Caller caller, Audit audit) {
        this.database = database;
        this.broker = broker;
        this.revocations = revocations;
        this.caller = caller;
        this.audit = audit;
    }

    @GET
    @Operation(summary = "The broker's accounts that are no device's")
    public List<AccountView> list() throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(LIST)) {
            return views(query);
        }
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Makes an account", description = """
            Its user name, which is its client id as well, is the kind, a dot and the name: gateway.north. The password is shown this once.""")
    @APIResponse(responseCode = "201", description = "Made")
    @APIResponse(responseCode = "409", description = "There is one of this name, or this installation cannot make accounts at its broker")
    public RestResponse<Issued> create(
            @RequestBody(content = @Content(schema = @Schema(implementation = AccountFields.class))) byte[] body) throws SQLException {
        Fields fields = Fields.of(body);
        String name = fields.text("name", null, text -> NAME.matcher(text).matches() ? null : "must be 1 to 50 of A-Z a-z 0-9 _ -");
        String kindName = fields.text("kind", null, text -> kind(text) != null ? null : "must be GATEWAY, NETWORK_SERVER, SIGN or MONITOR");
        Kind kind = kind(kindName);
        boolean ofFacility = kind == Kind.GATEWAY || kind == Kind.SIGN;
        String facility = fields.textOrNull("facility_code", null, text -> ofFacility ? null : "is only for gateways and signs");
        String prefix = fields.textOrNull("prefix", null, text -> kind != Kind.NETWORK_SERVER ? "is only for network servers"
                : PREFIX.matcher(text).matches() ? null : "must be v3/ or application/ and one more level");
        if (ofFacility && facility == null) {
            fields.refuse("facility_code", "is required");
        } else if (facility != null && !exists(facility)) {
            fields.refuse("facility_code", "there is no such facility");
        }
        if (kind == Kind.NETWORK_SERVER && prefix == null) {
            fields.refuse("prefix", "is required");
        }
        if (kind != null && !ofFacility && Reach.current().isLimited()) {
            fields.refuse("kind", "is for administrators of all facilities");
        }
        fields.check();
        AccountView account = new AccountView(kind.name().toLowerCase(Locale.ROOT).replace("_", "") + "." + name, kind, facility, prefix, null,
                caller.name(), null);
        if (find(account.name()) != null) {
            throw Problem.conflict("there is an account " + account.name() + "; ask for new credentials of it instead");
        }
        return issue(account, Action.ISSUED);
    }

    @POST
    @Path("/{name}/credentials")
    @Operation(summary = "Gives an account a new password, shown this once", description = "Who is connected under it is thrown out")
    @APIResponse(responseCode = "201", description = "Issued")
    public RestResponse<Issued> renew(String name) throws SQLException {
        return issue(require(name), Action.ROTATED);
    }

    @DELETE
    @Path("/{name}")
    @Operation(summary = "Takes an account away; who is connected under it is thrown out")
    @APIResponse(responseCode = "204", description = "It is gone")
    @APIResponse(responseCode = "503", description = "It is revoked; the broker cannot be reached and is told as soon as it can be")
    public void delete(String name) throws SQLException {
        // asked again because the broker could not be told, it is no longer here
        AccountView account = revocations.isPending(name) ? null : require(name);
        if (account != null) {
            QuarkusTransaction.requiringNew().call(() -> {
                revoke(account);
                return null;
            });
        }
        try {
            revocations.tell(name);
        } catch (AccountRefused e) {
            throw Problem.conflict(e.getMessage());
        } catch (IOException e) {
            LOG.warnf("%s is revoked, but the broker has yet to be told: %s", name, e.getMessage());
            throw Problem.unavailable("revoked; the broker cannot be told now and will be as soon as it can");
        }
    }

    private void revoke(AccountView account) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement delete = connection.prepareStatement(REVOKE)) {
            delete.setString(1, account.name());
            try (ResultSet row = delete.executeQuery()) {
                if (row.next()) {
                    revocations.note(connection, account.name(), row.getObject(1, Integer.class));
                    audit.record(connection, entry(Action.REVOKED, account));
                }
            }
        }
    }

    /** The database goes first: it refuses who may not, also where another facility has an account of this name. */
    private RestResponse<Issued> issue(AccountView account, Action action) {
        Secret secret = Secret.create();
        QuarkusTransaction.requiringNew().call(() -> {
            keep(account, action);
            tell(() -> broker.put(List.of(new BrokerAccounts.Account(account.name(), secret.password(), role(account)))));
            return null;
        });
        return RestResponse.ResponseBuilder.create(Status.CREATED, new Issued(account.name(), secret.password()))
                .header("Cache-Control", DeviceCredentialResource.NOT_KEPT).build();
    }

    private void keep(AccountView account, Action action) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement keep = connection.prepareStatement(KEEP)) {
            keep.setString(1, account.name());
            keep.setString(2, account.kind().name());
            keep.setString(3, account.facilityCode());
            keep.setString(4, account.prefix());
            keep.setString(5, caller.name());
            keep.executeUpdate();
            revocations.undo(connection, List.of(account.name()));
            audit.record(connection, entry(action, account));
        }
    }

    private record What(Kind kind, String facilityCode, String prefix) {
    }

    private static Entry entry(Action action, AccountView account) {
        return Entry.of(action, Subject.CREDENTIALS, account.name(), account.name(), null,
                new What(account.kind(), account.facilityCode(), account.prefix()));
    }

    private static BrokerRole role(AccountView account) {
        return switch (account.kind()) {
            case GATEWAY -> BrokerRole.ofGateway(account.facilityCode());
            case NETWORK_SERVER -> BrokerRole.ofNetworkServer(account.prefix());
            case SIGN -> BrokerRole.ofSign(account.facilityCode());
            case MONITOR -> BrokerRole.OF_MONITOR;
        };
    }

    private interface Message {

        void send() throws IOException;
    }

    private static void tell(Message message) {
        try {
            message.send();
        } catch (AccountRefused e) {
            throw Problem.conflict(e.getMessage());
        } catch (IOException e) {
            LOG.warnf("an account is not changed: %s", e.getMessage());
            throw Problem.unavailable("the broker cannot be told, so nothing has changed; try again");
        }
    }

    private static Kind kind(String name) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equalsIgnoreCase(name)) {
                return kind;
            }
        }
        return null;
    }

    private boolean exists(String facility) throws SQLException {
        try (Connection connection = database.getConnection();
                PreparedStatement query = connection.prepareStatement("select 1 from facility where code = ?")) {
            query.setString(1, facility);
            try (ResultSet row = query.executeQuery()) {
                return row.next();
            }
        }
    }

    private AccountView require(String name) throws SQLException {
        AccountView account = find(name);
        if (account == null) {
            throw Problem.notFound("there is no such account");
        }
        return account;
    }

    private AccountView find(String name) throws SQLException {
        try (Connection connection = database.getConnection(); PreparedStatement query = connection.prepareStatement(FIND)) {
            query.setString(1, name);
            return views(query).stream().findFirst().orElse(null);
        }
    }

    private static List<AccountView> views(PreparedStatement query) throws SQLException {
        List<AccountView> accounts = new ArrayList<>();
        try (ResultSet row = query.executeQuery()) {
            while (row.next()) {
                accounts.add(new AccountView(row.getString(1), Kind.valueOf(row.getString(2)), row.getString(3), row.getString(4),
                        Micros.read(row, 5), row.getString(6), Micros.read(row, 7)));
            }
        }
        return accounts;
    }
}
