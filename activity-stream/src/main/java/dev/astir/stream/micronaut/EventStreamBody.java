package dev.astir.stream.micronaut;

import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.FeedMessage;
import dev.astir.stream.feed.FeedSession;
import dev.astir.stream.feed.FeedSink;
import java.io.ByteArrayOutputStream;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * The body of an SSE response: a session's messages, as fast as the response asks for them. All
 * that one turn of the session sends is one chunk. Has one subscriber.
 */
final class EventStreamBody implements Publisher<byte[]>, FeedSink, Subscription {
    private static final int CHUNK = 64 << 10;

    private final Executor executor;
    private final Function<FeedSink, FeedSession> connecting;
    private final AtomicLong demand = new AtomicLong();
    private final ByteArrayOutputStream chunk = new ByteArrayOutputStream(512);
    private volatile @Nullable FeedSession session;
    private volatile @Nullable Subscriber<? super byte[]> subscriber;
    private volatile boolean isCancelled;
    private boolean isReset;

    /**
     * @param executor runs the session's turns
     * @param connecting connects a sink and subscribes to what was asked for
     */
    EventStreamBody(Executor executor, Function<FeedSink, FeedSession> connecting) {
        this.executor = executor;
        this.connecting = connecting;
    }

    @Override
    public void subscribe(Subscriber<? super byte[]> subscriber) {
        if (this.subscriber != null) {
            throw new IllegalStateException("the body of a response is read once");
        }
        this.subscriber = subscriber;
        subscriber.onSubscribe(this);
        FeedSession connected = connecting.apply(this);
        session = connected;
        if (isCancelled) {
            connected.close(CloseCode.NORMAL);
        }
    }

    @Override
    public void request(long count) {
        demand.accumulateAndGet(count, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
        FeedSession writing = session;
        if (writing != null) {
            writing.resume();
        }
    }

    @Override
    public void cancel() {
        isCancelled = true;
        FeedSession writing = session;
        if (writing != null) {
            writing.close(CloseCode.NORMAL);
        }
    }

    @Override
    public boolean isWritable() {
        return demand.get() > 0 && chunk.size() < CHUNK && !isReset;
    }

    @Override
    public void send(FeedMessage message) {
        chunk.writeBytes(message.serverSentEvent());
        isReset = message.type().equals("reset");
    }

    @Override
    public void flush() {
        byte[] bytes = chunk.toByteArray();
        chunk.reset();
        demand.decrementAndGet();
        Subscriber<? super byte[]> reader = subscriber;
        if (reader != null) {
            reader.onNext(bytes);
        }
        FeedSession writing = session;
        if (writing != null) {
            if (isReset) {
                // The client has to load the page anew; this stream has nothing more for it.
                writing.close(CloseCode.NORMAL);
            } else if (demand.get() > 0) {
                writing.resume();
            }
        }
    }

    @Override
    public void close(CloseCode code) {
        Subscriber<? super byte[]> reader = subscriber;
        if (reader != null) {
            if (code == CloseCode.TOO_SLOW && demand.get() > 0) {
                reader.onNext(FeedMessage.slow().serverSentEvent());
            }
            reader.onComplete();
        }
    }

    @Override
    public void execute(Runnable turn) {
        executor.execute(turn);
    }
}
