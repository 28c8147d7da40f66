package io.parkbridge.firmware.link;

import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicBoolean;

/** Tells a person once that the broker is away, and once that it is back, however many gateways notice. */
final class Notices {

    private final Broker broker;
    private final PrintStream out;
    private final AtomicBoolean away = new AtomicBoolean();

    Notices(Broker broker, PrintStream out) {
        this.broker = broker;
        this.out = out;
    }

    void away(Throwable failure) {
        if (away.compareAndSet(false, true)) {
            Throwable reason = failure.getCause() == null ? failure : failure.getCause();
            out.printf("the broker at %s is not there (%s); waiting for it%n", broker.url(), reason.getMessage());
        }
    }

    void back() {
        if (away.compareAndSet(true, false)) {
            out.printf("the broker at %s is back%n", broker.url());
        }
    }
}
