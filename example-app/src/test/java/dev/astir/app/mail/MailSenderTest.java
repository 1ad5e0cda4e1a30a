package dev.astir.app.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.astir.app.TestApp;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.internet.MimeUtility;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the outbox sends, as a real mail server gets it. */
class MailSenderTest extends MailSenderScene {

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
    void anAppWithoutAMailServerSaysSo() {
        TestApp.Person admin = app().registerOrganization();
        Mailer mailer = app().bean(Mailer.class);

        assertThat(mailer.isConfigured()).isFalse();
        assertThatThrownBy(() -> mailer.send(admin.organizationId(), mail(to, "Hello")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ASTIR_SMTP_URL");
    }
}
