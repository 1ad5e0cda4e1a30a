package dev.astir.protocol.client;

import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.AgentMessage.Hello;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.InvalidMessageException;
import dev.astir.protocol.MessageCodec;
import dev.astir.protocol.ServerMessage;
import dev.astir.protocol.ServerMessage.Ack;
import dev.astir.protocol.ServerMessage.IdleMessage;
import dev.astir.protocol.ServerMessage.PolicyMessage;
import dev.astir.protocol.ServerMessage.Welcome;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one agent connected to a server: says hello, keeps the last live state known there, carries
 * batches, and reconnects with full jitter between 0.5 and 20 seconds. A server that closes with
 * {@value #BLOCKED} ends it for good. A peer that went away without a word is noticed within two
 * minutes.
 *
 * <p>Batches are not kept here: {@link #send} either hands one to the socket or says that it did
 * not, and what is not acknowledged is the caller's to send again.
 *
 * <p>Thread-safe. Uses one thread for its events and two for an open socket, all daemons.
 */
public final class AgentConnection implements AutoCloseable {

    /** The close code of an agent that an administrator blocked. */
    public static final int BLOCKED = 4009;

    private static final Logger log = LoggerFactory.getLogger(AgentConnection.class);

    private final Builder settings;
    private final URI endpoint;
    private final MessageCodec codec = MessageCodec.json();
    private final Backoff backoff;
    private final ScheduledThreadPoolExecutor events;

    // Written by the events thread alone.
    private @Nullable AgentSocket socket;
    private boolean started;

    private volatile @Nullable AgentSocket welcomed;
    private volatile @Nullable State lastState;
    private volatile boolean stopped;

    private AgentConnection(Builder settings) {
        this.settings = settings;
        this.endpoint = Endpoints.socket(settings.server, "/api/agent/connect");
        this.backoff = new Backoff(settings.random);
        this.events =
                new ScheduledThreadPoolExecutor(
                        1,
                        runnable -> {
                            Thread thread = new Thread(runnable, "astir-agent-connection");
                            thread.setDaemon(true);
                            return thread;
                        });
        events.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    }

    /**
     * Starts to describe a connection.
     *
     * @param server the server's base address, {@code http} or {@code https}
     * @param agentId the agent, as enrolled
     * @param agentKey the agent's key, as enrolled
     */
    public static Builder builder(URI server, UUID agentId, String agentKey) {
        return new Builder(server, agentId, agentKey);
    }

    /** Starts to connect, and returns at once. Only the first call counts. */
    public void start() {
        onEvents(() -> {
            if (!started) {
                started = true;
                connect();
            }
        });
    }

    /** Makes this the live state: sent now if connected, and after each reconnect. */
    public void publish(State state) {
        lastState = state;
        onEvents(() -> {
            AgentSocket current = welcomed;
            if (current != null) {
                current.sendIfOpen(codec.encodeText(state));
            }
        });
    }

    /**
     * Hands a batch to the socket.
     *
     * @return false if there is no connection that the server has welcomed
     */
    public boolean send(Batch batch) {
        AgentSocket current = welcomed;
        return current != null && current.sendIfOpen(codec.encodeText(batch));
    }

    /** Whether the server has welcomed the connection, and it is not known to be lost. */
    public boolean isConnected() {
        return welcomed != null;
    }

    /** Closes the connection; the listener hears nothing any more. Never throws. */
    @Override
    public void close() {
        stop();
    }

    private void stop() {
        if (stopped) {
            return;
        }
        onEvents(() -> {
            AgentSocket current = socket;
            stopped = true;
            welcomed = null;
            socket = null;
            if (current != null) {
                current.abandon();
            }
            events.shutdown();
        });
    }

    private void connect() {
        if (stopped) {
            return;
        }
        socket = new AgentSocket(endpoint, settings.agentKey, new SocketEvents());
        socket.connect();
    }

    private void onEvents(Runnable task) {
        try {
            events.execute(task);
        } catch (RejectedExecutionException e) {
            log.trace("Closed before", e);
        }
    }

    /** Carries what one socket says over to the events thread. */
    private final class SocketEvents implements AgentSocket.Events {

        @Override
        public void opened(AgentSocket source) {
            onEvents(() -> source.sendIfOpen(codec.encodeText(settings.hello())));
        }

        @Override
        public void received(AgentSocket source, String text) {
            onEvents(() -> {
                if (source == socket) {
                    receive(source, text);
                }
            });
        }

        @Override
        public void closed(AgentSocket source, int code, String reason) {
            onEvents(() -> {
                if (source == socket) {
                    lost(source, code, reason);
                }
            });
        }
    }

    private void receive(AgentSocket source, String text) {
        ServerMessage message;
        try {
            message = codec.decodeServerMessage(text);
        } catch (InvalidMessageException e) {
            // A newer server may say what this version does not know.
            log.warn("Ignored a message of {}: {}", endpoint, e.getMessage());
            return;
        }
        if (message instanceof Welcome welcome) {
            backoff.reset();
            welcomed = source;
            State state = lastState;
            if (state != null) {
                source.sendIfOpen(codec.encodeText(state));
            }
            tell(() -> settings.listener.welcomed(welcome));
        } else if (message instanceof Ack ack) {
            tell(() -> settings.listener.acknowledged(ack));
        } else if (message instanceof PolicyMessage changed) {
            tell(() -> settings.listener.policyChanged(changed));
        } else if (message instanceof IdleMessage idle) {
            tell(() -> settings.listener.idleEnded(idle));
        }
    }

    private void lost(AgentSocket source, int code, String reason) {
        socket = null;
        welcomed = null;
        if (code == BLOCKED) {
            source.closeConnection(code, reason);
            stopped = true;
            tell(() -> settings.listener.blocked(reason));
            events.shutdown();
            return;
        }
        Duration wait = backoff.next();
        tell(() -> settings.listener.disconnected(reason, wait));
        var unused =
                events.schedule(
                        () -> {
                            // By now the farewell is sent; a peer that never hangs up is cut off.
                            source.closeConnection(code, reason);
                            connect();
                        },
                        wait.toMillis(),
                        TimeUnit.MILLISECONDS);
    }

    private static void tell(Runnable call) {
        try {
            call.run();
        } catch (RuntimeException e) {
            log.error("The connection's listener failed", e);
        }
    }

    /** Describes a connection. Not thread-safe. */
    public static final class Builder {

        private final URI server;
        private final UUID agentId;
        private final String agentKey;
        private String version = "unknown";
        private String os = System.getProperty("os.name", "unknown");
        private List<String> accepts = List.of();
        private AgentListener listener = new AgentListener() {};
        private Clock clock = Clock.systemUTC();
        private RandomGenerator random = new Random();

        private Builder(URI server, UUID agentId, String agentKey) {
            this.server = Objects.requireNonNull(server, "server");
            this.agentId = Objects.requireNonNull(agentId, "agentId");
            this.agentKey = Objects.requireNonNull(agentKey, "agentKey");
        }

        /** The agent's version, for hello; default "unknown". */
        public Builder version(String version) {
            this.version = Objects.requireNonNull(version, "version");
            return this;
        }

        /** The operating system, for hello; default is what the JVM says. */
        public Builder os(String os) {
            this.os = Objects.requireNonNull(os, "os");
            return this;
        }

        /**
         * Which messages that not every agent understands the server may send, by their types, for
         * hello; default none.
         */
        public Builder accepts(String... types) {
            this.accepts = List.of(types);
            return this;
        }

        /** Who hears of acknowledgements, policies and losses; default nobody. */
        public Builder listener(AgentListener listener) {
            this.listener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /** The device's clock, for hello; default is the system's. */
        public Builder clock(Clock clock) {
            this.clock = Objects.requireNonNull(clock, "clock");
            return this;
        }

        /** Where the jitter comes from; used by one thread at a time. */
        public Builder random(RandomGenerator random) {
            this.random = Objects.requireNonNull(random, "random");
            return this;
        }

        /**
         * The connection, not started yet.
         *
         * @throws IllegalArgumentException if the address is not {@code http://host} or {@code
         *     https://host}, optionally with port and path, or the version, the system's name or
         *     the types do not fit into hello
         */
        public AgentConnection build() {
            Builder copy = copy();
            Hello first = copy.hello();
            log.debug("Agent {} {} on {}", first.agentId(), first.version(), first.os());
            return new AgentConnection(copy);
        }

        private Hello hello() {
            return new Hello(
                    agentId, version, os, clock.instant(), accepts.isEmpty() ? null : accepts);
        }

        private Builder copy() {
            return new Builder(server, agentId, agentKey)
                    .version(version)
                    .os(os)
                    .accepts(accepts.toArray(String[]::new))
                    .listener(listener)
                    .clock(clock)
                    .random(random);
        }
    }
}
