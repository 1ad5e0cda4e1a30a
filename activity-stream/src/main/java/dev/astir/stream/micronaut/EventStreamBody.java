package dev.astir.stream.micronaut;

import dev.astir.stream.feed.CloseCode;
import dev.astir.stream.feed.FeedFrame;
import dev.astir.stream.feed.FeedMessage;
import dev.astir.stream.feed.FeedSession;
import dev.astir.stream.feed.FeedSink;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;

/**
 * The body of an SSE response: a session's messages. It begins as any body does, as fast as the
 * response asks for it. As soon as the response has written all that it was given, and if it is a
 * chunked one of HTTP/1.1, chunks that were encoded for many are written past the response's
 * encoder; see {@link StreamHandler}. Has one subscriber.
 */
final class EventStreamBody implements Publisher<byte[]>, FeedSink, Subscription {
    /** A client that does not read does not see the end either. */
    private static final long CLOSE_SECONDS = 5;

    private static final int CHUNK = 64 << 10;

    private final Channel channel;
    private final StreamHandler handler;
    private final Function<FeedSink, FeedSession> connecting;
    private final StallWatch stalls;
    private final AtomicLong demand = new AtomicLong();

    /** How often the response has asked for more. */
    private final AtomicLong requests = new AtomicLong();

    private volatile @Nullable FeedSession session;
    private volatile @Nullable Subscriber<? super byte[]> subscriber;
    private volatile boolean isCancelled;
    private boolean isReset;

    /** What goes the long way, until the next flush. */
    private @Nullable ByteArrayOutputStream chunk;

    /**
     * @param channel the connection
     * @param connecting connects a sink and subscribes to what was asked for
     */
    EventStreamBody(Channel channel, Function<FeedSink, FeedSession> connecting) {
        this.channel = channel;
        this.connecting = connecting;
        handler = StreamHandler.addTo(channel, this::writable);
        stalls = new StallWatch(channel, this::waiting, this::stalled);
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
        requests.incrementAndGet();
        demand.accumulateAndGet(count, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
        resume();
    }

    private void writable() {
        resume();
    }

    /** What the response was given and the client has not taken. */
    private @Nullable Waiting waiting() {
        if (isCancelled) {
            return null;
        }
        Waiting inNetwork = Waiting.of(channel);
        if (inNetwork != null || handler.pass() != null) {
            return inNetwork;
        }
        // Behind what bounds a response of HTTP/2, which asks for more when it has written.
        return demand.get() > 0 ? null : new Waiting(0, requests.get(), 0);
    }

    private void stalled() {
        FeedSession writing = session;
        if (writing != null) {
            writing.close(CloseCode.TOO_SLOW);
        }
    }

    private void resume() {
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
        if (isReset) {
            return false;
        }
        if (handler.pass() != null) {
            return channel.isWritable();
        }
        return demand.get() > 0 && (chunk == null || chunk.size() < CHUNK);
    }

    @Override
    public long pendingBytes() {
        return Channels.pendingBytes(channel);
    }

    @Override
    public void send(FeedMessage message) {
        throw new UnsupportedOperationException("messages come in frames");
    }

    @Override
    public void send(FeedFrame frame) {
        List<FeedMessage> messages = frame.messages();
        isReset = messages.get(messages.size() - 1).type().equals("reset");
        ChannelHandlerContext encoder = chunk == null ? handler.pass() : null;
        if (encoder != null) {
            ByteBuf shared = frame.encoded(ChunkEncoding.INSTANCE);
            encoder.write(shared.retainedDuplicate(), encoder.voidPromise());
        } else {
            if (chunk == null) {
                chunk = new ByteArrayOutputStream(512);
            }
            messages.forEach(message -> write(chunk, message));
        }
    }

    private static void write(@Nullable ByteArrayOutputStream chunk, FeedMessage message) {
        if (chunk != null) {
            chunk.writeBytes(message.serverSentEvent());
        }
    }

    @Override
    public void flush() {
        ByteArrayOutputStream slow = chunk;
        ChannelHandlerContext encoder = handler.pass();
        if (slow != null) {
            chunk = null;
            demand.decrementAndGet();
            handler.expect(slow.size());
            Subscriber<? super byte[]> reader = subscriber;
            if (reader != null) {
                reader.onNext(slow.toByteArray());
            }
        } else if (encoder != null) {
            encoder.flush();
        }
        stalls.written();
        FeedSession writing = session;
        if (writing != null && isReset) {
            // The client has to load the page anew; this stream has nothing more for it.
            writing.close(CloseCode.NORMAL);
        }
    }

    @Override
    public void close(CloseCode code) {
        stalls.end();
        Subscriber<? super byte[]> reader = subscriber;
        if (reader == null) {
            return;
        }
        if (code == CloseCode.TOO_SLOW) {
            byte[] last = FeedMessage.slow().serverSentEvent();
            // The encoder takes it even if the channel is full.
            if (handler.pass() != null || demand.get() > 0) {
                reader.onNext(last);
            }
        }
        reader.onComplete();
        channel.eventLoop().schedule(() -> channel.close(), CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public ScheduledExecutorService eventLoop() {
        return channel.eventLoop();
    }
}
