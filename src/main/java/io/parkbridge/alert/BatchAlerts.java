package io.parkbridge.alert;

import java.util.List;
import java.util.Map;

/**
 * What a batch has done to alerts.
 *
 * @param triggered by the message's position in the batch: the types its content is an alert of, whether new or counted up
 */
public record BatchAlerts(AlertChanges changes, Map<Integer, List<String>> triggered) {

    static final BatchAlerts NONE = new BatchAlerts(AlertChanges.NONE, Map.of());
}
