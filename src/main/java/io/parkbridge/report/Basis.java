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
        sentences.add(covered.unknownBays() == 0 ? written.text("basis.all-bays", covered.bays())
                : written.text("basis.some-bays", covered.knownBays(), covered.bays()));
        sentences.add(covered.missingReadings() == 0 ? written.text("basis.none-missing")
                : written.text("basis.missing", covered.missingReadings()));
        OptionalDouble availability = devices.days(question).stream().filter(day -> day.availability() != null)
                .mapToDouble(DeviceFigures.Day::availability).average();
        sentences.add(availability.isEmpty() ? written.text("basis.not-noted")
                : written.text("basis.heard-of", written.percent(Rounded.oneDecimal(availability.getAsDouble()))));
        return new Block.Findings(written.text("basis"), List.of(String.join(" ", sentences)));
    }
}
