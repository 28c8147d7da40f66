package io.parkbridge.ingest;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import io.micrometer.core.instrument.MeterRegistry;
import io.parkbridge.device.account.DeviceBound;
import io.parkbridge.http.Rejected;
import io.parkbridge.ingest.form.Form;
import io.parkbridge.ingest.form.JsonBody;
import io.parkbridge.ingest.form.TimeBounds;
import io.quarkus.security.identity.SecurityIdentity;
import jakarta.enterprise.context.ApplicationScoped;
import org.jboss.logging.Logger;

/**
 * Takes readings from HTTP clients and returns when they are committed. They travel in the same batches as the broker's; what is wrong
 * with a request is found before, so that it becomes an answer. Blocks its caller, a virtual thread.
 */
@ApplicationScoped
class HttpIntake {

    private static final Logger LOG = Logger.getLogger(HttpIntake.class);
    private static final Duration RETRY_AFTER = Duration.ofSeconds(5);
    private static final Duration RETRY_WHEN_QUARANTINED = Duration.ofMinutes(5);

    private final HttpIngestConfig http;
    private final IngestConfig ingest;
    private final SubmissionCheck check;
    private final Inbox inbox;
    private final Ledger ledger;
    private final Clock clock;
    private final MeterRegistry metrics;
    private final SecurityIdentity sender;
    private final Quarantine quarantine;

    HttpIntake(HttpIngestConfig http, IngestConfig ingest, SubmissionCheck check, Inbox inbox, Ledger ledger, Clock clock, MeterRegistry metrics,
            SecurityIdentity sender, Quarantine quarantine) {
        this.http = http;
        this.ingest = ingest;
        this.check = check;
        this.inbox = inbox;
        this.ledger = ledger;
        this.clock = clock;
        this.metrics = metrics;
        this.sender = sender;
        this.quarantine = quarantine;
    }

    /** A single record, stored. */
    <T extends Posted> Submission<T> takeOne(JsonNode record, BiFunction<Form, TimeBounds, T> kind) {
        Submission<T> submission = take(List.of(record), kind).getFirst();
        if (!submission.isSound()) {
            throw Rejected.fields(submission.form().errors());
        }
        return submission;
    }

    /** The records of an array, each stored or told why not, in the order of the array. */
    <T extends Posted> List<Submission<T>> takeAll(JsonNode records, BiFunction<Form, TimeBounds, T> kind) {
        if (!records.isArray()) {
            throw Rejected.body("Expected a list of items but got type \"" + JsonBody.typeOf(records) + "\".");
        }
        if (records.isEmpty()) {
            throw Rejected.body("This list may not be empty.");
        }
        if (records.size() > http.recordsMax()) {
            throw Rejected.tooLarge("At most " + http.recordsMax() + " records at once.");
        }
        return take(StreamSupport.stream(records.spliterator(), false).toList(), kind);
    }

    private <T extends Posted> List<Submission<T>> take(List<JsonNode> records, BiFunction<Form, TimeBounds, T> kind) {
        Instant receivedAt = clock.instant();
        String only = DeviceBound.deviceOf(sender);
        if (only != null && !quarantine.admitsDevice(only, records.size(), receivedAt)) {
            count("quarantined", records.size());
            throw Rejected.tooMany("This device sends more than its budget; nothing of it is taken for now.", RETRY_WHEN_QUARANTINED);
        }
        TimeBounds times = new TimeBounds(receivedAt, ingest.futureTolerance(), ingest.ageMax());
        List<Submission<T>> submissions = records.stream().map(Form::new).map(form -> new Submission<>(form, kind.apply(form, times))).toList();
        try {
            check.check(submissions, only);
            List<Submission<T>> sound = submissions.stream().filter(Submission::isSound).toList();
            if (!sound.isEmpty()) {
                store(sound, receivedAt);
                sound.forEach(Submission::settle);
            }
        } catch (SQLException e) {
            LOG.warnf("a request is turned away, the database cannot be asked: %s", e.getMessage());
            throw unavailable(records.size(), "The database is away; nothing of this request is stored.");
        }
        long stored = submissions.stream().filter(Submission::isSound).count();
        count("stored", stored);
        count("refused", submissions.size() - stored);
        return submissions;
    }

    /** Returns when all of it is committed. What is left in the inbox when that takes too long is taken back. */
    private void store(List<? extends Submission<?>> sound, Instant receivedAt) {
        CountDownLatch open = new CountDownLatch(sound.size());
        Set<Delivery> deliveries = Collections.newSetFromMap(new IdentityHashMap<>(sound.size()));
        sound.forEach(submission -> deliveries.add(submission.delivery(ingest.topicRoot(), receivedAt, open)));
        ledger.received(sound.size());
        try {
            if (!inbox.addFromClient(deliveries, http.answerWithin())) {
                ledger.returned(sound.size());
                throw unavailable(sound.size(), "Too many readings are waiting; nothing of this request is stored.");
            }
            if (!open.await(http.answerWithin().toMillis(), TimeUnit.MILLISECONDS)) {
                ledger.returned(inbox.takeBack(deliveries));
            }
        } catch (InterruptedException e) {
            ledger.returned(inbox.takeBack(deliveries));
            Thread.currentThread().interrupt();
        }
        if (open.getCount() > 0) {
            throw unavailable(sound.size(),
                    "Not stored in time, it may be stored yet; send it again, a reading that is there is recognised as a duplicate.");
        }
    }

    private Rejected unavailable(int records, String text) {
        count("unavailable", records);
        return Rejected.unavailable(text, RETRY_AFTER);
    }

    private void count(String result, long records) {
        metrics.counter("parkbridge.http.records", "result", result).increment(records);
    }
}
