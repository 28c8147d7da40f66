package io.parkbridge.device.account;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parkbridge.mqtt.BrokerAccounts;
import io.parkbridge.mqtt.BrokerReached;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.ObservesAsync;
import org.jboss.logging.Logger;

/**
 * Keeps the broker's accounts as ours say, as soon as the broker is there and now and then: takes away what was revoked or retired while it
 * was away, or has come back with an old file, and notes which accounts it has lost. Those cannot be given back, for nobody has their
 * passwords; they are shown until new credentials are issued.
 */
@ApplicationScoped
class AccountSweep {

    private static final Logger LOG = Logger.getLogger(AccountSweep.class);

    /** What has changed since is seen the next time; a device that is just being given credentials is not called lost. */
    private static final String COMPARE = """
            with broker as (select unnest(?::text[]) as name), here as (
                update device_credential c set lost_since = case when b.name is null then coalesce(c.lost_since, now()) end
                from device d left join broker b on b.name = d.code
                where d.id = c.device_id and c.issued_at < now() - interval '1 minute' and (b.name is null) <> (c.lost_since is not null)
            ), others as (
                update broker_account a set lost_since = case when b.name is null then coalesce(a.lost_since, now()) end
                from broker_account n left join broker b on b.name = n.name
                where n.name = a.name and a.issued_at < now() - interval '1 minute' and (b.name is null) <> (a.lost_since is not null)
            )
            select 1
            """;

    private static final String LOST = """
            select (select count(*) from device_credential where lost_since is not null)
                 + (select count(*) from broker_account where lost_since is not null)
            """;

    private final DataSource database;
    private final BrokerAccounts broker;
    private final Revocations revocations;
    private final AtomicInteger lost = new AtomicInteger();

    AccountSweep(DataSource database, BrokerAccounts broker, Revocations revocations, MeterRegistry metrics) {
        this.database = database;
        this.broker = broker;
        this.revocations = revocations;
        Gauge.builder("parkbridge.broker.accounts.lost", lost, AtomicInteger::get)
                .description("issued credentials that the broker knows nothing of any more").register(metrics);
    }

    /** What was revoked first: that is urgent, and comparing takes long where there are many. */
    void onReached(@ObservesAsync BrokerReached reached) {
        sweep();
        compareAll();
    }

    @Scheduled(every = "${parkbridge.broker-accounts.sweep-every:1m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void sweep() {
        attempt(this::removeOverdue);
    }

    @Scheduled(every = "${parkbridge.broker-accounts.compare-every:10m}", concurrentExecution = Scheduled.ConcurrentExecution.SKIP)
    void compareAll() {
        attempt(this::compare);
    }

    private interface Step {

        void run() throws SQLException, IOException;
    }

    private void attempt(Step step) {
        if (broker.isConfigured()) {
            try {
                step.run();
            } catch (SQLException | IOException | RuntimeException e) {
                LOG.warnf("the broker's accounts are not compared with ours now: %s", e.getMessage());
            }
        }
    }

    void removeOverdue() throws SQLException, IOException {
        revocations.tellAll();
    }

    void compare() throws SQLException, IOException {
        Set<String> atBroker = broker.names();
        int back;
        try (Connection connection = database.getConnection()) {
            back = revocations.noteAgain(connection, atBroker);
            try (PreparedStatement compare = connection.prepareStatement(COMPARE)) {
                compare.setObject(1, atBroker.toArray(String[]::new));
                compare.execute();
            }
            countLost(connection);
        }
        if (back > 0) {
            LOG.warnf("the broker has %d accounts again that were revoked: is its file an old one? They are taken away; "
                    + "who was given new credentials since needs them once more", back);
            revocations.tellAll();
        }
    }

    private void countLost(Connection connection) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(LOST); ResultSet row = query.executeQuery()) {
            row.next();
            int now = row.getInt(1);
            if (lost.getAndSet(now) < now) {
                LOG.warnf("the broker has lost %d accounts; they need new credentials, for their passwords are kept nowhere", now);
            }
        }
    }
}
