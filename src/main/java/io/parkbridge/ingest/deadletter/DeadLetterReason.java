package io.parkbridge.ingest.deadletter;

/** Why a message could not be taken; stored by name, counted by name. */
public enum DeadLetterReason {
    /** The topic is not one of the contract's, or a code in it is malformed. */
    MALFORMED_TOPIC,
    /** The payload is not one JSON object in UTF-8. */
    NOT_JSON,
    /** A field has another type than the contract says. */
    WRONG_TYPE,
    /** A field that the message cannot do without is absent. */
    MISSING_FIELD,
    /** A number is infinite or beyond what the field can mean. */
    OUT_OF_RANGE,
    /** The time lies further ahead of receipt than {@code parkbridge.ingest.future-tolerance}. */
    FUTURE_TIME,
    /** The time lies further back than {@code parkbridge.ingest.age-max}, where nothing is kept any more. */
    TOO_OLD,
    /** No device of this code is registered: it is a discovered one. */
    UNKNOWN_DEVICE,
    /** The device is retired. */
    INACTIVE_DEVICE,
    /** The device is registered at another facility than the topic says. */
    WRONG_FACILITY,
    /** An occupancy reading of a device that watches no bay. */
    NO_BAY,
    /** An uplink that someone simulated at the network server. */
    SIMULATED,
    /** An uplink of a device whose model has no codec: it is no LoRaWAN sensor, or one we do not know. */
    NO_CODEC,
    /** The sensor's model does not send on this fPort. */
    UNKNOWN_PORT,
    /** A sensor's payload is shorter or longer than what its model sends on this fPort. */
    PAYLOAD_LENGTH,
    /** A sensor's payload is not base64, or lacks the marks of its model. */
    MALFORMED_PAYLOAD,
    /** The database refused the row. */
    REFUSED_BY_DATABASE,
    /** Our own fault: it made the application fail. Kept, so that it can be replayed once that is mended. */
    PROCESSING_FAILED
}
