package io.parkbridge.notify;

import static io.parkbridge.Patience.await;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import io.quarkus.mailer.Mail;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(Receivers.class)
class MailRelayIT {

    private static final int MAILS = 200;

    @Inject
    MailRelay relay;

    Supplier<List<String>> mails;
    Queue<Socket> mailConnections;

    /** Opened from a thread that is none of the client's, some connections lost their greeting, and waited until the server gave them up. */
    @Test
    void greetingThatComesAtOnceIsHeard() {
        List<Future<?>> sent = new ArrayList<>();
        try (ExecutorService people = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < MAILS; i++) {
                Mail mail = Mail.withText("greeted" + i + "@example.org", "Greeted", "");
                sent.add(people.submit(() -> relay.send(mail)));
            }
        }
        assertThat(sent).extracting(Future::state).containsOnly(Future.State.SUCCESS);
    }

    @Test
    void connectionIsNotKeptForAnotherMail() {
        relay.send(Mail.withText("kept@example.org", "Kept", ""));
        await().until(() -> !mailConnections.isEmpty() && mailConnections.stream().allMatch(Socket::isClosed));
    }
}
