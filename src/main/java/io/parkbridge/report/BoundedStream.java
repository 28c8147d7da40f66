package io.parkbridge.report;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Takes so many bytes and fails at the next one, so that no file outgrows its bound before somebody looks. */
final class BoundedStream extends FilterOutputStream {

    private long left;

    BoundedStream(OutputStream out, long bytesMax) {
        super(out);
        this.left = bytesMax;
    }

    /** Whether more was to be written. */
    boolean isFull() {
        return left < 0;
    }

    @Override
    public void write(int b) throws IOException {
        take(1);
        out.write(b);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        take(length);
        out.write(bytes, from, length);
    }

    private void take(int length) throws IOException {
        left -= length;
        if (left < 0) {
            throw new IOException("more is written than there is room for");
        }
    }
}
