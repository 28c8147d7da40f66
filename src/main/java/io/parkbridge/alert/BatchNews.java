package io.parkbridge.alert;

import java.util.List;
import java.util.Set;

import io.parkbridge.alert.rule.MessageRule;
import io.parkbridge.occupancy.OccupancyChanges;

/**
 * What a batch tells the rules: what each device said, who spoke at all, and what it meant for bays and zones.
 *
 * @param devices every device of the batch
 * @param spoke   those of them that gave a sign of life; a Last Will is none
 */
public record BatchNews(List<FromDevice> said, Set<Integer> devices, Set<Integer> spoke, OccupancyChanges occupancy) {

    /**
     * One message that rules look at.
     *
     * @param message its position in the batch
     * @param zoneId  null for a gateway
     */
    public record FromDevice(int message, int deviceId, Integer zoneId, int facilityId, MessageRule.Said said) {
    }
}
