package dev.astir.app.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.AppTest;
import dev.astir.app.TestApp;
import dev.astir.app.identity.SettableClock;
import dev.astir.app.platform.SmtpAddress;
import dev.astir.app.tenancy.Transactions;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.io.IOException;
import java.net.URI;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The outbox against a real mail server. */
class MailSenderTest extends AppTest {

    private static MailServer server;

    private final Transactions transactions = app().bean(Transactions.class);
    private final MailRepository mails = app().bean(MailRepository.class);
    private final UUID organization = app().registerOrganization().organizationId();
    private final String to = "lena-" + UUID.randomUUID() + "@demo.example";
    private final AtomicReference<Instant> now =
            new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MICROS));
    private final SettableClock clock = new SettableClock(now);
    private final MailSender sender = sender(address(server.port(), null), true);

    /** How far a mail got. */
    private record Row(String status, int attempts, @Nullable String error, boolean hasText) {}

    @BeforeAll
    static void start() {
        server = MailServer.start(false);
    }

    @AfterAll
    static void stop() {
        server.stop();
    }

    @Test
    void arrivesWithTextAndHtmlAndIsForgotten() throws Exception {
        UUID id =
                queue(
                        new Mail(
                                to,
                                "Ada invites you to Müller & <Co>",
                                List.of("Ada <ada@x> & \"you\""),
                                new Mail.Link(
                                        "Accept & go",
                                        URI.create("https://astir.example/a?b=1&token=secret")),
                                List.of("Good for 7 days."),
                                now.get().plus(Duration.ofDays(7))));

        sender.sendDue(() -> false);

        MimeMessage mail = received().getFirst();
        assertThat(mail.getSubject()).isEqualTo("Ada invites you to Müller & <Co>");
        assertThat(mail.getFrom()[0]).hasToString("Astir <astir@example.org>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getContentType()).startsWith("multipart/alternative");
        assertThat(text(parts, 0))
                .isEqualTo(
                        """
                        Ada <ada@x> & "you"

                        Accept & go:
                        https://astir.example/a?b=1&token=secret

                        Good for 7 days.
                        """);
        assertThat(text(parts, 1))
                .contains("<title>Ada invites you to Müller &amp; &lt;Co&gt;</title>")
                .contains("<p>Ada &lt;ada@x&gt; &amp; &quot;you&quot;</p>")
                .contains("href=\"https://astir.example/a?b=1&amp;token=secret\"")
                .contains("Accept &amp; go</a>");
        assertThat(row(id)).isEqualTo(new Row("sent", 1, null, false));
    }

    /** What is in a file is nobody's to break, nor its name to become a header. */
    @Test
    void bringsAFileAsItIs() throws Exception {
        byte[] content = new byte[70_000];
        for (int i = 0; i < content.length; i++) {
            content[i] = (byte) i;
        }
        UUID id =
                queue(
                        new Mail(
                                to,
                                "Report",
                                List.of("Here it is."),
                                null,
                                List.of(),
                                now.get().plus(Duration.ofDays(1)),
                                new Mail.Attachment(
                                        "Zeit für \"Müller\"\r\nX: y.csv",
                                        "text/csv; charset=utf-8",
                                        content),
                                false));

        sender.sendDue(() -> false);

        MimeMultipart parts = (MimeMultipart) received().getFirst().getContent();
        assertThat(parts.getContentType()).startsWith("multipart/mixed");
        MimeMultipart alternative = (MimeMultipart) parts.getBodyPart(0).getContent();
        assertThat(text(alternative, 0)).isEqualTo("Here it is.\n");
        BodyPart file = parts.getBodyPart(1);
        assertThat(MimeUtility.decodeText(file.getFileName()))
                .isEqualTo("Zeit für \"Müller\" X: y.csv");
        assertThat(file.getDisposition()).isEqualTo(Part.ATTACHMENT);
        assertThat(file.getHeader("X")).isNull();
        assertThat(file.getContentType()).startsWith("text/csv; charset=utf-8");
        assertThat(file.getInputStream().readAllBytes()).isEqualTo(content);
        assertThat(row(id)).as("the file is forgotten").isEqualTo(new Row("sent", 1, null, false));
    }

    @Test
    void aFileThatIsTooLargeIsNone() {
        byte[] content = new byte[Mail.MOST_BYTES + 1];

        assertThatThrownBy(() -> new Mail.Attachment("a.pdf", "application/pdf", content))
                .hasMessageContaining("at most 5242880 bytes, but has 5242881");
    }

    @Test
    void noTextBecomesAHeaderOrARecipient() throws MessagingException {
        queue(mail(to, "Hello\r\nBcc: eve@evil.example\r\n\r\nbody"));
        queue(mail(to + "\r\nRCPT TO:<eve@evil.example>", "Hello"));
        queue(mail(to + ", eve@evil.example", "Hello"));
        queue(mail("<" + to + ">,<eve@evil.example>", "Hello"));

        sender.sendDue(() -> false);

        assertThat(received()).hasSize(1);
        MimeMessage mail = received().getFirst();
        assertThat(mail.getSubject()).isEqualTo("Hello Bcc: eve@evil.example body");
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(server.getReceivedMessagesForDomain("evil.example")).isEmpty();
    }

    @Test
    void saysWhyAMailboxIsRefusedAndDoesNotTryAgain() throws MessagingException {
        server.refuse(to, "550 5.1.1 <" + to + ">: mailbox unknown");
        UUID id = queue(mail(to, "Hello"));

        sender.sendDue(() -> false);
        server.accept(to);
        now.set(now.get().plus(Duration.ofDays(1)));
        sender.sendDue(() -> false);

        assertThat(row(id)).isEqualTo(new Row("failed", 1, "mailbox unknown", false));
        assertThat(received()).isEmpty();
    }

    @Test
    void triesAgainLaterWhatIsRefusedForNow() throws MessagingException {
        server.refuse(to, "451 4.3.0 greylisted, come again");
        UUID id = queue(mail(to, "Hello"));

        sender.sendDue(() -> false);
        sender.sendDue(() -> false);
        assertThat(row(id)).isEqualTo(new Row("waiting", 1, "greylisted, come again", true));

        now.set(now.get().plusSeconds(30));
        sender.sendDue(() -> false);
        assertThat(row(id).attempts()).isEqualTo(2);
        now.set(now.get().plusSeconds(30));
        sender.sendDue(() -> false);
        assertThat(row(id).attempts()).as("the pause grows").isEqualTo(2);

        server.accept(to);
        now.set(now.get().plus(Duration.ofMinutes(2)));
        sender.sendDue(() -> false);
        assertThat(row(id)).isEqualTo(new Row("sent", 3, null, false));
        assertThat(received()).hasSize(1);
    }

    @Test
    void waitsForAServerThatIsAway() throws MessagingException {
        UUID id = queue(mail(to, "Hello"));

        sender(address(deadPort(), null), true).sendDue(() -> false);
        assertThat(row(id))
                .isEqualTo(
                        new Row("waiting", 1, "the mail server cannot be reached or used", true));

        now.set(now.get().plusSeconds(30));
        sender.sendDue(() -> false);
        assertThat(row(id).status()).isEqualTo("sent");
        assertThat(received()).hasSize(1);
    }

    @Test
    void givesUpWhatMeansNothingAnyMore() throws MessagingException {
        UUID id = queue(mail(to, "Hello"));

        now.set(now.get().plus(Duration.ofHours(1)));
        sender.sendDue(() -> false);

        assertThat(row(id)).isEqualTo(new Row("failed", 0, "was not sent in time", false));
        assertThat(received()).isEmpty();
    }

    @Test
    void isNotSentWhenItsTransactionRollsBack() throws MessagingException {
        try {
            transactions.inOrganization(
                    organization,
                    () -> {
                        queue(mail(to, "Hello"));
                        throw new IllegalStateException("planted");
                    });
        } catch (IllegalStateException e) {
            assertThat(e).hasMessage("planted");
        }

        sender.sendDue(() -> false);

        assertThat(received()).isEmpty();
    }

    /** Two nodes at once send each mail once. */
    @Test
    void oneOfManySendersTakesAMail() throws Exception {
        IntStream.range(0, 20).forEach(i -> queue(mail(to, "Hello " + i)));
        try (ExecutorService nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> runs =
                    IntStream.range(0, 4)
                            .<Future<?>>mapToObj(node ->
                                    nodes.submit(() ->
                                            sender(address(server.port(), null), true)
                                                    .sendDue(() -> false)))
                            .toList();
            for (Future<?> run : runs) {
                run.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        }

        assertThat(received().stream().map(MailSenderTest::subject).distinct()).hasSize(20);
        assertThat(received()).hasSize(20);
    }

    @Test
    void sendsNoPasswordToAnotherMachineInPlainText() throws MessagingException {
        server.setUser("astir@example.org", "astir", "hunter22");
        SmtpAddress address = address(server.port(), "hunter22");
        UUID id = queue(mail(to, "Hello"));

        // As if it were not loopback: the server offers no STARTTLS.
        sender(address, false).sendDue(() -> false);
        assertThat(row(id).status()).isEqualTo("waiting");
        assertThat(received()).isEmpty();

        now.set(now.get().plusSeconds(30));
        sender(address, true).sendDue(() -> false);
        assertThat(row(id).status()).isEqualTo("sent");
    }

    @Test
    void trustsNoCertificateThatNobodyKnows() {
        MailServer tls = MailServer.start(true);
        try {
            UUID id = queue(mail(to, "Hello"));

            sender(new SmtpAddress("127.0.0.1", tls.port(), true, null, null, "a@b.c"), true)
                    .sendDue(() -> false);

            assertThat(row(id).status()).isEqualTo("waiting");
            assertThat(tls.getReceivedMessages()).isEmpty();
        } finally {
            tls.stop();
        }
    }

    private MailSender sender(SmtpAddress address, boolean isLoopback) {
        return new MailSender(
                transactions, mails, new SmtpTransport(address, isLoopback, clock), clock);
    }

    private static SmtpAddress address(int port, @Nullable String password) {
        return new SmtpAddress(
                "127.0.0.1",
                port,
                false,
                password == null ? null : "astir",
                password,
                "astir@example.org");
    }

    private static int deadPort() {
        try (var socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private Mail mail(String recipient, String subject) {
        return new Mail(
                recipient,
                subject,
                List.of("text"),
                null,
                List.of(),
                now.get().plus(Duration.ofHours(1)));
    }

    /** As {@link Mailer} does, whose app has no mail server. */
    private UUID queue(Mail mail) {
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

    private Row row(UUID id) {
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
    private List<MimeMessage> received() {
        return Arrays.stream(server.getReceivedMessages())
                .filter(mail -> recipients(mail).contains(to))
                .toList();
    }

    private static String recipients(MimeMessage mail) {
        try {
            return Arrays.toString(mail.getAllRecipients());
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(MimeMultipart parts, int index)
            throws MessagingException, IOException {
        return ((String) parts.getBodyPart(index).getContent()).replace("\r\n", "\n");
    }

    @Test
    void anAppWithoutAMailServerSaysSo() {
        TestApp.Person admin = app().registerOrganization();
        Mailer mailer = app().bean(Mailer.class);

        assertThat(mailer.isConfigured()).isFalse();
        assertThatThrownBy(() -> mailer.send(admin.organizationId(), mail(to, "Hello")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ASTIR_SMTP_URL");
    }
}
