package io.parkbridge.facility;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.parkbridge.facility.ZonePlan.Place;
import io.parkbridge.facility.ZonePlan.PlannedBay;
import io.parkbridge.http.Fields;

/**
 * What a request makes of a zone's plan: its size, where the image below it lies, and the bays that are created, or numbered or placed anew.
 * What it does not name stays.
 *
 * @param image   null where there is none
 * @param changed those that differ from what they were
 */
record ZonePlanChange(Double width, Double height, PlanImage image, List<PlannedBay> created, List<PlannedBay> changed) {

    /** Of one request; there may be more in a zone. */
    static final int BAYS_MAX = 5_000;
    /** In the place of an image that is not there, so that all its faults are told at once. */
    private static final PlanImage NONE = new PlanImage("", "", 0, 1, 1, 0, 0, 1, 1);

    /** @throws io.parkbridge.http.Problem naming every field that is not acceptable */
    static ZonePlanChange read(byte[] body, ZonePlan plan) {
        Fields fields = Fields.of(body);
        Double width = fields.decimalOrNull("width", plan.width(), SiteRules.PLAN_METRES_MIN, SiteRules.PLAN_METRES_MAX);
        Double height = fields.decimalOrNull("height", plan.height(), SiteRules.PLAN_METRES_MIN, SiteRules.PLAN_METRES_MAX);
        if ((width == null) != (height == null)) {
            fields.refuse(width == null ? "width" : "height", "is missing: a plan has both");
        }
        PlanImage image = image(fields, plan.image());
        Map<Integer, PlannedBay> present = plan.bays().stream().collect(Collectors.toMap(PlannedBay::id, Function.identity()));
        List<Fields> asked = fields.objects("bays", BAYS_MAX);
        List<PlannedBay> wanted = new ArrayList<>(asked.size());
        Set<Integer> named = new HashSet<>();
        for (Fields bay : asked) {
            wanted.add(bay(bay, present, named));
        }
        refuseTaken(asked, wanted, plan);
        fields.check();
        return new ZonePlanChange(width, height, image, wanted.stream().filter(bay -> bay.id() == null).toList(),
                wanted.stream().filter(bay -> bay.id() != null && !bay.equals(present.get(bay.id()))).toList());
    }

    private static PlanImage image(Fields fields, PlanImage present) {
        Fields said = fields.object("image");
        if (said == null) {
            return present;
        }
        if (present == null) {
            fields.refuse("image", "is not there yet: it is put below the plan first");
            present = NONE;
        }
        double x = said.decimal("x", present.x(), -SiteRules.PLAN_METRES_MAX, SiteRules.PLAN_METRES_MAX);
        double y = said.decimal("y", present.y(), -SiteRules.PLAN_METRES_MAX, SiteRules.PLAN_METRES_MAX);
        double width = said.decimal("width", present.width(), SiteRules.IMAGE_WIDTH_MIN, SiteRules.PLAN_METRES_MAX);
        double opacity = said.decimal("opacity", present.opacity(), SiteRules.OPACITY_MIN, 1);
        PlanImage image = present.at(x, y, width, opacity);
        if (image.height() > SiteRules.PLAN_METRES_MAX) {
            said.refuse("width", "is too large: the image would be higher than a plan");
        }
        return image;
    }

    private static PlannedBay bay(Fields fields, Map<Integer, PlannedBay> present, Set<Integer> named) {
        Integer id = fields.integerOrNull("id", null, 1, Integer.MAX_VALUE);
        PlannedBay bay = id == null ? null : present.get(id);
        if (id != null && (bay == null || !bay.isActive())) {
            fields.refuse("id", "is no active bay of this zone");
        } else if (id != null && !named.add(id)) {
            fields.refuse("id", "is named twice");
        }
        bay = bay == null ? new PlannedBay(null, null, "STANDARD", true, 0, null) : bay;
        String number = fields.text("number", id == null ? null : Objects.requireNonNullElse(bay.number(), ""), SiteRules::bayNumber);
        return bay.with(number, fields.text("kind", bay.kind(), SiteRules::kind), place(fields, bay.place()));
    }

