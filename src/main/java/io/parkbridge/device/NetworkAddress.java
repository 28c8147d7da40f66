package io.parkbridge.device;

/**
 * How a LoRaWAN network server names a device.
 *
 * @param deviceId the name it has there, null where the server goes by the DevEUI alone
 * @param devEui   16 hexadecimal digits in lower case, null where not known
 */
public record NetworkAddress(String deviceId, String devEui) {

    private static final int DEV_EUI_DIGITS = 16;

    /** The name for people: the device's code if it were adopted as it is. */
    public String name() {
        return deviceId == null ? devEui : deviceId;
    }

    /** Whether {@code text} is a DevEUI in either case. */
    public static boolean isDevEui(String text) {
        boolean hexadecimal = text.length() == DEV_EUI_DIGITS;
        for (int i = 0; hexadecimal && i < DEV_EUI_DIGITS; i++) {
            hexadecimal = text.charAt(i) < 128 && Character.digit(text.charAt(i), 16) >= 0;
        }
        return hexadecimal;
    }
}
