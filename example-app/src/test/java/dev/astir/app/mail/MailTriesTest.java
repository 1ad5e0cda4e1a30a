package dev.astir.app.mail;

import static org.assertj.core.api.Assertions.assertThat;

import dev.astir.app.platform.SmtpAddress;
import jakarta.mail.MessagingException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** When a mail is sent, tried again, and given up, and to whom it is not entrusted. */
class MailTriesTest extends MailSenderScene {

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
}
