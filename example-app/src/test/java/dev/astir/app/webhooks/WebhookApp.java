package dev.astir.app.webhooks;

import dev.astir.app.TestApp;
import dev.astir.app.identity.SettableClock;
import dev.astir.app.mail.MailServer;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.StoreScope;

/** Keeps one app with a clock and a mail server for all test classes that move a webhook's time. */
public final class WebhookApp implements BeforeAllCallback {

    /**
     * The app's clock, which only goes on. It begins with the machine's: the feed has no partitions
     * for events of other years.
     */
    static final AtomicReference<Instant> NOW =
            new AtomicReference<>(Instant.now().truncatedTo(ChronoUnit.MILLIS));

    private static final Object LOCK = new Object();
    private static volatile Running shared;

    private record Running(MailServer server, TestApp app) implements AutoCloseable {

        static Running start() {
            MailServer server = MailServer.start(false);
            return new Running(
                    server,
                    TestApp.start(
                            Map.of(
                                    "ASTIR_SMTP_URL",
                                    "smtp://127.0.0.1:%d?from=astir@example.org"
                                            .formatted(server.port()),
                                    "ASTIR_WEBHOOK_NETWORKS",
                                    "127.0.0.1"),
                            List.<Object>of((Clock) new SettableClock(NOW))));
        }

        @Override
        public void close() throws IOException {
            app.close();
            server.stop();
        }
    }

    static TestApp app() {
        return shared.app();
    }

    static MailServer server() {
        return shared.server();
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        synchronized (LOCK) {
            // Closed after the last test of the process: each class has a root store of its own
            // there.
            context.getStore(StoreScope.LAUNCHER_SESSION, Namespace.create(WebhookApp.class))
                    .getOrComputeIfAbsent(
                            "app", key -> shared = Running.start(), AutoCloseable.class);
        }
    }
}
