package dev.astir.agent.upload;

import dev.astir.protocol.AgentMessage;
import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.AgentMessage.Hello;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.MessageCodec;
import dev.astir.protocol.Policy;
import dev.astir.protocol.ServerMessage;
import dev.astir.protocol.ServerMessage.Ack;
import dev.astir.protocol.ServerMessage.IdleMessage;
import dev.astir.protocol.ServerMessage.Rejection;
import dev.astir.protocol.ServerMessage.Welcome;
import dev.astir.protocol.Span;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.extensions.permessage_deflate.PerMessageDeflateExtension;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;

/**
 * The server's half of the protocol on loopback: keeps each span once, by id, over its own deaths.
 */
public final class LocalServer implements AutoCloseable {

    /** Each span that was accepted, by id. */
    public final Map<String, Span> spans = new ConcurrentSkipListMap<>();

    /** All states, in order. */
    public final List<State> states = new CopyOnWriteArrayList<>();

    /** All batches, in order. */
    public final List<Batch> batches = new CopyOnWriteArrayList<>();

    private final MessageCodec codec = MessageCodec.json();
    private volatile Policy policy = new Policy(1, false, false, List.of("Vault"), 300);
    private volatile boolean acknowledged = true;
    private volatile boolean answering = true;
    private volatile String rejectedId = "";
    private int port;
    private Sockets sockets;

    /** Starts on a free port; after {@link #die}, on the same one. */
    public LocalServer live() throws InterruptedException {
        sockets = new Sockets(port);
        sockets.setReuseAddr(true);
        sockets.setDaemon(true);
        sockets.start();
        if (!sockets.started.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The local server did not start");
        }
        port = sockets.getPort();
        return this;
    }

    /** Breaks all connections and listens no more. */
    public void die() throws InterruptedException {
        sockets.stop(1000);
    }

    public URI uri() {
        return URI.create("http://127.0.0.1:" + port);
    }

    /** The policy of the next welcome, and to all who are connected. */
    public void policy(Policy changed, boolean isAcknowledged) {
        policy = changed;
        acknowledged = isAcknowledged;
        sockets.broadcast(
                codec.encodeText(new ServerMessage.PolicyMessage(changed, isAcknowledged)));
    }

    /** Tells all who are connected, and say that they accept it. */
    public void tell(IdleMessage message) {
        sockets.accepting.forEach(connection -> connection.send(codec.encodeText(message)));
    }

    /** Whether batches are answered; where not, they are kept all the same. */
    public void answering(boolean answers) {
        answering = answers;
    }

    public void reject(String id) {
        rejectedId = id;
    }

    public void block(String reason) {
        sockets.getConnections().forEach(connection -> connection.close(4009, reason));
    }

    @Override
    public void close() throws InterruptedException {
        die();
    }

    private Ack keep(Batch batch) {
        batches.add(batch);
        List<String> accepted = new ArrayList<>();
        List<String> duplicates = new ArrayList<>();
        List<Rejection> rejected = new ArrayList<>();
        for (Span span : batch.spans()) {
            if (span.id().equals(rejectedId)) {
                rejected.add(new Rejection(span.id(), "not wanted"));
            } else if (spans.putIfAbsent(span.id(), span) == null) {
                accepted.add(span.id());
            } else {
                duplicates.add(span.id());
            }
        }
        return new Ack(batch.batchId(), accepted, duplicates, rejected);
    }

    private final class Sockets extends WebSocketServer {

        private final CountDownLatch started = new CountDownLatch(1);
        private final List<WebSocket> accepting = new CopyOnWriteArrayList<>();

        private Sockets(int port) {
            super(
                    new InetSocketAddress("127.0.0.1", port),
                    1,
                    List.of(
                            new Draft_6455(
                                    List.of(new PerMessageDeflateExtension()),
                                    List.of(new Protocol(MessageCodec.SUBPROTOCOL)))));
        }

        @Override
        public void onMessage(WebSocket connection, String text) {
            AgentMessage message = codec.decodeAgentMessage(text);
            switch (message) {
                case Hello hello -> {
                    if (hello.isAccepted(IdleMessage.TYPE)) {
                        accepting.add(connection);
                    }
                    connection.send(
                            codec.encodeText(new Welcome(Instant.now(), policy, acknowledged)));
                }
                case State state -> states.add(state);
                case Batch batch -> {
                    Ack ack = keep(batch);
                    if (answering) {
                        connection.send(codec.encodeText(ack));
                    }
                }
            }
        }

        @Override
        public void onStart() {
            started.countDown();
        }

        @Override
        public void onOpen(WebSocket connection, ClientHandshake handshake) {}

        @Override
        public void onClose(WebSocket connection, int code, String reason, boolean remote) {}

        @Override
        public void onError(WebSocket connection, Exception e) {}
    }
}
