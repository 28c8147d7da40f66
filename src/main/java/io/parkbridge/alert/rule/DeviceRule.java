package io.parkbridge.alert.rule;

/** Decided by time that passes: what a device has not said, or says too often. */
public non-sealed interface DeviceRule extends AlertRule {

    /**
     * What is known of a device at a tick; only what its rule looks at is filled.
     *
     * @param silentSeconds    since its last message, without the time in which nobody listened
     * @param intervalSeconds  how often it is expected to speak, null where that is not known
     * @param unchangedSeconds since its bay last changed
     * @param stays            that began within the rule's window
     * @param health           0 to 100
     * @param refused          messages that were not taken because it sends too many
     */
    record Known(double silentSeconds, Integer intervalSeconds, double unchangedSeconds, int stays, int health, long refused) {

        public static Known silent(double seconds, Integer intervalSeconds) {
            return new Known(seconds, intervalSeconds, 0, 0, 100, 0);
        }

        public static Known unchanged(double seconds) {
            return new Known(0, null, seconds, 0, 100, 0);
        }

        public static Known stays(int count) {
            return new Known(0, null, 0, count, 100, 0);
        }

        public static Known health(int score) {
            return new Known(0, null, 0, 0, score, 0);
        }

        public static Known refused(long messages) {
            return new Known(0, null, 0, 0, 100, messages);
        }
    }

    Verdict judge(Known known, Thresholds limits);
}
