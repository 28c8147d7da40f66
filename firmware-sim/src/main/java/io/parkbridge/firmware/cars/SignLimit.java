package io.parkbridge.firmware.cars;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The longest stay a sign allows: {@code 2P}, {@code MP2P} (metered), {@code 1/4P}, {@code LZ30} and {@code LZ 30M}, {@code P 10MINS}. */
final class SignLimit {

    private static final Pattern HOURS = Pattern.compile("(?:^|[^0-9/])(?:(\\d)/)?(\\d{1,2})P\\b");
    private static final Pattern MINUTES = Pattern.compile("\\b(?:LZ|FP|P) ?(\\d{1,3})(?: ?M(?:INS)?)?\\b");

    private SignLimit() {
    }

    /** Minutes, or null where the sign names no limit. */
    static Integer minutes(String sign) {
        Matcher minutes = MINUTES.matcher(sign);
        if (minutes.find()) {
            return Integer.valueOf(minutes.group(1));
        }
        Matcher hours = HOURS.matcher(sign);
        if (!hours.find()) {
            return null;
        }
        int number = Integer.parseInt(hours.group(2));
        return hours.group(1) == null ? number * 60 : Integer.parseInt(hours.group(1)) * 60 / number;
    }
}
