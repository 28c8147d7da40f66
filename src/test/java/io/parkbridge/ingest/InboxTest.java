package io.parkbridge.ingest;

import static io.parkbridge.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

import io.parkbridge.ingest.deadletter.DeadLetterReason;
import io.parkbridge.ingest.decode.Decoded;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Two lanes into one batch. */
@Timeout(20)
class InboxTest {

    private static final Duration PATIENT = Duration.ofSeconds(10);

    private static final int BROKER_MAX = 10;

    private final Inbox inbox = new Inbox(BROKER_MAX, 2);

    private static Delivery message(String topic) {
        return new Delivery(topic, new byte[0], Instant.EPOCH, new Decoded.Refused(DeadLetterReason.NOT_JSON, "", null), outcome -> { });
    }

    private static List<Delivery> messages(String topic, int n) {
        return IntStream.range(0, n).mapToObj(i -> message(topic + i)).toList();
    }

    private List<String> taken(int max) throws InterruptedException {
        return inbox.take(max).stream().map(Delivery::topic).toList();
    }

    @Test
    void batchIsWhatWaitsUpToItsLimit() throws InterruptedException {
        messages("b", 3).forEach(inbox::addFromBroker);
        assertThat(taken(2)).containsExactly("b0", "b1");
        assertThat(taken(2)).containsExactly("b2");
    }

    @Test
    void neitherLaneHoldsUpTheOther() throws InterruptedException {
        messages("b", 10).forEach(inbox::addFromBroker);
        inbox.addFromClient(messages("c", 10), PATIENT);
        assertThat(taken(4)).containsExactly("c0", "c1", "b0", "b1");
        assertThat(taken(20)).hasSize(16);
    }

    @Test
    void brokersLaneHoldsWhatTheBrokerMaySendAndNoMore() {
        assertThat(messages("b", BROKER_MAX)).allMatch(inbox::addFromBroker);
        assertThat(inbox.addFromBroker(message("more"))).isFalse();
    }

    @Test
    void fullLaneTurnsARequestAwayWholeAndTheBrokerStillComesIn() throws InterruptedException {
        inbox.addFromClient(messages("c", 5), PATIENT);
        assertThat(inbox.addFromClient(messages("d", 1), Duration.ZERO)).isFalse();
        inbox.addFromBroker(message("b"));
        assertThat(taken(10)).containsExactly("c0", "c1", "c2", "c3", "c4", "b");
    }

    @Test
    void requestWaitsForRoom() throws InterruptedException {
        inbox.addFromClient(messages("c", 2), PATIENT);
        CompletableFuture<Boolean> late = CompletableFuture.supplyAsync(() -> {
            try {
                return inbox.addFromClient(messages("d", 1), PATIENT);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        assertThat(taken(10)).containsExactly("c0", "c1");
        await().until(late::isDone);
        assertThat(late.join()).isTrue();
        assertThat(taken(10)).containsExactly("d0");
    }

    @Test
    void requestTakesBackWhatStillWaitsAndNothingElse() throws InterruptedException {
        Set<Delivery> request = Set.copyOf(messages("c", 3));
        inbox.addFromClient(request, PATIENT);
        assertThat(taken(2)).hasSize(2);
        inbox.addFromClient(messages("d", 1), PATIENT);
        assertThat(inbox.takeBack(request)).isEqualTo(1);
        assertThat(taken(10)).containsExactly("d0");
    }

    @Test
    void writerIsWokenByEitherLane() throws InterruptedException {
        CompletableFuture<List<Delivery>> writer = CompletableFuture.supplyAsync(() -> {
            try {
                return inbox.take(10);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        inbox.addFromClient(messages("c", 1), PATIENT);
        await().until(writer::isDone);
        assertThat(writer.join()).hasSize(1);
    }
}
