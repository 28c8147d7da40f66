package io.parkbridge.facility;

import io.parkbridge.facility.ZonePlan.PlannedBay;

/**
 * The drawing of a floor below a zone's plan, without its bytes.
 *
 * @param digest  of its bytes: another image has another one
 * @param bytes   how many
 * @param x       of its upper left corner, in metres from the plan's, like {@code y} below zero where it begins beyond it
 * @param width   on the plan, in metres; the height follows from the pixels
 * @param opacity 1 where nothing shines through
 */
record PlanImage(String digest, String mediaType, int bytes, int pixelWidth, int pixelHeight, double x, double y, double width, double opacity) {

    static final double OPACITY = 0.5;
    /** Of a plan of which nothing is known. */
    private static final double USUAL_WIDTH = 60;
    private static final double USUAL_HEIGHT = 30;

    /** Where the one before was; a first one as large as fits the plan, in its middle. */
    static PlanImage placed(String digest, int bytes, ImageHeader header, ZonePlan plan) {
        PlanImage before = plan.image();
        if (before != null) {
            return new PlanImage(digest, header.mediaType(), bytes, header.width(), header.height(), before.x, before.y,
                    Math.min(before.width, widthMax(header.width(), header.height())), before.opacity);
        }
        double planWidth = extent(plan, plan.width(), USUAL_WIDTH, false), planHeight = extent(plan, plan.height(), USUAL_HEIGHT, true);
        double width = Math.max(SiteRules.IMAGE_WIDTH_MIN, Math.min(planWidth, planHeight * header.width() / header.height()));
        double height = width * header.height() / header.width();
        return new PlanImage(digest, header.mediaType(), bytes, header.width(), header.height(), rounded((planWidth - width) / 2),
                rounded((planHeight - height) / 2), rounded(width), OPACITY);
    }

    private static double extent(ZonePlan plan, Double said, double usual, boolean down) {
        return said != null ? said : plan.bays().stream().map(PlannedBay::place).filter(place -> place != null)
                .mapToDouble(place -> Math.min((down ? place.y() : place.x()) + place.length() / 2, SiteRules.PLAN_METRES_MAX)).max().orElse(usual);
    }

    /** So wide that it is no higher than a plan may be. */
    private static double widthMax(int pixelWidth, int pixelHeight) {
        return Math.min(SiteRules.PLAN_METRES_MAX, (double) SiteRules.PLAN_METRES_MAX * pixelWidth / pixelHeight);
    }

    PlanImage at(double otherX, double otherY, double otherWidth, double otherOpacity) {
        return new PlanImage(digest, mediaType, bytes, pixelWidth, pixelHeight, rounded(otherX), rounded(otherY), rounded(otherWidth), rounded(otherOpacity));
    }

    /** In metres. */
    double height() {
        return rounded(width * pixelHeight / pixelWidth);
    }

    /** To the millimetre. */
    private static double rounded(double value) {
        return Math.round(value * 1_000) / 1_000.0;
    }
}
