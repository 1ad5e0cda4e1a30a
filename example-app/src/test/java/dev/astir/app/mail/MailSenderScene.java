package dev.astir.app.mail;

import dev.astir.app.AppTest;
import dev.astir.app.identity.SettableClock;
import dev.astir.app.platform.SmtpAddress;
import dev.astir.app.tenancy.Transactions;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Base of tests of the outbox against a real mail server. */
abstract class MailSenderScene extends AppTest {

    static MailServer server;

    final Transactions transactions = app().bean(Transactions.class);
    final MailRepository mails = app().bean(MailRepository.class);
    final UUID organization = app().registerOrganization().organizationId();
    final String to = "lena-" + UUID.randomUUID() + "@demo.example";
    final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MICROS));
    final SettableClock clock = new SettableClock(now);
    final MailSender sender = sender(address(server.port(), null), true);

    /** How far a mail got. */
    record Row(String status, int attempts, @Nullable String error, boolean hasText) {}

    @BeforeAll
    static void start() {
        server = MailServer.start(false);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    MailSender sender(SmtpAddress address, boolean isLoopback) {
        return new MailSender(
                transactions, mails, new SmtpTransport(address, isLoopback, clock), clock);
    }

    static SmtpAddress address(int port, @Nullable String password) {
        return new SmtpAddress(
                "127.0.0.1",
                port,
                false,
                password == null ? null : "astir",
                password,
                "astir@example.org");
    }

    static int deadPort() {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    Mail mail(String recipient, String subject) {
        return new Mail(
                recipient,
                subject,
                List.of("text"),
                null,
                List.of(),
                now.get().plus(Duration.ofHours(1)));
    }

    /** As {@link Mailer} does, whose app has no mail server. */
    UUID queue(Mail mail) {
        UUID id = UUID.randomUUID();
        MailText text = MailText.of(mail);
        Mail.Attachment file = mail.attachment();
        transactions.inOrganization(
                organization,
                () -> {
                    mails.add(
                            organization,
                            id,
                            mail.to(),
                            mail.subject(),
                            text.plain(),
                            text.html(),
                            now.get(),
                            mail.goodUntil(),
                            mail.aboutPeople());
                    if (file != null) {
                        mails.attach(
                                organization, id, file.content(), file.name(), file.mediaType());
                    }
                });
        return id;
    }

    Row row(UUID id) {
        return transactions.inOrganization(
                organization,
                () -> {
                    try (PreparedStatement statement =
                            transactions
                                    .connection()
                                    .prepareStatement(
                                            """
                                            SELECT status, attempts, error,
                                                   num_nonnulls(plain, html, attachment) > 0
                                            FROM mails WHERE id = ?
                                            """)) {
                        statement.setObject(1, id);
                        ResultSet row = statement.executeQuery();
                        row.next();
                        return new Row(
                                row.getString(1),
                                row.getInt(2),
                                row.getString(3),
                                row.getBoolean(4));
                    } catch (SQLException e) {
                        throw new AssertionError(e);
                    }
                });
    }

    /** What came to this test's address. */
    List<MimeMessage> received() {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> recipients(mail).contains(to))
                .toList();
    }

    static String recipients(MimeMessage mail) {
        try {
            return Arrays.toString(mail.getAllRecipients());
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    static String text(MimeMultipart parts, int index) throws MessagingException, IOException {
        return ((String) parts.getBodyPart(index).getContent()).replace("\r\n", "\n");
    }
}
