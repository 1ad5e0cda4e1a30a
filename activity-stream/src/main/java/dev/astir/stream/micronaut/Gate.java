package dev.astir.stream.micronaut;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.feed.Admission;
import dev.astir.stream.feed.FeedAuthenticator;
import dev.astir.stream.feed.FeedGate;
import dev.astir.stream.feed.FeedSession;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import jakarta.inject.Singleton;
import java.util.concurrent.Executor;

/** The gate in front of both endpoints. Thread-safe. */
@Singleton
@Requires(beans = FeedAuthenticator.class)
final class Gate {
    private final FeedGate gate;

    Gate(
            ActivityStream stream,
            StreamConfiguration configuration,
            FeedAuthenticator authenticator) {
        gate = FeedGate.of(stream.hub(), authenticator, configuration.getAllowedOrigins());
    }

    /** See {@link FeedGate#isForeign}. */
    boolean isForeign(HttpRequest<?> request) {
        return gate.isForeign(new MicronautRequest(request));
    }

    /** Asks the embedder; blocks. */
    Admission admit(HttpRequest<?> request) {
        return gate.admit(new MicronautRequest(request));
    }

    /** Asks the embedder about a fresh token, elsewhere. */
    void refresh(FeedSession session, String token, Executor blocking) {
        gate.refresh(session, token, blocking);
    }
}
