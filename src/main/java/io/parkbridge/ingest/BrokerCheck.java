package io.parkbridge.ingest;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

import jakarta.enterprise.context.ApplicationScoped;

/** Ready as long as the broker is connected and the writer runs; the database has a check of its own. */
@Readiness
@ApplicationScoped
class BrokerCheck implements HealthCheck {

    private final MqttIntake intake;
    private final Ingest ingest;

    BrokerCheck(MqttIntake intake, Ingest ingest) {
        this.intake = intake;
        this.ingest = ingest;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("broker").status(intake.isConnected() && ingest.isRunning())
                .withData("connected", intake.isConnected()).withData("writer", ingest.isRunning()).build();
    }
}
