package io.parkbridge.ingest.decode.codec;

/** What a codec makes of a payload: what the sensor says, or why it says nothing. */
public sealed interface CodecResult permits SensorReport, Misfit {
}
