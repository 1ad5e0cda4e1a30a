package dev.astir.stream.micronaut;

import dev.astir.stream.rest.RestAnswer;
import io.micronaut.http.netty.channel.ChannelPipelineCustomizer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The body of a response that is a file: a piece is read when the one before has been written. A
 * file that comes to no end ends with its connection, so that half of it does not pass for a whole
 * one; and one that is never written ends when the content's patience does. Has one subscriber;
 * belongs to the channel's event loop, and may be asked by any thread.
 */
final class DownloadBody implements Publisher<byte[]>, Subscription {
    private static final Logger LOG = LoggerFactory.getLogger(DownloadBody.class);

    private final Channel channel;
    private final RestAnswer.Content content;
    private @Nullable Subscriber<? super byte[]> subscriber;
    private long demand;
    private boolean isReading;
    private boolean isEnded;

    DownloadBody(Channel channel, RestAnswer.Content content) {
        this.channel = channel;
        this.content = content;
        content.onStall(() -> onLoop(this::cutStalled));
    }

    @Override
    public void subscribe(Subscriber<? super byte[]> reader) {
        onLoop(() -> {
            if (subscriber != null) {
                throw new IllegalStateException("the body of a response is read once");
            }
            subscriber = reader;
            reader.onSubscribe(this);
        });
    }

    @Override
    public void request(long count) {
        onLoop(() -> {
            demand = demand + count < 0 ? Long.MAX_VALUE : demand + count;
            read();
        });
    }

    @Override
    public void cancel() {
        onLoop(() -> {
            isEnded = true;
            content.close();
        });
    }

    private void read() {
        if (demand > 0 && !isReading && !isEnded) {
            isReading = true;
            demand--;
            content.next().whenComplete((piece, failure) -> onLoop(() -> take(piece, failure)));
        }
    }

    private void take(byte @Nullable [] piece, @Nullable Throwable failure) {
        isReading = false;
        Subscriber<? super byte[]> reader = subscriber;
        if (isEnded || reader == null) {
            return;
        }
        if (failure != null || piece == null) {
            LOG.warn("a download came to no end", failure);
            cut(new IOException("the file could not be read to its end", failure));
        } else if (piece.length == 0) {
            isEnded = true;
            content.close();
            reader.onComplete();
        } else {
            reader.onNext(piece);
            read();
        }
    }

    private void cutStalled() {
        LOG.debug("a reader of a download takes nothing");
        cut(new IOException("the reader takes nothing"));
    }

    private void cut(IOException cause) {
        if (isEnded) {
            return;
        }
        isEnded = true;
        content.close();
        if (channel.pipeline().get(ChannelPipelineCustomizer.HANDLER_HTTP_SERVER_CODEC) != null) {
            // A reset, since the end of the connection is the end of a file for HTTP/1.0.
            channel.config().setOption(ChannelOption.SO_LINGER, 0);
            channel.close();
        } else if (subscriber != null) {
            // One of several responses of a connection of HTTP/2 is reset alone.
            subscriber.onError(cause);
        }
    }

    private void onLoop(Runnable task) {
        if (channel.eventLoop().inEventLoop()) {
            task.run();
        } else {
            channel.eventLoop().execute(task);
        }
    }
}
