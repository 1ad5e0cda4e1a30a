package dev.astir.app.capture;

import dev.astir.app.devices.BlockedException;
import dev.astir.app.devices.Device;
import dev.astir.app.platform.Later;
import dev.astir.app.policies.Consent;
import dev.astir.app.presence.DeviceConnection;
import dev.astir.app.presence.DeviceState;
import dev.astir.app.presence.PresenceService;
import dev.astir.protocol.AgentMessage;
import dev.astir.protocol.AgentMessage.Batch;
import dev.astir.protocol.AgentMessage.Hello;
import dev.astir.protocol.AgentMessage.State;
import dev.astir.protocol.InvalidMessageException;
import dev.astir.protocol.MessageCodec;
import dev.astir.protocol.ServerMessage;
import dev.astir.protocol.ServerMessage.PolicyMessage;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent's open line. Messages are handled one after the other, off the socket's thread. At most
 * {@link #MOST_WAITING} wait; a state that waits is replaced by a newer one, so that windows that
 * flap cost what the database can do and no more. A line that is silent is pinged, and ends when
 * nobody answers. Thread-safe.
 */
final class AgentLine {

    /** Messages that may wait before the line is closed as too eager. */
    static final int MOST_WAITING = 32;

    /** The bytes of messages that may be unfinished: one as large as any, and small ones beside. */
    static final int MOST_UNFINISHED_BYTES = Frames.LARGEST_MESSAGE + (64 << 10);

    /** A first state is given this long before a greeted agent counts as connected without one. */
    static final Duration FIRST_STATE = Duration.ofSeconds(1);

    static final int GOING_AWAY = 1001;
    static final int TRY_AGAIN_LATER = 1013;
    static final int TOO_EAGER = 4008;
    static final int BLOCKED = 4009;
    static final int BAD_MESSAGE = 4010;

    private static final Logger LOG = LoggerFactory.getLogger(AgentLine.class);

    /** The socket's other side. */
    interface Peer {
        void send(byte[] message);

        void close(int code, String reason);

        /** Asks whether somebody is there, if the socket takes it at once. */
        void ping();
    }

    /**
     * Something to do.
     *
     * @param isState whether a newer state makes it needless
     * @param bytes how long the message is that it is about
     */
    private record Task(Runnable work, boolean isState, int bytes) {
        Task(Runnable work) {
            this(work, false, 0);
        }
    }

    private final Device enrolled;
    private final DeviceConnection connection;
    private final AgentDesk desk;
    private final PresenceService presence;
    private final Peer peer;
    private final Executor executor;
    private final Later later;
    private final Clock clock;
    private final LineSilence silence;
    private final UnfinishedMessages unfinished;
    private final LinePrompts prompts;
    private final MessageCodec codec = MessageCodec.json();

    private final Deque<Task> waiting = new ArrayDeque<>();
    private int runningBytes;
    private int begunBytes;
    private boolean running;
    private boolean closed;
    private boolean blocked;

    // Only touched by the one task that runs.
    private Device device;
    private boolean greeted;
    private boolean present;
    private @Nullable PolicyMessage told;

    AgentLine(
            Device device,
            AgentDesk desk,
            LinePrompts prompts,
            PresenceService presence,
            Peer peer,
            Executor executor,
            Later later,
            Clock clock,
            LineSilence silence,
            UnfinishedMessages unfinished) {
        this.device = device;
        this.enrolled = device;
        this.connection =
                new DeviceConnection(
                        device.organizationId(), device.userId(), device.id(), UUID.randomUUID());
        this.desk = desk;
        this.prompts = prompts;
        this.presence = presence;
        this.peer = peer;
        this.executor = executor;
        this.later = later;
        this.clock = clock;
        this.silence = silence;
        this.unfinished = unfinished;
    }

    /** The device as it came. */
    Device enrolled() {
        return enrolled;
    }

    UUID deviceId() {
        return connection.agentId();
    }

    /** Whether news with this id concerns it: the device's, its person's or the organization's. */
    boolean isOf(UUID id) {
        return id.equals(deviceId())
                || id.equals(userId())
                || id.equals(connection.organizationId());
    }

    UUID userId() {
        return connection.userId();
    }

    /** Something came, a message or not. */
    void heard() {
        silence.heard();
    }

    /**
     * Asks a line that is silent whether it is there, and ends one that is not. Returns at once.
     */
    void listen() {
        switch (silence.step()) {
            case NONE -> {}
            case PING -> peer.ping();
            case END -> close(GOING_AWAY, "Nothing was heard, and no ping was answered.");
        }
    }

    /** A message came. Returns at once. */
    void received(byte[] bytes) {
        Instant receivedAt = clock.instant();
        AgentMessage message;
        try {
            message = codec.decodeAgentMessage(bytes);
        } catch (InvalidMessageException e) {
            refuse(e);
            return;
        }
        boolean isState = message instanceof State;
        boolean isTaken;
        synchronized (waiting) {
            if (isState) {
                waiting.removeIf(Task::isState);
            }
            begunBytes = bytes.length;
            isTaken = waiting.size() < MOST_WAITING && unfinishedBytes() <= MOST_UNFINISHED_BYTES;
            begunBytes = 0;
            if (isTaken) {
                submit(new Task(() -> handle(message, receivedAt), isState, bytes.length));
            }
        }
        if (isTaken) {
            unfinished.recount(this);
        } else {
            tooEager("more than " + MOST_WAITING + " messages wait, or too many bytes");
        }
    }

    /** So much has come of a message; nothing can be done with it yet. */
    void begun(int bytes) {
        boolean isTooMuch;
        synchronized (waiting) {
            if (begunBytes == bytes) {
                return;
            }
            begunBytes = bytes;
            isTooMuch = unfinishedBytes() > MOST_UNFINISHED_BYTES;
        }
        if (isTooMuch) {
            tooEager("too many bytes wait");
        } else {
            unfinished.recount(this);
        }
    }

    /** The agent sends faster than it can be served, or does not read. */
    void tooEager(String reason) {
        close(TOO_EAGER, reason);
    }

    /** The bytes of messages that have not come whole, or are not handled yet. */
    int unfinishedBytes() {
        synchronized (waiting) {
            return runningBytes
                    + waiting.stream().mapToInt(Task::bytes).sum()
                    + (closed ? 0 : begunBytes);
        }
    }

    /** Whether nothing more is taken from the socket. */
    boolean isClosed() {
        synchronized (waiting) {
            return closed;
        }
    }

    /** Something came that is not the protocol. */
    void refuse(InvalidMessageException e) {
        close(BAD_MESSAGE, String.valueOf(e.getMessage()));
    }

    /** The device was blocked: it is told, and its person is gone from here at once. */
    void block() {
        synchronized (waiting) {
            blocked = true;
        }
        close(BLOCKED, BlockedException.MESSAGE);
    }

    /** The socket is closed, whoever did it. */
    void ended() {
        synchronized (waiting) {
            if (closed) {
                // The end that we made ourselves: its leave may still wait.
                return;
            }
            waiting.clear();
            submit(new Task(this::leave));
            closed = true;
        }
        unfinished.recount(this);
    }

    /** The server stops: the agent goes elsewhere, or comes back after the restart. */
    void goAway() {
        close(GOING_AWAY, "The server is stopping.");
    }

    /** Waits until nothing is being handled, but no longer than this. */
    void awaitIdle(Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        try {
            synchronized (waiting) {
                long left;
                while (running && (left = deadline - System.nanoTime()) > 0) {
                    TimeUnit.NANOSECONDS.timedWait(waiting, left);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Closes the socket. What still waits is dropped: it was not acknowledged. */
    void close(int code, String reason) {
        synchronized (waiting) {
            if (closed) {
                return;
            }
        }
        ended();
        peer.close(code, reason);
    }

    private void submit(Task task) {
        synchronized (waiting) {
            if (closed) {
                return;
            }
            waiting.add(task);
            if (running) {
                return;
            }
            running = true;
        }
        executor.execute(this::work);
    }

    private void work() {
        while (true) {
            Task task;
            boolean isFinished;
            synchronized (waiting) {
                task = waiting.poll();
                isFinished = runningBytes > 0;
                runningBytes = task == null ? 0 : task.bytes();
                if (task == null) {
                    running = false;
                    waiting.notifyAll();
                }
            }
            if (isFinished) {
                unfinished.recount(this);
            }
            if (task == null) {
                return;
            }
            try {
                task.work().run();
            } catch (BlockedException e) {
                block();
            } catch (InvalidMessageException e) {
                refuse(e);
            } catch (RuntimeException e) {
                LOG.warn("A message of agent {} could not be handled", deviceId(), e);
                close(TRY_AGAIN_LATER, "The server cannot take this now.");
            }
        }
    }

    private void handle(AgentMessage message, Instant receivedAt) {
        switch (message) {
            case Hello hello -> greet(hello, receivedAt);
            case State state -> {
                requireGreeted();
                present = true;
                prompts.said(state);
                tell(desk.state(device, connection, state, silence::length));
            }
            case Batch batch -> {
                requireGreeted();
                send(desk.batch(device, batch));
                prompts.after(device, batch).forEach(this::send);
            }
        }
    }

    private void greet(Hello hello, Instant receivedAt) {
        if (!hello.agentId().equals(deviceId())) {
            throw new InvalidMessageException(
                    "agentId", hello.agentId().toString(), "the id that belongs to the key");
        }
        AgentDesk.Greeted answer = desk.hello(device, hello, receivedAt);
        device = answer.device();
        greeted = true;
        prompts.greeted(hello);
        send(answer.welcome());
        told = new PolicyMessage(answer.welcome().policy(), answer.welcome().acknowledged());
        later.run(FIRST_STATE, () -> submit(new Task(this::appear)));
    }

    /** This applies to its person now, perhaps something else than before. Returns at once. */
    void policyChanged(Consent consent) {
        submit(
                new Task(() -> {
                    if (greeted) {
                        tell(consent);
                    }
                }));
    }

    /** Sends what applies, if it is something else than what the agent heard last. */
    private void tell(Consent consent) {
        PolicyMessage now = new PolicyMessage(consent.current(), consent.acknowledged());
        if (!now.equals(told)) {
            told = now;
            send(now);
        }
    }

    private void requireGreeted() {
        if (!greeted) {
            throw new InvalidMessageException(
                    "type", "before hello", "hello, as the first message");
        }
    }

    /** The agent is here, and has not said what its person does. */
    private void appear() {
        if (!present) {
            present = true;
            presence.report(connection, DeviceState.unknown(clock.instant()), silence::length);
        }
    }

    private void leave() {
        if (!present) {
            return;
        }
        present = false;
        boolean atOnce;
        synchronized (waiting) {
            atOnce = blocked;
        }
        if (atOnce) {
            presence.remove(connection);
        } else {
            presence.leave(connection, silence.length());
        }
    }

    private void send(ServerMessage message) {
        peer.send(codec.encode(message));
    }
}
