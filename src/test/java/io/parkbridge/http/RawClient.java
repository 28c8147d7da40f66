package io.parkbridge.http;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Sends bytes as no decent client would, and reads what comes back. */
final class RawClient implements AutoCloseable {

    private static final Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})");
    private static final int PATIENCE_MILLIS = 20_000;

    private final Socket socket;

    RawClient(URI server) throws IOException {
        socket = new Socket(server.getHost(), server.getPort());
        socket.setSoTimeout(PATIENCE_MILLIS);
    }

    /** One byte a character. */
    RawClient send(String text) throws IOException {
        return send(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    RawClient send(byte[] bytes) throws IOException {
        try {
            socket.getOutputStream().write(bytes);
            socket.getOutputStream().flush();
        } catch (IOException e) {
            // the server has hung up already; what it said is still to be read
        }
        return this;
    }

    /** Until the server hangs up. */
    String readAll() throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        long end = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        try {
            for (int next = in.read(); next >= 0; next = in.read()) {
                text.append((char) next);
                if (System.nanoTime() > end) {
                    throw new SocketTimeoutException();
                }
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the server does not hang up; it said: " + text, e);
        } catch (IOException e) {
            // a reset is also an end
        }
        return text.toString();
    }

    /** Until the server has been silent for a while, hangs up, or has said enough. */
    String readAvailable(int silenceMillis) throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        long end = System.nanoTime() + 2_000_000L * silenceMillis;
        socket.setSoTimeout(silenceMillis);
        try {
            for (int next = in.read(); next >= 0 && System.nanoTime() < end; next = in.read()) {
                text.append((char) next);
            }
        } catch (IOException e) {
            // silent, or gone
        }
        socket.setSoTimeout(PATIENCE_MILLIS);
        return text.toString();
    }

    /** Head of the next answer. */
    String readHead() throws IOException {
        StringBuilder text = new StringBuilder();
        InputStream in = socket.getInputStream();
        while (text.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            text.append((char) next);
        }
        return text.toString();
    }

    static List<Integer> statuses(String said) {
        return new ArrayList<>(STATUS.matcher(said).results().map((MatchResult found) -> Integer.valueOf(found.group(1))).toList());
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
