package io.parkbridge.device;

/**
 * What a device measures of itself; {@link Float#NaN} and null stand for what it did not say.
 *
 * @param voltage     volts
 * @param current     amperes
 * @param powerFactor -1..1
 * @param battery     percent
 * @param rssi        dBm
 * @param snr         dB
 * @param temperature degrees Celsius
 * @param firmware    version text, or null
 */
public record Vitals(float voltage, float current, float powerFactor, float battery, float rssi, float snr, float temperature,
        String firmware) {

    /** Volts and amperes that no instrument exceeds: beyond them a message is damaged, within them a rule may still find it alarming. */
    public static final int VOLTAGE_MAX = 1_000;
    public static final int CURRENT_MAX = 10_000;

    /** How many of them are numbers. */
    public static final int MEASURED = 7;

    static final Vitals NONE = new Vitals(Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, Float.NaN, null);

    /** These, and from {@code older} what these do not say. */
    Vitals over(Vitals older) {
        return new Vitals(or(voltage, older.voltage), or(current, older.current), or(powerFactor, older.powerFactor),
                or(battery, older.battery), or(rssi, older.rssi), or(snr, older.snr), or(temperature, older.temperature),
                firmware == null ? older.firmware : firmware);
    }

    private static float or(float value, float other) {
        return Float.isNaN(value) ? other : value;
    }

    /** Writes the numbers, in the order of this record, into row {@code i} of {@link #MEASURED} columns. */
    public void copyMeasured(float[][] columns, int i) {
        columns[0][i] = voltage;
        columns[1][i] = current;
        columns[2][i] = powerFactor;
        columns[3][i] = battery;
        columns[4][i] = rssi;
        columns[5][i] = snr;
        columns[6][i] = temperature;
    }
}
