package dev.astir.stream.micronaut;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.feed.FeedAuthenticator;
import io.micronaut.context.annotation.Requires;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends every reader to another node when the context closes, or before, when the application shuts
 * down gracefully. A server that is stopped by itself takes its connections with it.
 */
@Singleton
@Requires(beans = FeedAuthenticator.class)
final class FeedShutdown
        implements GracefulShutdownCapable, ApplicationEventListener<ShutdownEvent> {
    private static final Logger LOG = LoggerFactory.getLogger(FeedShutdown.class);
    private static final long LONGEST_SECONDS = 5;

    private final ActivityStream stream;

    FeedShutdown(ActivityStream stream) {
        this.stream = stream;
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        return stream.hub().drain();
    }

    @Override
    public void onApplicationEvent(ShutdownEvent event) {
        try {
            stream.hub().drain().get(LONGEST_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            LOG.warn("not every reader could be sent away", e);
        }
    }
}
