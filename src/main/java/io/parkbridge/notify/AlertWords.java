package io.parkbridge.notify;

import java.util.Objects;
import java.util.TreeMap;

import io.parkbridge.alert.Alert;
import io.parkbridge.text.Texts;
import io.vertx.core.json.JsonObject;

/** What an alert says in the language of its reader, from its facts; where that is not known its own message, which is English. */
final class AlertWords {

    private final Texts texts;

    AlertWords(Texts texts) {
        this.texts = texts;
    }

    /** What kind of alert it is; one that has no words by its own name. */
    String kind(Alert alert) {
        return Objects.requireNonNullElse(texts.orNull("type." + alert.alertType()), alert.alertType());
    }

    /** The text of one of its facts tells its cases apart; the values of all stand in it in the order of their names. */
    String says(Alert alert) {
        TreeMap<String, Object> facts = new TreeMap<>(new JsonObject(alert.facts()).getMap());
        Object[] values = facts.values().toArray();
        return facts.keySet().stream().map(fact -> texts.orNull("says." + alert.alertType() + "." + fact, values)).filter(Objects::nonNull)
                .findFirst().orElse(alert.message());
    }
}
