package dev.astir.benchmarks.watching;

import dev.astir.benchmarks.load.Loop;
import dev.astir.benchmarks.load.Workforce;
import dev.astir.protocol.AgentMessage;
import dev.astir.protocol.AgentMessage.Hello;
import dev.astir.protocol.MessageCodec;
import dev.astir.protocol.ServerMessage;
import dev.astir.protocol.ServerMessage.Ack;
import dev.astir.protocol.ServerMessage.Welcome;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultHttpHeaders;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolConfig;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler;
import io.netty.handler.codec.http.websocketx.WebSocketClientProtocolHandler.ClientHandshakeStateEvent;
import io.netty.handler.codec.http.websocketx.extensions.WebSocketClientExtensionHandler;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateClientExtensionHandshaker;
import io.netty.handler.codec.http.websocketx.extensions.compression.PerMessageDeflateServerExtensionHandshaker;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The agents of a {@link Workforce} on the thread of one {@link Loop}: the messages of the real
 * protocol by its own codec, compressed as the real agent compresses, and no more than that.
 * Thread-safe, but for what says that it belongs to the thread.
 */
final class Agents implements AutoCloseable {
    private static final int DEFLATE_LEVEL = 6;
    private static final int LARGEST_ANSWER = 1 << 20;
    private static final MessageCodec CODEC = MessageCodec.json();

    /** Hears what is acknowledged, on the thread. */
    interface Acknowledged {
        void batch(int agent, Ack ack);
    }

    private final Loop loop;
    private final List<Integer> ports;
    private final int together;
    private final Acknowledged acknowledged;
    private final List<Agent> agents = new ArrayList<>();
    private final CompletableFuture<Long> allWelcome = new CompletableFuture<>();

    // All of the loop's thread.
    private int connecting;
    private int welcome;
    private int lost;
    private boolean isClosing;

    /**
     * Agents that are not connected yet; the nodes take turns.
     *
     * @param first the number of the first one's person
     * @param together how many may be connecting at once
     */
    Agents(
            Loop loop,
            List<Integer> ports,
            int first,
            int count,
            int together,
            Acknowledged acknowledged) {
        this.loop = loop;
        this.ports = ports;
        this.together = together;
        this.acknowledged = acknowledged;
        for (int i = 0; i < count; i++) {
            agents.add(new Agent(i, first + i));
        }
    }

    /** Connects all of them, and tells how long it took until the last one was welcome. */
    Duration connect() throws InterruptedException {
        long start = System.nanoTime();
        boolean unused =
                loop.ask(() -> {
                    connectMore();
                    return true;
                });
        return Duration.ofNanos(Loop.await(allWelcome) - start);
    }

    int count() {
        return agents.size();
    }

    /** Says something as one of them, on the thread. */
    void say(int agent, AgentMessage message) {
        agents.get(agent).say(message);
    }

    /** How many connections have ended, on the thread. */
    int lost() {
        return lost;
    }

    private void connectMore() {
        while (connecting < agents.size() && connecting - welcome - lost < together) {
            agents.get(connecting++).connect();
        }
        if (welcome + lost == agents.size()) {
            allWelcome.complete(System.nanoTime());
        }
    }

    @Override
    public void close() throws InterruptedException {
        boolean unused =
                loop.ask(() -> {
                    isClosing = true;
                    agents.forEach(Agent::close);
                    return true;
                });
    }

    /** One of them. */
    private final class Agent {
        private final int index;
        private final int person;
        private @Nullable Channel channel;
        private boolean isWelcome;

        Agent(int index, int person) {
            this.index = index;
            this.person = person;
        }

        void connect() {
            int port = ports.get(index % ports.size());
            HttpHeaders headers =
                    new DefaultHttpHeaders()
                            .set(
                                    HttpHeaderNames.AUTHORIZATION,
                                    "Bearer " + Workforce.agentKey(person));
            WebSocketClientProtocolConfig config =
                    WebSocketClientProtocolConfig.newBuilder()
                            .webSocketUri(
                                    URI.create("ws://127.0.0.1:" + port + "/api/agent/connect"))
                            .subprotocol(MessageCodec.SUBPROTOCOL)
                            .customHeaders(headers)
                            .allowExtensions(true)
                            .maxFramePayloadLength(LARGEST_ANSWER)
                            .handshakeTimeoutMillis(TimeUnit.MINUTES.toMillis(1))
                            .build();
            channel =
                    loop.connect(
                                    port,
                                    () ->
                                            new ChannelHandler[] {
                                                new HttpClientCodec(),
                                                new HttpObjectAggregator(LARGEST_ANSWER),
                                                compression(),
                                                new WebSocketClientProtocolHandler(config),
                                                new Messages(this)
                                            })
                            .channel();
        }

        /** As the library of the real agent offers it. */
        private static ChannelHandler compression() {
            boolean allowClientWindowSize = false;
            boolean allowClientNoContext = true;
            boolean requestedServerNoContext = true;
            return new WebSocketClientExtensionHandler(
                    new PerMessageDeflateClientExtensionHandshaker(
                            DEFLATE_LEVEL,
                            allowClientWindowSize,
                            PerMessageDeflateServerExtensionHandshaker.MAX_WINDOW_SIZE,
                            allowClientNoContext,
                            requestedServerNoContext,
                            LARGEST_ANSWER));
        }

        void say(AgentMessage message) {
            Channel open = channel;
            if (open != null) {
                Object unused =
                        open.writeAndFlush(
                                new TextWebSocketFrame(
                                        Unpooled.wrappedBuffer(CODEC.encode(message))),
                                open.voidPromise());
            }
        }

        void hear(ServerMessage message) {
            switch (message) {
                case Welcome greeting -> {
                    isWelcome = true;
                    welcome++;
                    connectMore();
                }
                case Ack ack -> acknowledged.batch(index, ack);
                default -> {} // a policy: nothing to do here
            }
        }

        void ended() {
            if (!isClosing) {
                lost++;
                if (isWelcome) {
                    isWelcome = false;
                    welcome--;
                }
                connectMore();
            }
        }

        void close() {
            if (channel != null) {
                Object unused = channel.close();
            }
        }
    }

    private static final class Messages extends SimpleChannelInboundHandler<TextWebSocketFrame> {
        private final Agent agent;

        Messages(Agent agent) {
            this.agent = agent;
        }

        @Override
        public void userEventTriggered(ChannelHandlerContext context, Object event) {
            if (event == ClientHandshakeStateEvent.HANDSHAKE_COMPLETE) {
                agent.say(
                        new Hello(Workforce.agent(agent.person), "0.1.0", "Linux", Instant.now()));
            }
        }

        @Override
        protected void channelRead0(ChannelHandlerContext context, TextWebSocketFrame frame) {
            agent.hear(CODEC.decodeServerMessage(ByteBufUtil.getBytes(frame.content())));
        }

        @Override
        public void channelInactive(ChannelHandlerContext context) {
            agent.ended();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
            System.err.println("An agent's connection failed: " + cause);
            Object unused = context.close();
        }
    }
}
