package dev.astir.stream.micronaut;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.feed.Admission;
import dev.astir.stream.feed.FeedAuthenticator;
import dev.astir.stream.feed.FeedProtocol;
import dev.astir.stream.feed.FeedSession;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import jakarta.inject.Named;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/** The feed over WebSocket. No method blocks. */
@ServerWebSocket(value = StreamConfiguration.PATH, subprotocols = FeedProtocol.SUBPROTOCOL)
@Requires(beans = FeedAuthenticator.class)
final class FeedWebSocket {
    private static final AttributeKey<WebSocketSink> SINK =
            AttributeKey.valueOf(FeedWebSocket.class, "sink");

    private final ActivityStream stream;
    private final Gate gate;
    private final FeedShutdown shutdown;
    private final ExecutorService blocking;

    FeedWebSocket(
            ActivityStream stream,
            Gate gate,
            FeedShutdown shutdown,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.stream = stream;
        this.gate = gate;
        this.shutdown = shutdown;
        this.blocking = blocking;
    }

    @OnOpen
    void open(HttpRequest<?> request) {
        Channel channel = Channels.of(request);
        WebSocketSink sink = new WebSocketSink(channel, this::receive, shutdown::isSpreading);
        channel.attr(SINK).set(sink);
        Admission admission =
                request.getAttribute(HandshakeFilter.ADMISSION, Admission.class)
                        .orElseGet(Admission::notAuthenticated);
        if (admission instanceof Admission.Granted granted) {
            FeedSession session = stream.hub().connect(granted, sink);
            sink.attach(session);
        } else if (admission instanceof Admission.Refused refused) {
            sink.close(refused.code());
        }
        // After Micronaut has put its own handler in.
        channel.eventLoop().execute(sink::takeOver);
    }

    /** Just for what came together with the handshake; the sink reads all the rest. */
    @OnMessage(maxPayloadLength = FeedProtocol.LARGEST_MESSAGE)
    void message(String text, HttpRequest<?> request) {
        FeedSession session = session(request);
        if (session != null) {
            receive(session, text);
        }
    }

    private void receive(FeedSession session, String text) {
        String token = session.receive(text);
        if (token != null) {
            gate.refresh(session, token, blocking);
        }
    }

    private static @Nullable FeedSession session(HttpRequest<?> request) {
        WebSocketSink sink = Channels.of(request).attr(SINK).get();
        return sink == null ? null : sink.session();
    }
}
