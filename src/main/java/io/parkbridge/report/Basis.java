package io.parkbridge.report;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

import io.parkbridge.occupancy.Rounded;
import io.parkbridge.occupancy.analytics.Coverage;
import io.parkbridge.occupancy.analytics.DeviceFigures;
import io.parkbridge.occupancy.analytics.Question;
import jakarta.enterprise.context.ApplicationScoped;

/** Says at the end of every report how much of the truth its figures rest on. */
@ApplicationScoped
class Basis {

    private final Coverage coverage;
    private final DeviceFigures devices;

    Basis(Coverage coverage, DeviceFigures devices) {
        this.coverage = coverage;
        this.devices = devices;
    }

    Block.Findings of(Question question, Written written) throws SQLException {
        Coverage.Covered covered = coverage.of(question);
        List<String> sentences = new ArrayList<>();
        sentences.add(covered.unknownBays() == 0 ? "All " + written.count(covered.bays(), "bay has", "bays have") + " been heard of."
                : written.count(covered.knownBays()) + " of " + written.count(covered.bays(), "bay has", "bays have")
                        + " been heard of; the others count as bays, but nothing is known of their cars.");
        sentences.add(covered.missingReadings() == 0 ? "No reading is known to be missing."
                : written.count(covered.missingReadings(), "reading is", "readings are")
                        + " missing by the sensors' sequence numbers, counted since they were installed.");
        OptionalDouble availability = devices.days(question).stream().filter(day -> day.availability() != null)
                .mapToDouble(DeviceFigures.Day::availability).average();
        sentences.add(availability.isEmpty() ? "Whether sensors were heard of was not noted in this range."
                : "Sensors were heard of " + written.percent(Rounded.oneDecimal(availability.getAsDouble())) + " of the time, mean of zones and days.");
        return new Block.Findings("What these figures rest on", List.of(String.join(" ", sentences)));
    }
}
