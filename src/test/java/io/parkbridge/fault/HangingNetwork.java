package io.parkbridge.fault;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A network between a client and a server on this machine that can hang without closing: what is sent vanishes, and neither side is told.
 * A connection that has hung once never comes back, as behind a firewall that has forgotten it.
 */
final class HangingNetwork implements AutoCloseable {

    private static final int BUFFER = 64 * 1024;

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final int serverPort;
    private final Set<Link> links = ConcurrentHashMap.newKeySet();
    private volatile boolean hanging;
    private volatile String lastWord;

    HangingNetwork(int serverPort) throws IOException {
        this.serverPort = serverPort;
        Thread.ofVirtual().start(this::accept);
    }

    /** Where clients connect instead. */
    int port() {
        return listener.getLocalPort();
    }

    /** From now on nothing comes through, also over new connections. */
    void hang() {
        hanging = true;
        links.forEach(link -> link.dead = true);
    }

    /** Hangs when the server next says this, which does not arrive any more. */
    void hangWhenServerSays(String word) {
        lastWord = word;
    }

    boolean isHanging() {
        return hanging;
    }

    /** New connections come through again. */
    void heal() {
        hanging = false;
    }

    private void accept() {
        try {
            while (true) {
                Link link = new Link(listener.accept(), new Socket(InetAddress.getLoopbackAddress(), serverPort));
                link.dead = hanging;
                links.add(link);
                Thread.ofVirtual().start(() -> link.pump(link.client, link.server, false));
                Thread.ofVirtual().start(() -> link.pump(link.server, link.client, true));
            }
        } catch (IOException e) {
            // closed
        }
    }

    private final class Link {

        private final Socket client;
        private final Socket server;
        private volatile boolean dead;

        Link(Socket client, Socket server) {
            this.client = client;
            this.server = server;
        }

        /** A dead link still takes what is sent, as the buffers of a network would; an end it keeps to itself, too. */
        private void pump(Socket from, Socket to, boolean fromServer) {
            byte[] buffer = new byte[BUFFER];
            try {
                InputStream in = from.getInputStream();
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    if (fromServer && contains(buffer, n, lastWord)) {
                        lastWord = null;
                        hang();
                    }
                    if (!dead) {
                        to.getOutputStream().write(buffer, 0, n);
                    }
                }
                end();
            } catch (IOException e) {
                end();
            }
        }

        private void end() {
            if (!dead) {
                close();
            }
        }

        private void close() {
            links.remove(this);
            try (client; server) {
                dead = true;
            } catch (IOException e) {
                // both are gone
            }
        }
    }

    private static boolean contains(byte[] buffer, int length, String word) {
        return word != null && new String(buffer, 0, length, StandardCharsets.ISO_8859_1).contains(word);
    }

    @Override
    public void close() throws IOException {
        listener.close();
        links.forEach(Link::close);
    }
}
