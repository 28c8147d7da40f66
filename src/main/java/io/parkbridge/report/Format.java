package io.parkbridge.report;

import io.parkbridge.http.Problem;

/** What a report can be had as. */
public enum Format {

    PDF("pdf", "application/pdf"),
    XLSX("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    CSV("csv", "text/csv;charset=UTF-8");

    private final String extension;
    private final String mediaType;

    Format(String extension, String mediaType) {
        this.extension = extension;
        this.mediaType = mediaType;
    }

    /** @throws Problem 404 where there is none with this extension */
    static Format of(String extension) {
        for (Format format : values()) {
            if (format.extension.equals(extension)) {
                return format;
            }
        }
        throw Problem.notFound("reports are made as pdf, xlsx and csv");
    }

    public String extension() {
        return extension;
    }

    public String mediaType() {
        return mediaType;
    }
}
