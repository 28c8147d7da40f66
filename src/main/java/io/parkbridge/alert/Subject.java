package io.parkbridge.alert;

/** What an alert is about. At most one active alert exists per subject and type. */
record Subject(Kind kind, int id) {

    enum Kind {
        FACILITY, ZONE, BAY, DEVICE
    }

    static Subject device(int id) {
        return new Subject(Kind.DEVICE, id);
    }

    static Subject bay(int id) {
        return new Subject(Kind.BAY, id);
    }

    static Subject zone(int id) {
        return new Subject(Kind.ZONE, id);
    }

    static Subject facility(int id) {
        return new Subject(Kind.FACILITY, id);
    }
}
