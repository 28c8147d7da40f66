package io.parkbridge.ingest;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * Ready as long as the broker gives us messages and the database takes them: one that answers but refuses every batch (a full disk, a
 * missing table) passes its own check.
 */
@Readiness
@ApplicationScoped
class IngestCheck implements HealthCheck {

    private final MqttIntake intake;
    private final BatchStore store;

    IngestCheck(MqttIntake intake, BatchStore store) {
        this.intake = intake;
        this.store = store;
    }

    @Override
    public HealthCheckResponse call() {
        boolean subscribed = intake.isConnected() && intake.isSubscribed();
        return HealthCheckResponse.named("ingest").status(subscribed && !store.isWaiting())
                .withData("subscribed", subscribed).withData("storing", !store.isWaiting()).build();
    }
}
