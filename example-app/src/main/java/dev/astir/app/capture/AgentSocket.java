package dev.astir.app.capture;

import dev.astir.app.clients.RequestKinds;
import dev.astir.app.devices.AgentAuthentication;
import dev.astir.app.devices.Device;
import dev.astir.app.platform.Background;
import dev.astir.app.presence.PresenceService;
import dev.astir.protocol.InvalidMessageException;
import dev.astir.protocol.MessageCodec;
import dev.astir.stream.micronaut.SocketBackpressure;
import dev.astir.tracker.ActivityTracker;
import io.micronaut.http.HttpRequest;
import io.micronaut.security.annotation.Secured;
import io.micronaut.websocket.CloseReason;
import io.micronaut.websocket.WebSocketSession;
import io.micronaut.websocket.annotation.OnClose;
import io.micronaut.websocket.annotation.OnError;
import io.micronaut.websocket.annotation.OnMessage;
import io.micronaut.websocket.annotation.OnOpen;
import io.micronaut.websocket.annotation.ServerWebSocket;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.time.Clock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@code WS /api/agent/connect}, subprotocol {@code astir-agent.v1}. An unknown key is answered 401
 * before the upgrade; a blocked device is upgraded and closed with 4009, so that it stops for good.
 * Messages are handled by the session's {@link AgentLine}. Thread-safe.
 */
@ServerWebSocket(value = AgentSocket.PATH, subprotocols = MessageCodec.SUBPROTOCOL)
@Secured(AgentAuthentication.ROLE)
class AgentSocket {

    static final String PATH = "/api/agent/connect";

    private static final Logger LOG = LoggerFactory.getLogger(AgentSocket.class);
    private static final String OPEN = "astir.open";

    private final AgentDesk desk;
    private final PresenceService presence;
    private final AgentLines lines;
    private final Background background;
    private final Clock clock;
    private final LineTime time;
    private final UnfinishedMessages unfinished;
    private final ActivityTracker tracker;

    AgentSocket(
            AgentDesk desk,
            PresenceService presence,
            AgentLines lines,
            Background background,
            Clock clock,
            LineTime time,
            UnfinishedMessages unfinished,
            ActivityTracker tracker) {
        this.desk = desk;
        this.presence = presence;
        this.lines = lines;
        this.background = background;
        this.clock = clock;
        this.time = time;
        this.unfinished = unfinished;
        this.tracker = tracker;
    }

    @OnOpen
    void open(WebSocketSession session, HttpRequest<?> request) {
        Device device = AgentAuthentication.device(request);
        AgentLine line =
                new AgentLine(
                        device,
                        desk,
                        desk.prompts(),
                        presence,
                        new SessionPeer(session),
                        background,
                        background,
                        clock,
                        new LineSilence(time),
                        unfinished);
        Frames frames = new Frames();
        PartialFrames partial =
                PartialFrames.addTo(request, bytes -> line.begun(frames.begunBytes() + bytes));
        session.put(OPEN, new Open(line, frames, partial, tracker));
        SocketBackpressure.addTo(
                request, () -> line.tooEager("pings without end, or nothing is read"), line::heard);
        lines.add(line);
        if (!device.isActive()) {
            line.block();
        }
    }

    @OnMessage(maxPayloadLength = Frames.LARGEST_MESSAGE)
    void frame(WebSocketFrame frame, WebSocketSession session) {
        try {
            session.get(OPEN, Open.class).orElseThrow().take(frame);
        } finally {
            frame.release();
        }
    }

    @OnClose
    void closed(WebSocketSession session) {
        session.get(OPEN, Open.class)
                .ifPresent(open -> {
                    lines.remove(open.line());
                    open.line().ended();
                    open.frames().forget();
                });
    }

    @OnError
    void failed(WebSocketSession session, Throwable error) {
        LOG.debug("The socket of an agent failed", error);
        session.close(CloseReason.PROTOCOL_ERROR);
    }

    /** What belongs to a session. */
    private record Open(
            AgentLine line, Frames frames, PartialFrames partial, ActivityTracker tracker) {

        void take(WebSocketFrame frame) {
            partial.whole();
            if (line.isClosed()) {
                frames.forget();
                return;
            }
            try {
                frames.add(frame)
                        .ifPresentOrElse(this::received, () -> line.begun(frames.begunBytes()));
            } catch (InvalidMessageException e) {
                frames.forget();
                line.refuse(e);
            }
        }

        /** The agent is seen with each message, and not only when it connects. */
        private void received(byte[] message) {
            var unused = tracker.record(line.deviceId().toString(), RequestKinds.SOCKET);
            line.received(message);
        }
    }

    /** The session as a line sees it. */
    private record SessionPeer(WebSocketSession session) implements AgentLine.Peer {

        private static final int LONGEST_REASON = 120;

        /** Blocks until it is written, so that an agent that does not read is not served either. */
        @Override
        public void send(byte[] message) {
            if (!session.isOpen()) {
                return;
            }
            try {
                session.sendSync(new TextWebSocketFrame(Unpooled.wrappedBuffer(message)));
            } catch (Exception e) {
                // Checked ones too, unannounced: Netty throws what the writing ended with.
                if (e instanceof InterruptedException) {
                    Thread.currentThread().interrupt();
                }
                if (session.isOpen()) {
                    throw new IllegalStateException("An agent could not be answered", e);
                }
                LOG.debug("An agent left before its answer was written", e);
            }
        }

        @Override
        public void ping() {
            // Who takes nothing is found out already, and needs nothing more to take.
            if (session.isWritable()) {
                var unused = session.sendAsync(new PingWebSocketFrame());
            }
        }

        @Override
        public void close(int code, String reason) {
            // The protocol allows 123 bytes.
            String ascii = reason.replaceAll("[^\\x20-\\x7e]", "?");
            session.close(
                    new CloseReason(
                            code, ascii.substring(0, Math.min(LONGEST_REASON, ascii.length()))));
        }
    }
}
