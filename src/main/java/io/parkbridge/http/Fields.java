package io.parkbridge.http;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The members of a JSON body, asked for one by one. Each reader takes the present value and returns the new one: an absent member
 * changes nothing. What is wrong is collected, and {@link #check} tells all of it at once, members nobody asked for among it.
 */
public final class Fields {

    private static final JsonMapper JSON = JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
    private static final int NAMED_MAX = 50;

    private final JsonNode body;
    private final Set<String> asked = new HashSet<>();
    /** What stands before a member's name where it is told. */
    private final String path;
    private final Map<String, List<String>> errors;
    private final List<Fields> parts = new ArrayList<>();

    private Fields(JsonNode body, String path, Map<String, List<String>> errors) {
        this.body = body;
        this.path = path;
        this.errors = errors;
    }

    /** @throws Problem where the body is not one JSON object */
    public static Fields of(byte[] body) {
        try {
            JsonNode read = JSON.readTree(body);
            if (read == null || !read.isObject()) {
                throw Problem.badRequest("the body must be a JSON object");
            }
            return new Fields(read, "", new TreeMap<>());
        } catch (IOException e) {
            throw Problem.badRequest("the body is not JSON in UTF-8, or names a member twice");
        }
    }

    /** Where {@code present} is null the member is required. */
    public String text(String name, String present, Function<String, String> fault) {
        return text(name, present, member(name, present == null), fault);
    }

    /** A required text that is taken as it is, spaces at its ends included. */
    public String secret(String name, Function<String, String> fault) {
        return secret(name, member(name, true), fault);
    }

    /** Such a text that may be absent. */
    public String secretOrNull(String name, Function<String, String> fault) {
        return secret(name, member(name, false), fault);
    }

    private String secret(String name, JsonNode member, Function<String, String> fault) {
        if (member.isMissingNode()) {
            return null;
        }
        String said = member.isTextual() ? fault.apply(member.textValue()) : "must be text";
        return said == null ? member.textValue() : refuse(name, said, null);
    }

    /** Ids, as many as there are; JSON's null stands for all. */
    public Integer[] idsOrNull(String name, Integer[] present, boolean required, int lengthMax) {
        JsonNode member = member(name, required);
        if (member.isMissingNode()) {
            return present;
        }
        if (member.isNull()) {
            return null;
        }
        if (!member.isArray() || member.size() > lengthMax) {
            return refuse(name, "must be null for all, or an array of at most " + lengthMax + " ids", present);
        }
        Integer[] ids = new Integer[member.size()];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = whole(name, null, member.get(i), 1, Integer.MAX_VALUE);
        }
        return ids;
    }

    /** Ids, one to {@code lengthMax}; the member is required. */
    public Set<Long> ids(String name, int lengthMax) {
        JsonNode member = member(name, true);
        Set<Long> ids = new LinkedHashSet<>();
        if (member.isMissingNode()) {
            return ids;
        }
        boolean fits = member.isArray() && !member.isEmpty() && member.size() <= lengthMax;
        for (JsonNode id : member) {
            fits &= id.isIntegralNumber() && id.canConvertToLong();
            ids.add(id.longValue());
        }
        return fits ? ids : refuse(name, "must be an array of 1 to " + lengthMax + " ids", ids);
    }

    /** A text that may be absent; JSON's null takes it away. */
    public String textOrNull(String name, String present, Function<String, String> fault) {
        JsonNode member = member(name, false);
        return member.isNull() ? null : text(name, present, member, fault);
    }

    private String text(String name, String present, JsonNode member, Function<String, String> fault) {
        if (member.isMissingNode()) {
            return present;
        }
        if (!member.isTextual()) {
            return refuse(name, "must be text", present);
        }
        String text = member.textValue().strip();
        String said = fault.apply(text);
        return said == null ? text : refuse(name, said, present);
    }

    /** Texts, one to {@code lengthMax}; where {@code present} is null the member is required. */
    public List<String> texts(String name, List<String> present, int lengthMax, Function<String, String> fault) {
        JsonNode member = member(name, present == null);
        if (member.isMissingNode()) {
            return present;
        }
        if (!member.isArray() || member.isEmpty() || member.size() > lengthMax) {
            return refuse(name, "must be an array of 1 to " + lengthMax + " texts", present);
        }
        List<String> texts = new ArrayList<>();
        member.forEach(one -> texts.add(text(name, "", one, fault)));
        return texts.stream().distinct().toList();
    }

    /** Objects, each to be asked for its own members, which are told like {@code bays[3].x}; none where the member is absent. */
    public List<Fields> objects(String name, int lengthMax) {
        JsonNode member = member(name, false);
        if (member.isMissingNode()) {
            return List.of();
        }
        if (!member.isArray() || member.size() > lengthMax) {
            return refuse(name, "must be an array of at most " + lengthMax + " objects", List.of());
        }
        List<Fields> objects = new ArrayList<>(member.size());
        for (int i = 0; i < member.size(); i++) {
            if (!member.get(i).isObject()) {
                return refuse(name + "[" + i + "]", "must be an object", List.of());
            }
            objects.add(new Fields(member.get(i), path + name + "[" + i + "].", errors));
        }
        parts.addAll(objects);
        return objects;
    }

    /** An object, to be asked for its own members, which are told like {@code image.x}; null where the member is absent. */
    public Fields object(String name) {
        JsonNode member = member(name, false);
        if (member.isMissingNode()) {
            return null;
        }
        if (!member.isObject()) {
            return refuse(name, "must be an object", null);
        }
        Fields object = new Fields(member, path + name + ".", errors);
        parts.add(object);
        return object;
    }

    /** Where {@code present} is null the member is required. */
    public Integer integer(String name, Integer present, int min, int max) {
        return whole(name, present, member(name, present == null), min, max);
    }

    /** A number that may be absent; JSON's null takes it away. */
    public Integer integerOrNull(String name, Integer present, int min, int max) {
        JsonNode member = member(name, false);
        return member.isNull() ? null : whole(name, present, member, min, max);
    }

    private Integer whole(String name, Integer present, JsonNode member, int min, int max) {
        if (member.isMissingNode()) {
            return present;
        }
        boolean fits = member.isIntegralNumber() && member.canConvertToInt() && member.intValue() >= min && member.intValue() <= max;
        return fits ? Integer.valueOf(member.intValue()) : refuse(name, "must be a whole number from " + min + " to " + max, present);
    }

    /** Where {@code present} is null the member is required. */
    public Double decimal(String name, Double present, double min, double max) {
        return real(name, present, member(name, present == null), min, max);
    }

    /** A number that may be absent; JSON's null takes it away. */
    public Double decimalOrNull(String name, Double present, double min, double max) {
        JsonNode member = member(name, false);
        return member.isNull() ? null : real(name, present, member, min, max);
    }

    private Double real(String name, Double present, JsonNode member, double min, double max) {
        if (member.isMissingNode()) {
            return present;
        }
        boolean fits = member.isNumber() && member.doubleValue() >= min && member.doubleValue() <= max;
        return fits ? Double.valueOf(member.doubleValue()) : refuse(name, "must be a number from " + min + " to " + max, present);
    }

    public boolean bool(String name, boolean present) {
        JsonNode member = member(name, false);
        if (member.isMissingNode()) {
            return present;
        }
        return member.isBoolean() ? member.booleanValue() : refuse(name, "must be true or false", present);
    }

    /** Whole numbers, {@code length} of them, each possibly null; the member is required. */
    public Integer[] integers(String name, int length, int max) {
        JsonNode member = member(name, true);
        if (!member.isArray() || member.size() != length) {
            return refuse(name, "must be an array of " + length + " whole numbers or nulls", new Integer[length]);
        }
        Integer[] numbers = new Integer[length];
        for (int i = 0; i < length; i++) {
            numbers[i] = member.get(i).isNull() ? null : whole(name, null, member.get(i), 0, max);
        }
        return numbers;
    }

    /** Numbers by name, each possibly null; empty where the member is absent. */
    public Map<String, Double> decimals(String name) {
        JsonNode member = member(name, false);
        Map<String, Double> numbers = new TreeMap<>();
        if (!member.isMissingNode() && (!member.isObject() || member.size() > NAMED_MAX)) {
            return refuse(name, "must be an object of at most " + NAMED_MAX + " numbers", numbers);
        }
        member.fields().forEachRemaining(one -> {
            boolean fits = one.getValue().isNull() || one.getValue().isNumber() && Double.isFinite(one.getValue().doubleValue());
            numbers.put(one.getKey(), !fits ? refuse(name + "." + one.getKey(), "must be a number", null)
                    : one.getValue().isNull() ? null : (Double) one.getValue().doubleValue());
        });
        return numbers;
    }

    /** Whether the member is JSON's null: what it says is to be taken away. */
    public boolean clears(String name) {
        return member(name, false).isNull();
    }

    private JsonNode member(String name, boolean required) {
        asked.add(name);
        JsonNode member = body.path(name);
        if (required && member.isMissingNode()) {
            refuse(name, "is required", null);
        }
        return member;
    }

    /** What the reader of a field finds wrong with it in the light of what else there is. */
    public void refuse(String name, String fault) {
        String field = path + name;
        if (errors.size() < NAMED_MAX || errors.containsKey(field)) {
            errors.computeIfAbsent(field, first -> new ArrayList<>()).add(fault);
        }
    }

    private <T> T refuse(String name, String fault, T present) {
        refuse(name, fault);
        return present;
    }

    /** @throws Problem naming every field that is not acceptable, or so many of them that it is enough for once */
    public void check() {
        refuseUnknown();
        if (!errors.isEmpty()) {
            throw Problem.ofFields(errors);
        }
    }

    private void refuseUnknown() {
        body.fieldNames().forEachRemaining(name -> {
            if (!asked.contains(name)) {
                refuse(name, "is not a field of this");
            }
        });
        parts.forEach(Fields::refuseUnknown);
    }
}
