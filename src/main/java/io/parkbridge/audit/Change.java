package io.parkbridge.audit;

import java.util.Map;

/** A change of rows under way: they were read before it, {@link Audit#done} reads them again and records what differs. */
public final class Change {

    final AuditedRows rows;
    final Object[] parameters;
    final Map<String, Row> before;

    Change(AuditedRows rows, Object[] parameters, Map<String, Row> before) {
        this.rows = rows;
        this.parameters = parameters;
        this.before = before;
    }

    /**
     * A row as it was or is.
     *
     * @param state JSON as the database writes it, so equal rows have equal text
     */
    record Row(String id, String name, Integer facilityId, String state) {

        private boolean isRetired() {
            return state.contains("\"active\": false");
        }

        /** What has become of a row; null where nothing has. */
        static Action action(Row before, Row after) {
            if (before == null) {
                return Action.CREATED;
            }
            if (after == null) {
                return Action.DELETED;
            }
            if (before.state.equals(after.state)) {
                return null;
            }
            if (before.isRetired() == after.isRetired()) {
                return Action.CHANGED;
            }
            return after.isRetired() ? Action.RETIRED : Action.RESTORED;
        }
    }
}
