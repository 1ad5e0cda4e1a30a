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
import java.util.UUID;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One agent's open line. Messages are handled one after the other, off the socket's thread. At most
 * {@link LineTasks#MOST_WAITING} wait; a state that waits is replaced by a newer one, so that
 * windows that flap cost what the database can do and no more. A line that is silent is pinged, and
 * ends when nobody answers. Thread-safe.
 */
final class AgentLine {

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

    private final Device enrolled;
    private final DeviceConnection connection;
    private final AgentDesk desk;
    private final PresenceService presence;
    private final Peer peer;
    private final LineTasks tasks;
    private final Later later;
    private final Clock clock;
    private final LineSilence silence;
    private final UnfinishedMessages unfinished;
    private final LinePrompts prompts;
    private final MessageCodec codec = MessageCodec.json();

    private volatile boolean blocked;

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
        this.tasks =
                new LineTasks(
                        executor,
                        new LineTasks.Line() {
                            @Override
                            public void work(Runnable work) {
                                attempt(work);
                            }

                            @Override
                            public void finished() {
                                unfinished.recount(AgentLine.this);
                            }
                        });
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
        if (tasks.offer(
                () -> handle(message, receivedAt), message instanceof State, bytes.length)) {
            unfinished.recount(this);
        } else {
            tooEager("more than " + LineTasks.MOST_WAITING + " messages wait, or too many bytes");
        }
    }

    /** So much has come of a message; nothing can be done with it yet. */
    void begun(int bytes) {
        if (!tasks.begun(bytes)) {
            return;
        }
        if (tasks.isTooMuch()) {
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
        return tasks.unfinishedBytes();
    }

    /** Whether nothing more is taken from the socket. */
    boolean isClosed() {
        return tasks.isEnded();
    }

    /** Something came that is not the protocol. */
    void refuse(InvalidMessageException e) {
        close(BAD_MESSAGE, String.valueOf(e.getMessage()));
    }

    /** The device was blocked: it is told, and its person is gone from here at once. */
    void block() {
        blocked = true;
        close(BLOCKED, BlockedException.MESSAGE);
    }

    /** The socket is closed, whoever did it; perhaps we ourselves, before. */
    void ended() {
        if (tasks.end(this::leave)) {
            unfinished.recount(this);
        }
    }

    /** The server stops: the agent goes elsewhere, or comes back after the restart. */
    void goAway() {
        close(GOING_AWAY, "The server is stopping.");
    }

    /** Waits until nothing is being handled, but no longer than this. */
    void awaitIdle(Duration longest) {
        tasks.awaitIdle(longest);
    }

    /** Closes the socket. What still waits is dropped: it was not acknowledged. */
    void close(int code, String reason) {
        if (tasks.end(this::leave)) {
            unfinished.recount(this);
            peer.close(code, reason);
        }
    }

    private void attempt(Runnable work) {
        try {
            work.run();
        } catch (BlockedException e) {
            block();
        } catch (InvalidMessageException e) {
            refuse(e);
        } catch (RuntimeException e) {
            LOG.warn("A message of agent {} could not be handled", deviceId(), e);
            close(TRY_AGAIN_LATER, "The server cannot take this now.");
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
        later.run(FIRST_STATE, () -> tasks.add(this::appear));
    }

    /** This applies to its person now, perhaps something else than before. Returns at once. */
    void policyChanged(Consent consent) {
        tasks.add(() -> {
            if (greeted) {
                tell(consent);
            }
        });
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
        if (blocked) {
            presence.remove(connection);
        } else {
            presence.leave(connection, silence.length());
        }
    }

    private void send(ServerMessage message) {
        peer.send(codec.encode(message));
    }
}
