package dev.astir.stream.micronaut;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.feed.CloseCode;
import io.micronaut.context.annotation.Requires;
import io.micronaut.runtime.graceful.GracefulShutdownCapable;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Sends every reader to another node when the application shuts down gracefully ({@code
 * micronaut.lifecycle.graceful-shutdown.enabled}); otherwise their connections just end.
 */
@Singleton
@Requires(beans = FeedAuthenticator.class)
final class FeedShutdown implements GracefulShutdownCapable {
    private final ActivityStream stream;

    FeedShutdown(ActivityStream stream) {
        this.stream = stream;
    }

    @Override
    public CompletionStage<?> shutdownGracefully() {
        stream.hub().closeIf(access -> true, CloseCode.GOING_AWAY);
        return CompletableFuture.completedFuture(null);
    }
}
