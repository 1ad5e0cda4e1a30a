package dev.astir.stream.micronaut;

import dev.astir.stream.feed.Admission;
import dev.astir.stream.feed.FeedAuthenticator;
import dev.astir.stream.feed.FeedProblem;
import dev.astir.stream.feed.Handshakes;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.netty.channel.Channel;
import io.netty.channel.ChannelPipeline;
import jakarta.inject.Named;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;

/** Decides about a WebSocket before it is one: the only time at which HTTP can still answer. */
@ServerFilter(StreamConfiguration.PATH)
@Requires(beans = FeedAuthenticator.class)
final class HandshakeFilter {
    /** The request's attribute that holds the {@link Admission}. */
    static final String ADMISSION = "astir.stream.admission";

    private static final String COMPRESSION = "WebSocketServerCompressionHandler";

    private final Gate gate;
    private final ExecutorService blocking;

    HandshakeFilter(Gate gate, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.gate = gate;
        this.blocking = blocking;
    }

    @RequestFilter
    CompletionStage<Optional<HttpResponse<?>>> decide(HttpRequest<?> request) {
        if (gate.isForeign(request)) {
            return CompletableFuture.completedFuture(
                    Optional.of(FeedEvents.problem(FeedProblem.foreignOrigin())));
        }
        FeedProblem problem =
                Handshakes.problem(request.getMethodName(), request.getHeaders()::getAll);
        if (problem != null) {
            return CompletableFuture.completedFuture(Optional.of(FeedEvents.problem(problem)));
        }
        Channel channel = Channels.of(request);
        withoutCompression(channel.pipeline());
        return CompletableFuture.supplyAsync(() -> gate.admit(request), blocking)
                // The handshake changes the pipeline, which is the event loop's.
                .thenApplyAsync(
                        admission -> {
                            request.setAttribute(ADMISSION, admission);
                            return Optional.empty();
                        },
                        channel.eventLoop());
    }

    /** A deflater for each session would cost more than the feed itself. */
    private static void withoutCompression(ChannelPipeline pipeline) {
        if (pipeline.get(COMPRESSION) != null) {
            pipeline.remove(COMPRESSION);
        }
    }
}
