package io.parkbridge.ingest.decode;

import io.parkbridge.ingest.deadletter.DeadLetterReason;

/** The levels behind the topic root: {@code {facility}/{device}/{kind}}. */
record TopicAddress(String facility, String device, String kind) {

    private static final int CODE_LENGTH_MAX = 50;

    static TopicAddress parse(String root, String topic) throws Unreadable {
        int facilityAt = root.length() + 1;
        int deviceAt = topic.indexOf('/', facilityAt) + 1;
        int kindAt = deviceAt == 0 ? 0 : topic.indexOf('/', deviceAt) + 1;
        if (!topic.startsWith(root) || kindAt == 0 || topic.indexOf('/', kindAt) >= 0) {
            throw new Unreadable(DeadLetterReason.MALFORMED_TOPIC, "expected " + root + "/{facility}/{device}/{kind}");
        }
        return new TopicAddress(code(topic, facilityAt, deviceAt - 1, "facility"), code(topic, deviceAt, kindAt - 1, "device"),
                topic.substring(kindAt));
    }

    static String code(String topic, int from, int to, String what) throws Unreadable {
        boolean wellFormed = to > from && to - from <= CODE_LENGTH_MAX;
        for (int i = from; wellFormed && i < to; i++) {
            char c = topic.charAt(i);
            wellFormed = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' || c == '_' || c == '-';
        }
        if (!wellFormed) {
            throw new Unreadable(DeadLetterReason.MALFORMED_TOPIC,
                    "the " + what + " code must be 1 to " + CODE_LENGTH_MAX + " of A-Z a-z 0-9 _ -");
        }
        return topic.substring(from, to);
    }
}
