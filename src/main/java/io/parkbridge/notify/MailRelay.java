package io.parkbridge.notify;

import java.time.Duration;

import io.quarkus.mailer.Mail;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.quarkus.runtime.Startup;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Hands mails to the relay that {@code quarkus.mailer.*} names, and waits for its answer. All of them on one event loop: the client opens a
 * connection on the loop it happens to be on, listens to it on that of the mail it is for, and where those are two, a greeting that comes in
 * between is lost. The mail then waits until the relay gives the silent connection up.
 */
@Startup
@ApplicationScoped
public class MailRelay {

    /** Below the leases of those who send: what is still on its way is not taken up by another. */
    private static final Duration ANSWER_MAX = Duration.ofMinutes(1);

    private final ReactiveMailer mailer;
    private final Context loop;

    /** Made at the start, on a thread that belongs to no request, so the event loop's context is a new one. */
    MailRelay(ReactiveMailer mailer, Vertx vertx) {
        this.mailer = mailer;
        this.loop = vertx.getOrCreateContext();
    }

    /** @throws RuntimeException what the relay answered, or that it did not in a minute; whoever sends tries again */
    public void send(Mail mail) {
        mailer.send(mail).runSubscriptionOn(sending -> loop.runOnContext(ignored -> sending.run())).await().atMost(ANSWER_MAX);
    }
}
