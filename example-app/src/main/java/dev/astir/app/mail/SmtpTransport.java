package dev.astir.app.mail;

import dev.astir.app.platform.SmtpAddress;
import jakarta.activation.DataHandler;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Date;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** Hands single mails to the mail server. Thread-safe. */
final class SmtpTransport {

    /** For the connection, and for each answer of the server. */
    private static final Duration TIMEOUT = Duration.ofSeconds(20);

    private static final String UTF_8 = StandardCharsets.UTF_8.name();

    private final SmtpAddress server;
    private final Session session;
    private final Clock clock;

    SmtpTransport(SmtpAddress server, Clock clock) {
        this(server, server.isLoopback(), clock);
    }

    /**
     * @param isLoopback whether nobody else's machine hears what is sent
     */
    SmtpTransport(SmtpAddress server, boolean isLoopback, Clock clock) {
        this.server = server;
        this.session = Session.getInstance(properties(server, isLoopback));
        this.clock = clock;
    }

    private static Properties properties(SmtpAddress server, boolean isLoopback) {
        String timeout = Long.toString(TIMEOUT.toMillis());
        Properties properties = new Properties();
        properties.put("mail.smtp.connectiontimeout", timeout);
        properties.put("mail.smtp.timeout", timeout);
        properties.put("mail.smtp.writetimeout", timeout);
        properties.put("mail.smtp.ssl.enable", Boolean.toString(server.isTls()));
        properties.put("mail.smtp.starttls.enable", Boolean.toString(!server.isTls()));
        boolean mustBeTls = server.password() != null && !isLoopback;
        properties.put(
                "mail.smtp.starttls.required", Boolean.toString(!server.isTls() && mustBeTls));
        if (!server.isTls() && !mustBeTls) {
            // Who takes plain text as well gains nothing from a certificate's name; a relay of the
            // own network has one of its own making.
            properties.put("mail.smtp.ssl.trust", "*");
            properties.put("mail.smtp.ssl.checkserveridentity", "false");
        } else {
            properties.put("mail.smtp.ssl.checkserveridentity", "true");
        }
        return properties;
    }

    /**
     * Sends, and returns when the server has taken it.
     *
     * @throws MessagingException if it has not
     */
    void send(QueuedMail mail) throws MessagingException {
        MimeMessage message = message(mail);
        try (Transport transport = session.getTransport("smtp")) {
            transport.connect(server.host(), server.port(), server.user(), server.password());
            transport.sendMessage(message, message.getAllRecipients());
        }
    }

    private MimeMessage message(QueuedMail mail) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(sender(server.from()));
        // Strictly one address, by the rules of RFC 822.
        message.setRecipient(Message.RecipientType.TO, new InternetAddress(mail.recipient(), true));
        message.setSubject(mail.subject(), UTF_8);
        message.setSentDate(Date.from(clock.instant()));
        message.setHeader("Auto-Submitted", "auto-generated"); // RFC 3834: no answer, please
        MimeMultipart text =
                new MimeMultipart(
                        "alternative", part(mail.plain(), "plain"), part(mail.html(), "html"));
        message.setContent(mail.attachmentName() == null ? text : withFile(text, mail));
        message.saveChanges();
        return message;
    }

    private static MimeMultipart withFile(MimeMultipart text, QueuedMail mail)
            throws MessagingException {
        MimeBodyPart first = new MimeBodyPart();
        first.setContent(text);
        MimeBodyPart file = new MimeBodyPart();
        file.setDataHandler(
                new DataHandler(
                        new ByteArrayDataSource(
                                mail.attachment(),
                                Objects.requireNonNullElse(
                                        mail.attachmentType(), "application/octet-stream"))));
        file.setFileName(mail.attachmentName());
        file.setDisposition(Part.ATTACHMENT);
        // As it is, whatever it is: no line of it is to be broken or ended otherwise on its way.
        file.setHeader("Content-Transfer-Encoding", "base64");
        return new MimeMultipart("mixed", first, file);
    }

    private static InternetAddress sender(String address) {
        try {
            return new InternetAddress(address, "Astir", UTF_8);
        } catch (UnsupportedEncodingException e) {
            throw new IllegalStateException(e); // every Java runtime has UTF-8
        }
    }

    private static MimeBodyPart part(@Nullable String text, String subtype)
            throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, subtype);
        return part;
    }
}
