package io.parkbridge.device.account;

import java.io.IOException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

import javax.sql.DataSource;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.parkbridge.mqtt.BrokerAccounts;
import io.quarkus.scheduler.Scheduled;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Keeps the broker's accounts and ours alike: takes away what was revoked or retired while the broker was away, and notes which accounts
 * the broker has lost. Those cannot be given back, for nobody has their passwords; they are shown until new credentials are issued.
 */
@ApplicationScoped
class AccountSweep {

    private static final Logger LOG = Logger.getLogger(AccountSweep.class);
    private static final int TOGETHER = 100;

    private static final String OVERDUE = """
            select d.code from device_credential c join device d on d.id = c.device_id
            where c.revoked or not d.active order by d.id limit %d
            """.formatted(TOGETHER);

    private static final String GONE = """
            delete from device_credential c using device d
            where d.id = c.device_id and d.code = any(?) and (c.revoked or not d.active)
            """;

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
    private final AtomicInteger lost = new AtomicInteger();

    AccountSweep(DataSource database, BrokerAccounts broker, MeterRegistry metrics) {
        this.database = database;
        this.broker = broker;
        Gauge.builder("parkbridge.broker.accounts.lost", lost, AtomicInteger::get)
                .description("issued credentials that the broker knows nothing of any more").register(metrics);
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
        try (Connection connection = database.getConnection()) {
            List<String> overdue = names(connection, OVERDUE);
            while (!overdue.isEmpty()) {
                broker.remove(overdue);
                execute(connection, GONE, overdue.toArray(String[]::new));
                overdue = names(connection, OVERDUE);
            }
        }
    }

    void compare() throws SQLException, IOException {
        Set<String> atBroker = broker.names();
        try (Connection connection = database.getConnection()) {
            execute(connection, COMPARE, atBroker.toArray(String[]::new));
            try (PreparedStatement query = connection.prepareStatement(LOST); ResultSet row = query.executeQuery()) {
                row.next();
                int now = row.getInt(1);
                if (lost.getAndSet(now) < now) {
                    LOG.warnf("the broker has lost %d accounts; they need new credentials, for their passwords are kept nowhere", now);
                }
            }
        }
    }

    private static List<String> names(Connection connection, String sql) throws SQLException {
        List<String> names = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(sql); ResultSet row = query.executeQuery()) {
            while (row.next()) {
                names.add(row.getString(1));
            }
        }
        return names;
    }

    private static void execute(Connection connection, String sql, String[] names) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, names);
            statement.execute();
        }
    }
}
