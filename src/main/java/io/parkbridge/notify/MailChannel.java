package io.parkbridge.notify;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import io.parkbridge.alert.Alert;
import io.parkbridge.alert.Severity;
import io.parkbridge.text.Languages;
import io.parkbridge.text.Texts;
import io.quarkus.mailer.Mail;
import jakarta.enterprise.context.ApplicationScoped;

/** Writes to people, to each on their own. What waits goes into one mail, so many alerts at once are a digest and not a flood. */
@ApplicationScoped
class MailChannel implements Channel {

    private static final int DIGEST_MAX = 200;

    private final MailConfig config;
    private final MailRelay relay;
    private final Texts texts;
    private final AlertWords words;

    MailChannel(MailConfig config, MailRelay relay) {
        this.config = config;
        this.relay = relay;
        Locale language = Languages.of(config.language());
        if (language == null) {
            throw new IllegalStateException("parkbridge.notify.mail.language must be one of " + String.join(", ", Languages.TAGS));
        }
        texts = Texts.of("notify/mail", language);
        words = new AlertWords(texts);
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
            String text = notices.stream().map(MailChannel.this::line).collect(Collectors.joining("\n"));
            relay.send(new Mail().addTo(address).setSubject(subject(notices)).setText(text)
                    .addHeader("X-Parkbridge-Key", notices.getFirst().key()));
        }
    }

    String subject(List<Notice> notices) {
        return notices.size() == 1 ? texts.of("subject", headline(notices.getFirst()))
                : texts.of("subjects", notices.size(), notices.stream().filter(notice -> notice.alert().severity() == Severity.CRITICAL).count());
    }

    private String headline(Notice notice) {
        return texts.of("headline", words.kind(notice.alert()), texts.of("step." + notice.step()), place(notice.alert()));
    }

    String line(Notice notice) {
        return texts.of("line", notice.at().toString(), texts.of("severity." + notice.alert().severity()), headline(notice), words.says(notice.alert()));
    }

    private static String place(Alert alert) {
        if (alert.deviceCode() != null) {
            return alert.deviceCode();
        }
        return alert.zoneName() != null ? alert.facilityCode() + ", " + alert.zoneName() : alert.facilityCode();
    }
}