    /** Null where it has none, or loses it. */
    private static Place place(Fields fields, Place present) {
        Double x = fields.decimalOrNull("x", present == null ? null : present.x(), 0, SiteRules.PLAN_METRES_MAX);
        Double y = fields.decimalOrNull("y", present == null ? null : present.y(), 0, SiteRules.PLAN_METRES_MAX);
        Place like = x == null || y == null ? null : present;
        Double angle = fields.decimalOrNull("angle", like == null ? null : like.angle(), 0, 360);
        Double width = fields.decimalOrNull("width", like == null ? null : like.width(), SiteRules.BAY_METRES_MIN, SiteRules.BAY_METRES_MAX);
        Double length = fields.decimalOrNull("length", like == null ? null : like.length(), SiteRules.BAY_METRES_MIN, SiteRules.BAY_METRES_MAX);
        if (x != null && y != null) {
            return Place.of(x, y, angle == null ? Place.ANGLE : angle, width == null ? Place.WIDTH : width, length == null ? Place.LENGTH : length);
        }
        if (x != null || y != null || angle != null || width != null || length != null) {
            fields.refuse(x == null ? "x" : "y", "is missing: a place on the plan has both");
        }
        return null;
    }

    /** Numbers may be exchanged; once all is done each has to be there once. */
    private static void refuseTaken(List<Fields> asked, List<PlannedBay> wanted, ZonePlan plan) {
        Set<Integer> renumbered = wanted.stream().map(PlannedBay::id).filter(Objects::nonNull).collect(Collectors.toSet());
        Map<String, String> taken = new HashMap<>();
        plan.bays().stream().filter(bay -> !renumbered.contains(bay.id()))
                .forEach(bay -> taken.put(bay.number(), bay.isActive() ? "is taken in this zone" : "is taken by a retired bay"));
        for (int i = 0; i < wanted.size(); i++) {
            String number = wanted.get(i).number();
            String by = number == null || number.isEmpty() ? null : taken.putIfAbsent(number, "is given twice");
            if (by != null) {
                asked.get(i).refuse("number", by);
            }
        }
    }

    boolean isNone(ZonePlan plan) {
        return created.isEmpty() && changed.isEmpty() && !resizes(plan) && !movesImage(plan);
    }

    boolean movesImage(ZonePlan plan) {
        return !Objects.equals(image, plan.image());
    }

    boolean resizes(ZonePlan plan) {
        return !Objects.equals(width, plan.width()) || !Objects.equals(height, plan.height());
    }

    /** What the audit log keeps of how it was. */
    Map<String, Object> before(ZonePlan plan, int baysMax) {
        Set<Integer> ids = changed.stream().map(PlannedBay::id).collect(Collectors.toSet());
        return kept(plan.width(), plan.height(), plan.image(), plan.bays().stream().filter(bay -> ids.contains(bay.id())).limit(baysMax).toList());
    }

    /** And of how it is; where there are more bays than are kept, how many there are. */
    Map<String, Object> after(int baysMax) {
        List<PlannedBay> all = new ArrayList<>(changed);
        all.addAll(created);
        Map<String, Object> kept = kept(width, height, image, all.stream().limit(baysMax).toList());
        kept.put("bays_changed", changed.size());
        kept.put("bays_created", created.size());
        return kept;
    }

    private static Map<String, Object> kept(Double width, Double height, PlanImage image, List<PlannedBay> bays) {
        Map<String, Object> kept = new LinkedHashMap<>();
        kept.put("width", width);
        kept.put("height", height);
        kept.put("image", image);
        kept.put("bays", bays.stream().map(bay -> {
            Map<String, Object> row = new LinkedHashMap<>();
            row.put("id", bay.id());
            row.put("number", bay.number());
            row.put("kind", bay.kind());
            row.put("place", bay.place());
            return row;
        }).toList());
        return kept;
    }
}
