package io.parkbridge.report;

import java.io.IOException;
import java.io.OutputStream;
import java.sql.SQLException;

/** Writes a document in one format. */
interface Renderer {

    Format format();

    /** Does not close {@code out}. */
    void write(Document document, OutputStream out, Progress progress) throws IOException, SQLException;
}
