package dev.astir.stream.micronaut;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.feed.FeedAuthenticator;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends every reader to another node when the context closes, or before, when the application shuts
 * down gracefully: one after the other, so that the other nodes get no herd. A server that is
 * stopped by itself takes its connections with it.
 */
@Singleton
@Requires(beans = FeedAuthenticator.class)
// Before the server, which would close all its idle connections at one instant.
@Order(Ordered.HIGHEST_PRECEDENCE)
final class FeedShutdown
        implements GracefulShutdownCapable, ApplicationEventListener<ShutdownEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(FeedShutdown.class);
    private static final Duration LONGEST_GOODBYE = Duration.ofSeconds(5);

    /** A few readers are no herd, and are not worth waiting for. */
    private static final Duration A_SESSION = Duration.ofMillis(5);

    private final ActivityStream stream;
    private final StreamConfiguration configuration;
    private volatile boolean isSpreading;

    FeedShutdown(ActivityStream stream, StreamConfiguration configuration) {
        this.stream = stream;
        this.configuration = configuration;
    }

    /** Whether readers are being sent away one after the other, and the server has to wait. */
    boolean isSpreading() {
        return isSpreading;
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        isSpreading = true;
        return stream.hub().drain(spread()).whenComplete((nothing, failure) -> isSpreading = false);
    }

    @Override
    public void onApplicationEvent(ShutdownEvent event) {
        try {
            Duration spread = spread();
            stream.hub()
                    .drain(spread)
                    .get(spread.plus(LONGEST_GOODBYE).toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("not every reader could be sent away", e);
        }
    }

    private Duration spread() {
        Duration needed = A_SESSION.multipliedBy(stream.hub().sessions());
        Duration longest = configuration.getDrain();
        return needed.compareTo(longest) < 0 ? needed : longest;
    }
}
