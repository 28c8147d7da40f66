package io.parkbridge.audit;

/**
 * One line of the log; who, when and from where are added where it is written.
 *
 * @param id         as the API names the subject, null where it is about many at once
 * @param name       what people call it
 * @param facilityId null where it is about no single facility
 * @param before     what can be written as JSON, null where there was nothing; never a secret
 * @param after      the same
 */
public record Entry(Action action, Subject subject, String id, String name, Integer facilityId, Object before, Object after) {

    /** Of something that leaves nothing changed, or whose change is not one of fields. */
    public static Entry of(Action action, Subject subject, String id, String name, Integer facilityId, Object detail) {
        return new Entry(action, subject, id, name, facilityId, null, detail);
    }
}
