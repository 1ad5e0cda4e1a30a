package dev.astir.stream.feed;

import dev.astir.stream.EventFilter;
import dev.astir.stream.InvalidInputException;
import dev.astir.stream.StreamPosition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connected reader, with its subscriptions and what was not written yet. It holds less than 1
 * MB and at most 1,000 live messages, and is closed with {@link CloseCode#TOO_SLOW} at the next
 * one; the reader resumes by position. Thread-safe; no method blocks.
 */
public final class FeedSession {
    private static final Logger LOG = LoggerFactory.getLogger(FeedSession.class);

    private final FeedHub hub;
    private final FeedSink sink;
    private final DeliveryShard shard;
    private final Outbox outbox = new Outbox();
    private final AtomicInteger wakes = new AtomicInteger();
    private final AtomicReference<@Nullable CloseCode> closing = new AtomicReference<>();

    /** What continues when the outbox has room again. */
    private final AtomicReference<@Nullable Runnable> onRoom = new AtomicReference<>();

    private volatile FeedAccess access;

    /** Belongs to the turns. */
    private boolean ended;

    /** Belongs to the shard's thread: whether the sink waits for a flush. */
    private boolean isUnflushed;

    /** Belongs to the hub's thread. */
    private Map<SubscriptionKey, Subscription> subscriptions = Map.of();

    /** Belongs to the hub's thread. */
    private final PacedTurns pacing = new PacedTurns();

    /** Belongs to the hub's thread. */
    SessionWheel.@Nullable Seat seat;

    FeedSession(FeedHub hub, FeedAccess access, FeedSink sink, DeliveryShard shard) {
        this.hub = hub;
        this.access = access;
        this.sink = sink;
        this.shard = shard;
    }

    /** What this reader may do now. */
    public FeedAccess access() {
        return access;
    }

    /** Whether it still takes and delivers messages. */
    public boolean isOpen() {
        return closing.get() == null;
    }

    /**
     * Subscribes to a channel, in place of an earlier subscription to the same one that has no name
     * either. The first answer is {@code subscribed}, or {@code error} for a channel that does not
     * exist.
     *
     * @param channel {@link FeedHub#ACTIVITIES} or an ephemeral one
     * @param filter which events; ephemeral channels take no notice of it
     * @param after the position to go on from; null for whatever comes from now on
     */
    public void subscribe(String channel, EventFilter filter, @Nullable StreamPosition after) {
        hub.subscribe(this, SubscriptionKey.unnamed(channel), filter, after);
    }

    /**
     * Subscribes to a channel beside other subscriptions to it, in place of an earlier one of the
     * same name. Each message of it bears the name. Answered by {@code error} as well when the
     * session has {@value FeedHub#MOST_SUBSCRIPTIONS} subscriptions already.
     *
     * @param channel {@link FeedHub#ACTIVITIES} or an ephemeral one
     * @param name 1 to 64 letters, digits, dots, hyphens and underscores of ASCII
     * @param filter which events; ephemeral channels take no notice of it
     * @param after the position to go on from; null for whatever comes from now on
     * @throws InvalidInputException if the name is none
     */
    public void subscribe(
            String channel, String name, EventFilter filter, @Nullable StreamPosition after) {
        SubscriptionKey key = new SubscriptionKey(channel, SubscriptionName.of(name));
        hub.subscribe(this, key, filter, after);
    }

    /** Ends the subscription without a name; ending none is no harm. */
    public void unsubscribe(String channel) {
        hub.unsubscribe(this, SubscriptionKey.unnamed(channel));
    }

    /**
     * Ends a subscription; ending none is no harm.
     *
     * @throws InvalidInputException if the name is none
     */
    public void unsubscribe(String channel, String name) {
        hub.unsubscribe(this, new SubscriptionKey(channel, SubscriptionName.of(name)));
    }

    /**
     * Does what a client's message asks for. A frame that is not the protocol closes the session
     * with {@link CloseCode#BAD_MESSAGE}; a request that cannot be met is answered by {@code
     * error}.
     *
     * @param text a text frame: one message
     * @return the token of an {@code auth} message, which the caller has judged and hands to {@link
     *     #renew}; otherwise null
     */
    public @Nullable String receive(String text) {
        ClientMessage message;
        try {
            message = ClientMessage.parse(text);
        } catch (InvalidInputException e) {
            LOG.debug("closing a session for its message", e);
            close(CloseCode.BAD_MESSAGE);
            return null;
        }
        if (message instanceof ClientMessage.Auth auth) {
            return auth.token();
        }
        if (message instanceof ClientMessage.Unsubscribe unsubscribe) {
            hub.unsubscribe(this, unsubscribe.key());
        } else if (message instanceof ClientMessage.Subscribe subscribe) {
            hub.subscribe(this, subscribe.key(), subscribe.filter(), subscribe.after());
        } else if (message instanceof ClientMessage.Refused refused) {
            answer(refused.key().error("invalid", refused.detail()));
        }
        return null;
    }

    /**
     * Takes over fresh credentials. Those of another identity or feed close the session with {@link
     * CloseCode#FORBIDDEN}. Narrower audiences apply from the next message on.
     */
    public void renew(FeedAccess fresh) {
        boolean same =
                fresh.identity().equals(access.identity()) && fresh.feed().equals(access.feed());
        if (same) {
            access = fresh;
            hub.renewed(this);
        } else {
            close(CloseCode.FORBIDDEN);
        }
    }

    /** The sink has room again. */
    public void resume() {
        if (shard.isEventLoop()) {
            onEventLoop(this::drain);
        } else {
            wake();
        }
    }

    /** Ends the session. What was not written yet is dropped; ending it again does nothing. */
    public void close(CloseCode code) {
        if (closing.compareAndSet(null, code)) {
            outbox.clear();
            hub.forget(this);
            if (code == CloseCode.TOO_SLOW) {
                shard.counters().slowCloses.increment();
            }
            if (shard.isEventLoop()) {
                onEventLoop(() -> end(code));
            } else {
                wake();
            }
        }
    }

    /** Answers what the client has said. Who asks and asks and does not read is closed. */
    void answer(FeedMessage message) {
        shard.post(() -> {
            FeedFrame frame = FeedFrame.of(message);
            deliver(frame);
            frame.release();
        });
    }

    /**
     * Delivers messages that count against no limit, and goes on when the outbox has room, perhaps
     * at once. For the hub's thread, and for the subscription that has the {@linkplain #pacing
     * turn} alone.
     */
    void deliverPaced(List<FeedMessage> messages, Runnable then) {
        shard.post(() -> {
            FeedFrame.split(messages).forEach(this::deliverPaced);
            onRoom.set(then);
            continueIfRoomy();
        });
    }

    private void deliverPaced(FeedFrame frame) {
        if (isOpen() && !sentAtOnce(frame)) {
            outbox.add(frame);
            wakeIfElsewhere();
        }
        frame.release();
    }

    /** Delivers live messages, or closes the session that does not keep up; for the shard. */
    void deliver(FeedFrame frame) {
        if (!isOpen() || sentAtOnce(frame)) {
            return;
        }
        if (outbox.offer(frame, shard.isEventLoop() ? sink.pendingBytes() : 0)) {
            wakeIfElsewhere();
        } else {
            close(CloseCode.TOO_SLOW);
        }
    }

    /** Writes out what the sink was given; for the shard. */
    void flush() {
        if (isUnflushed) {
            isUnflushed = false;
            try {
                sink.flush();
            } catch (RuntimeException e) {
                failed(e);
            }
        }
    }

    DeliveryShard shard() {
        return shard;
    }

    /** All of them; for the hub's thread. */
    Map<SubscriptionKey, Subscription> subscriptions() {
        return subscriptions;
    }

    void addSubscription(SubscriptionKey key, Subscription subscription) {
        if (subscriptions.isEmpty()) {
            subscriptions = new HashMap<>(2);
        }
        subscriptions.put(key, subscription);
    }

    /** Whose turn it is to send what the reader has to make room for; for the hub's thread. */
    PacedTurns pacing() {
        return pacing;
    }

    private boolean sentAtOnce(FeedFrame frame) {
        if (!shard.isEventLoop() || !outbox.isEmpty()) {
            return false;
        }
        if (!sink.isWritable()) {
            // Perhaps it is full just because nothing was flushed in this turn.
            flush();
            if (!sink.isWritable()) {
                return false;
            }
        }
        send(frame);
        if (!isUnflushed) {
            isUnflushed = true;
            shard.unflushed(this);
        }
        return true;
    }

    private void send(FeedFrame frame) {
        try {
            sink.send(frame);
        } catch (RuntimeException e) {
            failed(e);
        }
    }

    /** Writes what waited; on the event loop. */
    private void drain() {
        FeedFrame frame;
        while (isOpen() && sink.isWritable() && (frame = outbox.poll()) != null) {
            send(frame);
            frame.release();
            isUnflushed = true;
        }
        // At once rather than in the window, since this reader is late already.
        flush();
        continueIfRoomy();
    }

    private void continueIfRoomy() {
        if (onRoom.get() != null && outbox.isRoomy()) {
            Runnable step = onRoom.getAndSet(null);
            if (step != null) {
                step.run();
            }
        }
    }

    private void wakeIfElsewhere() {
        if (!shard.isEventLoop()) {
            wake();
        }
    }

    private void onEventLoop(Runnable task) {
        try {
            shard.execute(task);
        } catch (RuntimeException e) {
            gone(e);
        }
    }

    /** Sees to a turn after this call, by one thread at a time, whoever calls. */
    private void wake() {
        if (wakes.getAndIncrement() == 0) {
            try {
                sink.execute(this::turns);
            } catch (RuntimeException e) {
                gone(e);
            }
        }
    }

    private void gone(RuntimeException e) {
        // An event loop that shut down takes no more; its connections are gone as well.
        LOG.debug("a session's connection is gone", e);
        closing.compareAndSet(null, CloseCode.GOING_AWAY);
        hub.forget(this);
        hub.ended(this);
    }

    private void turns() {
        int seen = 1;
        do {
            turn();
            seen = wakes.addAndGet(-seen);
        } while (seen != 0);
    }

    private void turn() {
        CloseCode code = closing.get();
        if (code != null) {
            end(code);
            return;
        }
        try {
            boolean sent = false;
            FeedFrame frame;
            while (sink.isWritable() && (frame = outbox.poll()) != null) {
                sink.send(frame);
                sent = true;
            }
            if (sent) {
                sink.flush();
            }
        } catch (RuntimeException e) {
            failed(e);
        }
        continueIfRoomy();
    }

    private void failed(RuntimeException e) {
        LOG.warn("a session's sink failed; closing it", e);
        close(CloseCode.GOING_AWAY);
    }

    private void end(CloseCode code) {
        if (!ended) {
            ended = true;
            try {
                sink.close(code);
            } finally {
                hub.ended(this);
            }
        }
    }
}
