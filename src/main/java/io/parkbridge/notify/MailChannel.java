package io.parkbridge.notify;

import java.util.List;
import java.util.stream.Collectors;

import io.parkbridge.alert.Alert;
import io.quarkus.mailer.Mail;
import io.quarkus.mailer.Mailer;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes to people, to each on their own. What waits goes into one mail, so many alerts at once are a digest and not a flood. */
@ApplicationScoped
class MailChannel implements Channel {

    private static final int DIGEST_MAX = 200;

    private final MailConfig config;
    private final Mailer mailer;

    MailChannel(MailConfig config, Mailer mailer) {
        this.config = config;
        this.mailer = mailer;
    }

    @Override
    public String name() {
        return "mail";
    }

    @Override
    public boolean isOpen() {
        return config.to().filter(to -> !to.isEmpty()).isPresent();
    }

    @Override
    public boolean wants(Alert alert) {
        return config.passes(alert);
    }

    @Override
    public int noticesMax() {
        return DIGEST_MAX;
    }

    @Override
    public List<Channel> receivers() {
        return config.to().orElseThrow().stream().distinct().<Channel>map(Mailbox::new).toList();
    }

    @Override
    public void send(List<Notice> notices) {
        receivers().forEach(mailbox -> ((Mailbox) mailbox).send(notices));
    }

    /** One address. */
    private final class Mailbox implements Channel {

        private final String address;

        Mailbox(String address) {
            this.address = address;
        }

        @Override
        public String name() {
            return MailChannel.this.name() + ":" + address;
        }

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean wants(Alert alert) {
            return MailChannel.this.wants(alert);
        }

        @Override
        public int noticesMax() {
            return DIGEST_MAX;
        }

        @Override
        public void send(List<Notice> notices) {
            String text = notices.stream().map(MailChannel::line).collect(Collectors.joining("\n"));
            mailer.send(new Mail().addTo(address).setSubject(subject(notices)).setText(text)
                    .addHeader("X-Parkbridge-Key", notices.getFirst().key()));
        }
    }

    static String subject(List<Notice> notices) {
        return notices.size() == 1 ? "Parkbridge: " + headline(notices.getFirst())
                : "Parkbridge: %d alerts, %d of them critical".formatted(notices.size(),
                        notices.stream().filter(notice -> "CRITICAL".equals(notice.alert().severity().name())).count());
    }

    private static String headline(Notice notice) {
        Alert alert = notice.alert();
        return "%s %s %s".formatted(notice.step().name().toLowerCase(), alert.alertType(), place(alert));
    }

    private static String line(Notice notice) {
        return "%s  %-8s  %s: %s".formatted(notice.at(), notice.alert().severity(), headline(notice), notice.alert().message());
    }

    private static String place(Alert alert) {
        if (alert.deviceCode() != null) {
            return alert.deviceCode();
        }
        return alert.zoneName() != null ? alert.facilityCode() + ", " + alert.zoneName() : alert.facilityCode();
    }
}
