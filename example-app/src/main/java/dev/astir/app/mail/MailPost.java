package dev.astir.app.mail;

import dev.astir.app.platform.Background;
import dev.astir.app.platform.Settings;
import dev.astir.app.tenancy.Transactions;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.scheduling.TaskScheduler;
import io.micronaut.transaction.annotation.TransactionalEventListener;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ScheduledFuture;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the sender of this node: when a mail was put into the outbox here, and now and then for
 * what is to be tried again. Without a mail server it does nothing. Thread-safe.
 */
@Context
class MailPost {

    private static final Logger LOG = LoggerFactory.getLogger(MailPost.class);
    private static final Duration INTERVAL = Duration.ofSeconds(15);

    private final @Nullable MailSender sender;
    private final @Nullable ScheduledFuture<?> task;
    private final Background background;

    MailPost(
            Settings settings,
            Transactions transactions,
            MailRepository mails,
            Clock clock,
            TaskScheduler scheduler,
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
        this.task =
                sender == null
                        ? null
                        : scheduler.scheduleWithFixedDelay(INTERVAL, INTERVAL, this::sendDue);
    }

    /** The request goes on meanwhile. */
    @TransactionalEventListener
    void queued(MailQueued event) {
        background.execute(this::sendDue);
    }

    private void sendDue() {
        if (sender == null) {
            return;
        }
        try {
            sender.sendDue();
        } catch (RuntimeException e) {
            // The database may be away for a while; the next turn makes up for it.
            LOG.warn("Mail could not be sent now: {}", e.toString());
        }
    }

    /** Before the app takes its features apart. */
    @EventListener
    void stop(ShutdownEvent event) {
        if (sender != null && task != null) {
            task.cancel(false);
            sender.stop();
        }
    }
}
