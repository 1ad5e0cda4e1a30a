package dev.astir.stream.micronaut;

import dev.astir.stream.ActivityStream;
import dev.astir.stream.feed.Admission;
import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.FeedAuthenticator;
import dev.astir.stream.feed.FeedProtocol;
import dev.astir.stream.feed.FeedSession;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.HttpRequest;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.websocket.annotation.OnClose;
import io.micronaut.websocket.annotation.OnError;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.channel.Channel;
import io.netty.util.AttributeKey;
import jakarta.inject.Named;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The feed over WebSocket. No method blocks. */
@ServerWebSocket(value = StreamConfiguration.PATH, subprotocols = FeedProtocol.SUBPROTOCOL)
@Requires(beans = FeedAuthenticator.class)
final class FeedWebSocket {
    private static final Logger LOG = LoggerFactory.getLogger(FeedWebSocket.class);
    private static final AttributeKey<WebSocketSink> SINK =
            AttributeKey.valueOf(FeedWebSocket.class, "sink");

    private final ActivityStream stream;
    private final Gate gate;
    private final ExecutorService blocking;

    FeedWebSocket(
            ActivityStream stream,
            Gate gate,
            @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        this.stream = stream;
        this.gate = gate;
        this.blocking = blocking;
    }

    @OnOpen
    void open(HttpRequest<?> request) {
        Channel channel = Channels.of(request);
        WebSocketSink sink = new WebSocketSink(channel);
        channel.attr(SINK).set(sink);
        Admission admission =
                request.getAttribute(HandshakeFilter.ADMISSION, Admission.class)
                        .orElseGet(Admission::notAuthenticated);
        if (admission instanceof Admission.Granted granted) {
            FeedSession session = stream.hub().connect(granted.access(), sink);
            sink.attach(session);
        } else if (admission instanceof Admission.Refused refused) {
            sink.close(refused.code());
        }
    }

    @OnMessage(maxPayloadLength = FeedProtocol.LARGEST_MESSAGE)
    void message(String text, HttpRequest<?> request) {
        FeedSession session = session(request);
        if (session == null) {
            return;
        }
        String token = session.receive(text);
        if (token != null) {
            blocking.execute(() -> gate.refresh(session, token));
        }
    }

    @OnClose
    void close(HttpRequest<?> request) {
        WebSocketSink sink = Channels.of(request).attr(SINK).get();
        if (sink != null) {
            sink.sayGoodbye(CloseCode.NORMAL);
        }
        end(request, CloseCode.NORMAL);
    }

    @OnError
    void error(Throwable failure, HttpRequest<?> request) {
        // Mostly a client that sent what is no WebSocket frame, or was cut off.
        LOG.debug("a WebSocket failed", failure);
        end(request, CloseCode.BAD_MESSAGE);
    }

    private static void end(HttpRequest<?> request, CloseCode code) {
        FeedSession session = session(request);
        if (session != null) {
            session.close(code);
        }
    }

    private static @Nullable FeedSession session(HttpRequest<?> request) {
        WebSocketSink sink = Channels.of(request).attr(SINK).get();
        return sink == null ? null : sink.session();
    }
}
