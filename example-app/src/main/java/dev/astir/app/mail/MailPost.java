package dev.astir.app.mail;

import dev.astir.app.platform.Background;
import dev.astir.app.platform.Job;
import dev.astir.app.platform.JobSchedule;
import dev.astir.app.platform.Settings;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the sender of this node: when a mail was put into the outbox here, and as a job for what is
 * to be tried again. Without a mail server it does nothing. Thread-safe.
 */
@Singleton
class MailPost implements Job {

    private static final Logger LOG = LoggerFactory.getLogger(MailPost.class);

    private final @Nullable MailSender sender;
    private final Background background;

    MailPost(
            Settings settings,
            Transactions transactions,
            MailRepository mails,
            Clock clock,
            Background background) {
        this.background = background;
        this.sender =
                settings.smtp()
                        .map(server ->
                                new MailSender(
                                        transactions,
                                        mails,
                                        new SmtpTransport(server, clock),
                                        clock))
                        .orElse(null);
    }

    @Override
    public String name() {
        return "mails";
    }

    @Override
    public JobSchedule schedule() {
        return JobSchedule.every(Duration.ofSeconds(15));
    }

    @Override
    public void run(BooleanSupplier stopping) {
        if (sender != null) {
            sender.sendDue(stopping);
        }
    }

    /** The request goes on meanwhile. */
    @TransactionalEventListener
    void queued(MailQueued event) {
        background.execute(this::sendNow);
    }

    private void sendNow() {
        try {
            run(() -> false);
        } catch (RuntimeException e) {
            // The database may be away for a while; the job makes up for it.
            LOG.warn("Mail could not be sent now: {}", e.toString());
        }
    }

    /** Before the app takes its features apart. */
    @EventListener
    void stop(ShutdownEvent event) {
        if (sender != null) {
            sender.stop();
        }
    }
}
