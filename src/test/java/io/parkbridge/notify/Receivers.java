package io.parkbridge.notify;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;

import com.icegreen.greenmail.Managers;
import com.icegreen.greenmail.mail.MailAddress;
import com.icegreen.greenmail.server.AbstractServer;
import com.icegreen.greenmail.server.ProtocolHandler;
import com.icegreen.greenmail.smtp.SmtpManager;
import com.icegreen.greenmail.smtp.SmtpServer;
import com.icegreen.greenmail.smtp.SmtpState;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.GreenMailUtil;
import com.icegreen.greenmail.util.ServerSetup;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;

/** A webhook that fails the first attempt of each notice, and a mail server; both on this machine, for as long as the test runs. */
public class Receivers implements QuarkusTestResourceLifecycleManager {

    static final String SECRET = "a test's secret";

    /** Knows nobody whose name begins with {@code gone}, and takes mail for {@code busy} ones at the second attempt. */
    private static final class MailServer extends GreenMail {

        private final Queue<Socket> connections;

        MailServer(ServerSetup setup, Queue<Socket> connections) {
            super(setup);
            this.connections = connections;
        }

        @Override
        protected Map<String, AbstractServer> createServices(ServerSetup[] config, Managers managers) {
            Set<String> tried = ConcurrentHashMap.newKeySet();
            SmtpManager smtp = new SmtpManager(managers.getImapHostManager(), managers.getUserManager()) {

                @Override
                public String checkRecipient(SmtpState state, MailAddress recipient) {
                    String address = recipient.getEmail();
                    if (address.startsWith("gone")) {
                        return "550 5.1.1 there is nobody of that name";
                    }
                    return address.startsWith("busy") && tried.add(address) ? "451 4.3.2 come again later" : null;
                }
            };
            Managers ours = new Managers() {

                @Override
                public SmtpManager getSmtpManager() {
                    return smtp;
                }
            };
            return Map.of(ServerSetup.PROTOCOL_SMTP, new SmtpServer(config[0], ours) {

                @Override
                protected ProtocolHandler createProtocolHandler(Socket client) {
                    connections.add(client);
                    return super.createProtocolHandler(client);
                }
            });
        }
    }

    private final Queue<Map<String, String>> posts = new ConcurrentLinkedQueue<>();
    private final Set<String> keys = ConcurrentHashMap.newKeySet();
    private final Queue<Socket> mailConnections = new ConcurrentLinkedQueue<>();
    private HttpServer webhook;
    private GreenMail mail;

    @Override
    public Map<String, String> start() {
        try {
            webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        webhook.createContext("/alerts", this::onPost);
        webhook.start();
        mail = new MailServer(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP), mailConnections);
        mail.start();
        return Map.of(
                "parkbridge.notify.webhook.url", "http://127.0.0.1:" + webhook.getAddress().getPort() + "/alerts",
                "parkbridge.notify.webhook.secret", SECRET, "parkbridge.notify.mail.to", "operator@example.org,nobody at all",
                "quarkus.mailer.mock", "false", "quarkus.mailer.host", "127.0.0.1", "quarkus.mailer.from", "parkbridge@example.org",
                "quarkus.mailer.port", Integer.toString(mail.getSmtp().getPort()), "parkbridge.reports.address", "https://parking.example.org/");
    }

    private void onPost(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
            boolean first = keys.add(key);
            posts.add(Map.of("body", body, "key", key, "timestamp", exchange.getRequestHeaders().getFirst("Parkbridge-Timestamp"),
                    "signature", exchange.getRequestHeaders().getFirst("Parkbridge-Signature")));
            exchange.sendResponseHeaders(first ? 503 : 204, -1);
        }
    }

    /** Types of the Java platform only: the test and its resource are not loaded by the same loader. */
    @Override
    public void inject(Object test) {
        Supplier<List<String>> mails = () -> Arrays.stream(mail.getReceivedMessages())
                .map(message -> GreenMailUtil.getHeaders(message) + "\n" + GreenMailUtil.getBody(message)).toList();
        Map<String, Object> seen = Map.of("posts", posts, "mails", mails, "mailConnections", mailConnections);
        for (Field field : test.getClass().getDeclaredFields()) {
            if (seen.containsKey(field.getName())) {
                set(test, field, seen.get(field.getName()));
            }
        }
    }

    private static void set(Object test, Field field, Object value) {
        try {
            field.setAccessible(true);
            field.set(test, value);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void stop() {
        webhook.stop(0);
        mail.stop();
    }
}
