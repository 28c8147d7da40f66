package io.parkbridge.occupancy;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Figures as every screen and report shows them: one decimal. */
public final class Rounded {

    private Rounded() {
    }

    /** {@code part} ÷ {@code whole} × 100; 0 where there is no whole. */
    public static double percent(double part, double whole) {
        return whole == 0 ? 0 : oneDecimal(part / whole * 100);
    }

    /** One decimal, a tie to the even digit, which is how the predecessor rounded. */
    public static double oneDecimal(double value) {
        return new BigDecimal(value).setScale(1, RoundingMode.HALF_EVEN).doubleValue();
    }
}
