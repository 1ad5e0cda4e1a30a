package dev.astir.app.limits;

import dev.astir.app.web.Refusal;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Ends a connection whose client takes its time: before or within a request's head, in its body,
 * between requests, or in reading an answer. What the server itself does may take as long as it
 * takes. Belongs to the channel's event loop.
 */
final class ClientDeadlines extends ExchangeHandler {

    /** What the connection waits for. */
    private enum Wait {
        FIRST_BYTE,
        HEAD,
        BODY,
        ANSWER,
        NEXT_REQUEST
    }

    private final ClientTimes times;
    private final Bytes bytes = new Bytes();

    /** Ours, whichever handler saw what happened. */
    private @Nullable ChannelHandlerContext context;

    private Wait wait = Wait.FIRST_BYTE;
    private long deadlineNanos;
    private long bodyNanos;
    private long received;
    private long receivedBefore;
    private @Nullable Unread unread;

    /** One task a connection: it looks when it runs whether the deadline has moved. */
    private @Nullable Future<?> task;

    private long taskNanos;

    ClientDeadlines(ClientTimes times) {
        this.times = times;
    }

    /** What must stand between the network and the codec, so that a head's first byte is seen. */
    ChannelHandler bytes() {
        return bytes;
    }

    @Override
    public void handlerAdded(ChannelHandlerContext added) {
        context = added;
        await(added, Wait.FIRST_BYTE);
    }

    @Override
    public void handlerRemoved(ChannelHandlerContext context) {
        if (task != null) {
            task.cancel(false);
        }
        if (!bytes.isRemoved) {
            context.pipeline().remove(bytes);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        boolean wasReceiving = isReceiving();
        follow(message);
        if (isReceiving()) {
            if (message instanceof HttpRequest request) {
                bodyNanos = now(context) + wholeBody(request).toNanos();
            }
            if (!wasReceiving) {
                await(context, Wait.BODY);
            }
        } else {
            await(context, unanswered() > 0 ? Wait.ANSWER : Wait.NEXT_REQUEST);
        }
        context.fireChannelRead(message);
    }

    /** By what it says that it has, or else by what it may have. */
    private Duration wholeBody(HttpRequest request) {
        long most = BodyBound.most(request);
        long bytes = Math.min(most, HttpUtil.getContentLength(request, most));
        return bytes <= BodyBound.USUAL
                ? times.wholeBody()
                : times.wholeBody().multipliedBy(bytes).dividedBy(BodyBound.USUAL);
    }

    @Override
    void answered(ChannelHandlerContext context) {
        if (unanswered() == 0 && !isReceiving()) {
            await(context, Wait.NEXT_REQUEST);
        }
    }

    /** The first bytes after an answer, or of all. */
    private void beginHead() {
        if (context != null && (wait == Wait.FIRST_BYTE || wait == Wait.NEXT_REQUEST)) {
            await(context, Wait.HEAD);
        }
    }

    private void await(ChannelHandlerContext context, Wait next) {
        wait = next;
        receivedBefore = received;
        unread = Unread.of(context.channel());
        Duration longest =
                switch (next) {
                    case FIRST_BYTE -> times.first();
                    case HEAD -> times.head();
                    case BODY -> times.body();
                    case ANSWER -> times.unread();
                    case NEXT_REQUEST -> times.kept();
                };
        deadlineNanos = now(context) + longest.toNanos();
        if (next == Wait.BODY && bodyNanos - deadlineNanos < 0) {
            deadlineNanos = bodyNanos;
        }
        if (task == null || deadlineNanos - taskNanos < 0) {
            if (task != null) {
                task.cancel(false);
            }
            schedule(context);
        }
    }

    private void schedule(ChannelHandlerContext context) {
        taskNanos = deadlineNanos;
        task =
                context.executor()
                        .schedule(
                                () -> look(context),
                                taskNanos - now(context),
                                TimeUnit.NANOSECONDS);
    }

    private void look(ChannelHandlerContext context) {
        if (context.isRemoved() || !context.channel().isActive()) {
            return;
        }
        if (now(context) - deadlineNanos < 0) {
            schedule(context);
            return;
        }
        task = null;
        switch (wait) {
            case FIRST_BYTE -> close(context);
            case HEAD -> refuse(context);
            case BODY -> {
                if (now(context) - bodyNanos >= 0
                        || received - receivedBefore < times.bodyBytes()) {
                    refuse(context);
                } else {
                    await(context, Wait.BODY);
                }
            }
            case ANSWER, NEXT_REQUEST -> {
                Unread now = Unread.of(context.channel());
                if (now == null ? wait == Wait.ANSWER : now.isLessThan(unread)) {
                    await(context, wait);
                } else {
                    close(context);
                }
            }
        }
    }

    private void refuse(ChannelHandlerContext context) {
        if (isAnswering() || unanswered() != (wait == Wait.BODY ? 1 : 0)) {
            // Another answer is under way, comes first, or was given.
            close(context);
        } else {
            Refusal.send(
                    context,
                    HttpResponseStatus.REQUEST_TIMEOUT,
                    "request-timeout",
                    "The request came too slowly.");
        }
    }

    private static long now(ChannelHandlerContext context) {
        return context.executor().ticker().nanoTime();
    }

    private final class Bytes extends ChannelInboundHandlerAdapter {

        private boolean isRemoved;

        @Override
        public void handlerRemoved(ChannelHandlerContext network) {
            isRemoved = true;
        }

        @Override
        public void channelRead(ChannelHandlerContext network, Object message) {
            if (message instanceof ByteBuf buffer) {
                received += buffer.readableBytes();
                beginHead();
            }
            network.fireChannelRead(message);
        }
    }
}
