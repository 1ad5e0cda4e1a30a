package dev.astir.stream.feed;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes to a session's sink, as fast as that takes it, and keeps what must wait. On an event loop
 * that is the shard's thread; elsewhere one thread at a time, whoever comes. Thread-safe where
 * nothing else is said; no method blocks.
 */
final class SessionWriter {
    private static final Logger LOG = LoggerFactory.getLogger(SessionWriter.class);

    private final FeedHub hub;
    private final FeedSession session;
    private final FeedSink sink;
    private final DeliveryShard shard;
    private final Outbox outbox = new Outbox();
    private final AtomicInteger wakes = new AtomicInteger();
    private final AtomicReference<@Nullable CloseCode> closing = new AtomicReference<>();

    /** What continues when the outbox has room again. */
    private final AtomicReference<@Nullable Runnable> onRoom = new AtomicReference<>();

    /** Belongs to the turns. */
    private boolean ended;

    /** Belongs to the shard's thread: whether the sink waits for a flush. */
    private boolean isUnflushed;

    SessionWriter(FeedHub hub, FeedSession session, FeedSink sink, DeliveryShard shard) {
        this.hub = hub;
        this.session = session;
        this.sink = sink;
        this.shard = shard;
    }

    DeliveryShard shard() {
        return shard;
    }

    int bytesWaiting() {
        return outbox.bytes();
    }

    boolean isOpen() {
        return closing.get() == null;
    }

    /** The sink has room again. */
    void resume() {
        if (shard.isEventLoop()) {
            onEventLoop(this::drain);
        } else {
            wake();
        }
    }

    /** Ends the session. What was not written yet is dropped; ending it again does nothing. */
    void close(CloseCode code) {
        if (closing.compareAndSet(null, code)) {
            outbox.clear();
            session.forget();
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

    /**
     * Delivers messages that count against no limit, and goes on when the outbox has room, perhaps
     * at once. For the hub's thread, and for the subscription that has the {@linkplain
     * FeedSession#pacing turn} alone.
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
        long elsewhere = session.bytesAsked() + (shard.isEventLoop() ? sink.pendingBytes() : 0);
        if (outbox.offer(frame, elsewhere)) {
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
            shard.unflushed(session);
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
        session.forget();
        hub.ended(session);
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
                hub.ended(session);
            }
        }
    }
}
