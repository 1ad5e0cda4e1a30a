package dev.astir.protocol.client;

import dev.astir.protocol.AgentMessage;
import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.AgentMessage.Hello;
import dev.astir.protocol.MessageCodec;
import dev.astir.protocol.Policy;
import dev.astir.protocol.ServerMessage;
import dev.astir.protocol.ServerMessage.Ack;
import dev.astir.protocol.ServerMessage.Welcome;
import dev.astir.protocol.Span;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.java_websocket.WebSocket;
import org.java_websocket.drafts.Draft_6455;
import org.java_websocket.extensions.permessage_deflate.PerMessageDeflateExtension;
import org.java_websocket.handshake.ClientHandshake;
import org.java_websocket.protocols.Protocol;
import org.java_websocket.server.WebSocketServer;

/** A server on loopback that welcomes agents, keeps what they say and acknowledges batches. */
final class LocalServer extends WebSocketServer implements AutoCloseable {

    static final Policy POLICY = new Policy(1, false, false, List.of("KeePassXC"), 300);

    final BlockingQueue<AgentMessage> messages = new LinkedBlockingQueue<>();
    final List<ClientHandshake> handshakes = new CopyOnWriteArrayList<>();
    private final MessageCodec codec = MessageCodec.json();
    private final CountDownLatch started = new CountDownLatch(1);

    private LocalServer(int port) {
        super(
                new InetSocketAddress("127.0.0.1", port),
                1,
                List.of(
                        new Draft_6455(
                                List.of(new PerMessageDeflateExtension()),
                                List.of(new Protocol(MessageCodec.SUBPROTOCOL)))));
        setReuseAddr(true);
        setDaemon(true);
    }

    static LocalServer start(int port) throws InterruptedException {
        LocalServer server = new LocalServer(port);
        server.start();
        if (!server.started.await(60, TimeUnit.SECONDS)) {
            throw new IllegalStateException("The local server did not start");
        }
        return server;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + getPort());
    }

    <T extends AgentMessage> T next(Class<T> type) throws InterruptedException {
        AgentMessage message = messages.poll(30, TimeUnit.SECONDS);
        return type.cast(message);
    }

    void say(ServerMessage message) {
        broadcast(codec.encodeText(message));
    }

    void closeAll(int code, String reason) {
        getConnections().forEach(connection -> connection.close(code, reason));
    }

    @Override
    public void onStart() {
        started.countDown();
    }

    @Override
    public void onOpen(WebSocket connection, ClientHandshake handshake) {
        handshakes.add(handshake);
    }

    @Override
    public void onMessage(WebSocket connection, String text) {
        AgentMessage message = codec.decodeAgentMessage(text);
        messages.add(message);
        if (message instanceof Hello) {
            connection.send(codec.encodeText(new Welcome(Instant.now(), POLICY, true)));
        } else if (message instanceof Batch batch) {
            List<String> ids = batch.spans().stream().map(Span::id).toList();
            connection.send(codec.encodeText(new Ack(batch.batchId(), ids, List.of(), List.of())));
        }
    }

    @Override
    public void onClose(WebSocket connection, int code, String reason, boolean remote) {}

    @Override
    public void onError(WebSocket connection, Exception e) {}

    @Override
    public void close() {
        try {
            stop(1000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
