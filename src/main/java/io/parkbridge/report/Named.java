package io.parkbridge.report;

/** What the application calls by a constant: machines get its name, people its words. */
record Named(String name, String words) {

    @Override
    public String toString() {
        return words;
    }
}
