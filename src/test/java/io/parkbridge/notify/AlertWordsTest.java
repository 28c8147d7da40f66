package io.parkbridge.notify;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Locale;

import io.parkbridge.alert.Alert;
import io.parkbridge.alert.Severity;
import io.parkbridge.text.Texts;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlertWordsTest {

    private final AlertWords german = new AlertWords(Texts.of("notify/mail", Locale.GERMANY));
    private final AlertWords english = new AlertWords(Texts.of("notify/mail", Locale.UK));

    private static Alert alert(String type, String facts) {
        return new Alert(1, type, Severity.WARNING, "DEVICE", 1, "F", null, null, null, null, "D", null, "in English", facts, Instant.EPOCH, Instant.EPOCH,
                Instant.EPOCH, 1, true, null, null, null, null, null, null);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "OVERSTAY | {\"stood_minutes\":75,\"limit_minutes\":60} | ein Auto steht seit 75 min, erlaubt sind 60",
        "DEVICE_OFFLINE | {\"silent_seconds\":125,\"limit_seconds\":120} | hat sich 125 s lang nicht gemeldet, länger als 120 s",
        "DEVICE_OFFLINE | {\"silent_devices\":9,\"devices\":10} | 9 von 10 Geräten melden sich nicht: Gateway, seine Leitung oder die Bridge des Brokers prüfen",
        "HIGH_POWER | {\"watts\":1620,\"limit_watts\":1500} | zieht 1.620 W, mehr als 1.500 W",
        "INVALID_DATA | {\"volts\":90,\"volts_min\":100,\"volts_max\":300} | meldet 90 V, nicht 100 bis 300 V",
        "INVALID_DATA | {\"reason\":\"WRONG_TYPE\",\"detail\":\"voltage must be a number\"} | hat einen unmöglichen Wert gesendet",
        "LOW_BATTERY | {\"percent\":5,\"limit_percent\":20} | Batterie bei 5 %, unter 20 %",
        "CLOCK_SKEW | {\"ahead_seconds\":90,\"limit_seconds\":60} | seine Uhr geht 90 s vor, mehr als 60 s",
        "CLOCK_SKEW | {\"behind_seconds\":90,\"limit_seconds\":60,\"readings\":5} | seine Uhr geht nach: jede seiner letzten 5 Nachrichten kam 90 s zu spät, mehr als 60 s",
        "CLOCK_SKEW | {\"reason\":\"FUTURE_TIME\"} | seine Uhr geht vor: eine Nachricht aus der Zukunft wurde nicht angenommen",
        "ZONE_FULL | {\"occupied\":20,\"capacity\":20} | 20 von 20 Stellplätzen sind belegt",
        "STUCK_SENSOR | {\"unchanged_hours\":169,\"limit_hours\":168} | meldet seit 169 h denselben Zustand, länger als 168 h",
        "FLAPPING_SENSOR | {\"stays\":6,\"window_minutes\":10} | sah in 10 min 6 Autos kommen",
        "DEVICE_QUARANTINED | {\"messages\":1} | sendet mehr, als ihm zusteht; nichts davon wird angenommen, bisher 1 Nachricht",
        "LOW_HEALTH | {\"score\":20,\"limit_score\":30} | Zustand 20, unter 30",
        "LOW_HEALTH | {} | in English", "OF_TOMORROW | {\"score\":20} | in English"})
    void alertsAreSaidByTheirFacts(String type, String facts, String said) {
        assertThat(german.says(alert(type, facts))).isEqualTo(said);
        assertThat(english.says(alert(type, facts))).isEqualTo("in English");
    }

    @ParameterizedTest
    @CsvSource({"OVERSTAY, Parkzeit überschritten", "OF_TOMORROW, OF_TOMORROW"})
    void kindsHaveWords(String type, String words) {
        assertThat(german.kind(alert(type, "{}"))).isEqualTo(words);
    }
}
